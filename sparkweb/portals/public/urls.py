from django.urls import path

from sparkweb.portals.public import views

app_name = "public"
urlpatterns = [
    path("", views.front, name="front"),
    path("oplysninger/", views.data, name="data"),
    path("was/", views.was, name="was"),
    path("healthz", views.healthz, name="healthz"),
]

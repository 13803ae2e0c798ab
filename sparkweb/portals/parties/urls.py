from django.urls import path

from sparkweb.portals.parties import views

app_name = "parties"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("tal.csv", views.numbers, name="numbers"),
]

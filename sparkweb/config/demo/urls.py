from django.urls import path

from sparkweb.config.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.home, name="home"),
    path("bliv/", views.switch, name="switch"),
    path("post/", views.mails, name="mails"),
    path("post/<uuid:mail_id>/", views.mail, name="mail"),
    path("post/<uuid:mail_id>/brev/", views.letter, name="letter"),
    path("post/<uuid:mail_id>/moede.ics", views.invitation, name="invitation"),
]

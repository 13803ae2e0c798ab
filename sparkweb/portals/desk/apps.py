from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "sparkweb.portals.desk"
    label = "desk"

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "sparkweb.portals.parties"
    label = "parties"

from django.apps import AppConfig


class SecretariatConfig(AppConfig):
    name = "sparkweb.portals.secretariat"
    label = "secretariat"

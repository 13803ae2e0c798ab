from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "sparkweb.portals.public"
    label = "public"

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "sparkweb.flow.applications"
    label = "applications"

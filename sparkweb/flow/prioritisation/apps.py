from django.apps import AppConfig


class PrioritisationConfig(AppConfig):
    name = "sparkweb.flow.prioritisation"
    label = "prioritisation"

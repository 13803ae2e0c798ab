from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "sparkweb.flow.planning"
    label = "planning"

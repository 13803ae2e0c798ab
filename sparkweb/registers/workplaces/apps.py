from django.apps import AppConfig


class WorkplacesConfig(AppConfig):
    name = "sparkweb.registers.workplaces"
    label = "workplaces"

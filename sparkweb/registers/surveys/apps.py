from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "sparkweb.registers.surveys"
    label = "surveys"

from django.apps import AppConfig


class ConsultantsConfig(AppConfig):
    name = "sparkweb.registers.consultants"
    label = "consultants"

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "sparkweb.registers.programme"
    label = "programme"

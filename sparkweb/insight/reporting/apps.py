from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "sparkweb.insight.reporting"
    label = "reporting"

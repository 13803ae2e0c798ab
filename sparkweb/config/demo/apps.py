from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sparkweb.config.demo"
    label = "demo"

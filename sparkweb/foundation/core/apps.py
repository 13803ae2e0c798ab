from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "sparkweb.foundation.core"
    label = "core"

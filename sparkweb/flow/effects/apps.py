from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "sparkweb.flow.effects"
    label = "effects"

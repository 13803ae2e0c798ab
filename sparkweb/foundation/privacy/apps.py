from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "sparkweb.foundation.privacy"
    label = "privacy"

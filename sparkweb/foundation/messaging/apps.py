from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "sparkweb.foundation.messaging"
    label = "messaging"

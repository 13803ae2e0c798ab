from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "sparkweb.foundation.audit"
    label = "audit"

"""What was done, by whom, about what. Rows are added, never changed: the database refuses (migration 0002)."""

from django.db import models

from sparkweb.foundation.core.privacy_classes import Classified


class Event(models.Model):
    """No foreign keys: an event outlives what it is about."""

    action = models.CharField(max_length=80)
    about_model = models.CharField(max_length=80)
    about_key = models.CharField(max_length=80)
    by_key = models.CharField(max_length=80)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    privacy = Classified(kept="id action about_model about_key by_key at facts")

    class Meta:
        indexes = [
            models.Index(name="audit_event_about", fields=["about_model", "about_key"]),
            models.Index(name="audit_event_at", fields=["at"]),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.about_model} {self.about_key}"

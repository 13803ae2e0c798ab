"""The few tables that belong to no subject."""

from django.db import models

from sparkweb.foundation.core.privacy_classes import Classified


class Submission(models.Model):
    """A form that has been answered, and where the answer sent the person. See idempotency.py."""

    key = models.CharField(max_length=32)
    actor_key = models.CharField(max_length=80)
    route = models.CharField(max_length=120)
    location = models.CharField(max_length=500)
    at = models.DateTimeField(db_index=True)

    privacy = Classified(erased="id key actor_key route location at")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="core_submission_is_answered_once", fields=["key", "actor_key", "route"])
        ]

    def __str__(self) -> str:
        return f"{self.route} {self.at:%Y-%m-%d %H:%M}"

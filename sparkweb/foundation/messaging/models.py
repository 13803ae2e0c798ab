"""Mail waiting to be sent, and when the worker last did what."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.privacy_classes import Classified


class OutboxMessage(models.Model):
    """Written in the same transaction as what it tells about; sent afterwards, and again until somebody takes it.

    `message_id` is fixed from the start: a mail sent twice by a fault is recognised as one by the reader's program.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=80)
    about_key = models.CharField(max_length=120, blank=True, db_index=True)
    dedupe_key = models.CharField(max_length=200, unique=True)

    to_address = models.EmailField(_("til"))
    mailbox = models.CharField(max_length=320)
    to_name = models.CharField(_("navn"), max_length=200, blank=True)
    subject = models.CharField(_("emne"), max_length=200)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=200, unique=True)

    created_at = models.DateTimeField()
    send_after_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    bounced_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    privacy = Classified(
        kept="id kind created_at send_after_at attempts sent_at bounced_at",
        erased="about_key dedupe_key to_address mailbox to_name subject text html calendar calendar_method"
        " message_id last_error",
    )

    class Meta:
        indexes = [
            models.Index(
                name="messaging_waiting", fields=["send_after_at"], condition=Q(sent_at=None, bounced_at=None)
            ),
            models.Index(name="messaging_mailbox", fields=["mailbox", "send_after_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="messaging_outbox_is_sent_or_bounced_not_both", condition=Q(sent_at=None) | Q(bounced_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PeriodicRun(models.Model):
    """When a recurring job was last taken up; finished earlier than started means it failed or still runs."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id name started_at finished_at")

    def __str__(self) -> str:
        return self.name

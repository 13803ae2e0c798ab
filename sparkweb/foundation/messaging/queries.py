"""Reading the outbox."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from sparkweb.foundation.messaging.models import OutboxMessage


def waiting(at: datetime) -> QuerySet[OutboxMessage]:
    """What should go out now, oldest first."""
    due = OutboxMessage.objects.filter(sent_at=None, bounced_at=None, send_after_at__lte=at)
    return due.order_by("send_after_at", "created_at")


def is_written(dedupe_key: str) -> bool:
    """The letter is in the outbox, or has left it: writing it again would send nothing."""
    return OutboxMessage.objects.filter(dedupe_key=dedupe_key).exists()


def bounced_about(about_key: str) -> QuerySet[OutboxMessage]:
    """Mail that a mail server refused for good: somebody must be told, and asked for another address."""
    return OutboxMessage.objects.filter(about_key=about_key).exclude(bounced_at=None).order_by("created_at")


def bounced(about_keys: Collection[str]) -> set[str]:
    """Which of the keys have mail that a mail server refused for good. One query."""
    return set(
        OutboxMessage.objects.filter(about_key__in=about_keys)
        .exclude(bounced_at=None)
        .values_list("about_key", flat=True)
    )


def returned(kinds: Collection[str], since: datetime) -> QuerySet[OutboxMessage]:
    """Mail of these kinds that was refused for good since then, newest first."""
    return OutboxMessage.objects.filter(kind__in=kinds, bounced_at__gte=since).order_by("-bounced_at")

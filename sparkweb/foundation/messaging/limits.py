"""How much one mailbox gets in an hour, however it is spelled: SPARK must not be a tool for flooding somebody."""

from datetime import datetime, timedelta

from sparkweb.foundation.core.mailboxes import mailbox
from sparkweb.foundation.messaging.models import OutboxMessage

LETTERS_AN_HOUR = 10
HOUR = timedelta(hours=1)


def is_full(address: str, at: datetime) -> bool:
    return _ahead(address, at) >= LETTERS_AN_HOUR


def turn(address: str, at: datetime) -> datetime:
    """When one letter more may go: now, or as many hours later as there are full hours before it."""
    return at + HOUR * (_ahead(address, at) // LETTERS_AN_HOUR)


def _ahead(address: str, at: datetime) -> int:
    """Sent within the hour, or waiting for a later one."""
    return OutboxMessage.objects.filter(mailbox=mailbox(address), send_after_at__gt=at - HOUR).count()

"""Putting a mail in the outbox."""

import uuid
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction

from sparkweb.foundation.core.text import clean_text
from sparkweb.foundation.messaging.calendar import Invitation, as_icalendar
from sparkweb.foundation.messaging.letters import Letter, as_html, as_text
from sparkweb.foundation.messaging.models import OutboxMessage


@transaction.atomic
def enqueue(
    *,
    to: str,
    to_name: str,
    letter: Letter,
    kind: str,
    dedupe_key: str,
    at: datetime,
    invitation: Invitation | None = None,
    about_key: str = "",
) -> OutboxMessage:
    """In the caller's transaction: no change without its mail, no mail without its change. The same key sends once."""
    message, _ = OutboxMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "about_key": about_key,
            "to_address": clean_text(to, multiline=False),
            "to_name": clean_text(to_name, multiline=False),
            "subject": clean_text(letter.subject, multiline=False),
            "text": as_text(letter),
            "html": as_html(letter),
            **_calendar(invitation, at),
            **_identity(),
            "created_at": at,
            "send_after_at": at,
        },
    )
    return message


def _calendar(invitation: Invitation | None, at: datetime) -> dict[str, Any]:
    if invitation is None:
        return {}
    return {"calendar": as_icalendar(invitation, at=at), "calendar_method": invitation.method.value}


def _identity() -> dict[str, Any]:
    key = uuid.uuid4()
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return {"id": key, "message_id": f"<{key}@{domain}>"}

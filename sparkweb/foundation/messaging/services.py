"""Putting a mail in the outbox."""

import uuid
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts.post import Note
from sparkweb.foundation.core.mailboxes import mailbox
from sparkweb.foundation.core.text import clean_text
from sparkweb.foundation.messaging import limits
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
    is_held_to_limit: bool = False,
) -> OutboxMessage:
    """In the caller's transaction: no change without its mail, no mail without its change. The same key sends once.

    A letter that anybody outside can make us write (`is_held_to_limit`) waits its turn, so that no mailbox is flooded.
    """
    turn = limits.turn(to, at) if is_held_to_limit else at
    message, _is_new = OutboxMessage.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "about_key": about_key,
            "to_address": clean_text(to, multiline=False),
            "mailbox": mailbox(to),
            "to_name": clean_text(to_name, multiline=False),
            "subject": clean_text(str(letter.subject), multiline=False),
            "text": as_text(letter),
            "html": as_html(letter),
            **_calendar(invitation, at),
            **_identity(),
            "created_at": at,
            "send_after_at": turn,
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


def enqueue_note(note: Note, at: datetime) -> None:
    """A letter from accounts, which stands below and does not know this app."""
    if note.may_be_left_out and limits.is_full(note.to, at):
        return
    letter = Letter(
        subject=note.subject,
        greeting=_("Hej %(name)s") % {"name": note.to_name.split(maxsplit=1)[0]} if note.to_name.strip() else _("Hej"),
        paragraphs=note.paragraphs,
        action_label=note.action_label,
        action_url=note.action_url,
    )
    enqueue(to=note.to, to_name=note.to_name, letter=letter, kind=note.kind, dedupe_key=note.dedupe_key, at=at)


def forget_sent(at: datetime) -> None:
    """Letters hold links that open a case. Once delivered they are no longer ours to keep."""
    before = at - settings.SENT_MAIL_IS_KEPT
    old = OutboxMessage.objects.filter(Q(sent_at__lt=before) | Q(bounced_at__lt=before))
    old.exclude(text="").update(text="", html="", calendar="")

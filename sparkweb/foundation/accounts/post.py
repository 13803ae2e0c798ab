"""Letters that accounts wants sent. Messaging stands above accounts, so it registers how; nothing is sent from here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Note:
    """A letter in plain words. The dedupe key makes a second hand-over of the same letter a no-op."""

    to: str
    to_name: str
    subject: str
    paragraphs: tuple[str, ...]
    kind: str
    dedupe_key: str
    action_label: str = ""
    action_url: str = ""
    may_be_left_out: bool = False
    """Whoever wants it can ask again, so a mailbox that has had many letters is spared one more."""


Sender = Callable[[Note, datetime], None]
_sender: list[Sender] = []


def register(sender: Sender) -> None:
    """Called once, when messaging is ready."""
    _sender[:] = [sender]


def send(note: Note, *, at: datetime) -> None:
    if not _sender:
        raise ImproperlyConfigured("No app has registered with accounts.post.register, so letters cannot be sent.")
    _sender[0](note, at)

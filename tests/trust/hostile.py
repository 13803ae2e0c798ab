"""What people should never write, and some of them do; and how to tell that it did no harm."""

from collections.abc import Iterator
from email import message_from_bytes

from django.core.mail import get_connection

from sparkweb.foundation.messaging.mail import mail_from
from sparkweb.foundation.messaging.models import OutboxMessage

CORPUS = {
    "markup": """<script>alert(1)</script><img src=x onerror=alert(1)>"'></textarea><b>""",
    "template and formula": "=1+1 {{ 7919*7 }} {% now 'Y' %} ${7919*7} #{7919*7}",
    "control characters": "Anne\0\x07\x08\x1b[2J\x7f\x85 Bech",
    "turned around and hidden": "Anne \u202eelsdereb\u202c \u2066\u200b\ufeff\U000e0041\u00ad Bech",
    "families and towers": "👨‍👩‍👧‍👦 🏳️‍🌈 Z" + "\u0301\u0327" * 60 + " ﷽ a\u030a",
    "a mail within the mail": "Anne\r\nBcc: alle@a.example\r\n\r\nBEGIN:VEVENT\r\n",
    "quotation and shell": "'; DROP TABLE seats; -- `$(id)` ../../etc/passwd %00 %s",
    "one endless word": "æ" * 10_000,
}
RAW = ("<script>alert", "<img src=x", "</textarea><b>", "55433")
UNSEEN = frozenset("\0\x07\x08\x1b\x7f\x85\u202e\u202c\u2066\u200b\ufeff\U000e0041")


def harm_in(text: str) -> set[str]:
    """Markup that a browser would obey, a sum that a template has done, and what nobody can see."""
    return {raw for raw in RAW if raw in text} | {repr(each) for each in UNSEEN & set(text)}


def harm_in_mail() -> set[str]:
    return {harm for message in OutboxMessage.objects.all() for harm in _harm_in(message)}


def _harm_in(message: OutboxMessage) -> Iterator[str]:
    yield from harm_in(message.html)
    plain = message.text + message.calendar + message.subject + message.to_name
    yield from {repr(each) for each in UNSEEN & set(plain)}
    travelling = message_from_bytes(mail_from(message, get_connection()).message().as_bytes())
    if travelling["Bcc"] or travelling["Cc"] or len(travelling.get_all("To", [])) != 1:
        yield f"{message.kind} goes to others"
    if message.calendar.count("\r\nBEGIN:VEVENT") > 1:
        yield f"{message.kind} holds a second meeting"

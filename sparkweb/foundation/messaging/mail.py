"""An outbox message as it travels: text, HTML and, for a meeting, the invitation both inside and attached."""

from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from sparkweb.foundation.messaging.models import OutboxMessage

INVITATION_FILE = "invite.ics"


def mail_from(message: OutboxMessage, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[formataddr((message.to_name, message.to_address))],
        # The Message-ID is the same at every attempt; Auto-Submitted keeps holiday replies away.
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    mail.attach_alternative(message.html, "text/html")
    if message.calendar:
        mail.attach_alternative(message.calendar, f"text/calendar; method={message.calendar_method}")
        mail.attach(INVITATION_FILE, message.calendar.encode(), "application/ics")
    return mail

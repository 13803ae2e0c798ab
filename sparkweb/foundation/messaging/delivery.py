"""Taking mail from the outbox to the mail server, at least once and never silently.

Before a message is tried, its next attempt is already written down. So no lock is held while the mail server talks, two
workers never take the same message, and a worker killed half way only means one more attempt with the same Message-ID.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F

from sparkweb.foundation.messaging import queries
from sparkweb.foundation.messaging.mail import mail_from
from sparkweb.foundation.messaging.models import OutboxMessage

logger = logging.getLogger(__name__)

# Longer for each attempt; the last one repeats. Everything is out within ten minutes of the mail server's return.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 8))
# What a mail server has put off for this long counts as refused, so that somebody is told.
PATIENCE = timedelta(days=4)

_PERMANENT = 500


def deliver_due(*, at: datetime, limit: int = 100) -> int:
    """Send what is waiting; returns how many went out. A mail server that cannot be reached costs no attempt."""
    connection = get_connection()
    sent = 0
    for message in queries.waiting(at)[:limit]:
        if not _is_reachable(connection):
            break
        if _claim(message, at):
            sent += _deliver(message, connection, at)
    _hang_up(connection)
    return sent


def _is_reachable(connection: BaseEmailBackend) -> bool:
    if not settings.EMAIL_HOST:
        return False
    try:
        connection.open()
    except (OSError, SMTPException):
        logger.warning("The mail server cannot be reached; mail waits in the outbox.", exc_info=True)
        return False
    return True


def _claim(message: OutboxMessage, at: datetime) -> bool:
    """True for one worker only: the condition holds until the first has moved the next attempt."""
    delay = DELAYS[min(message.attempts, len(DELAYS) - 1)]
    mine = queries.waiting(at).filter(pk=message.pk, attempts=message.attempts)
    return bool(mine.update(attempts=F("attempts") + 1, send_after_at=at + delay))


def _deliver(message: OutboxMessage, connection: BaseEmailBackend, at: datetime) -> bool:
    try:
        mail_from(message, connection).send()
    except Exception as problem:  # noqa: BLE001 – one bad message must not stop the others
        _put_off(message, problem, at)
        _hang_up(connection)
        return False
    OutboxMessage.objects.filter(pk=message.pk).update(sent_at=at, last_error="")
    return True


def _put_off(message: OutboxMessage, problem: Exception, at: datetime) -> None:
    logger.warning("Mail %s was not taken: %s", message.pk, type(problem).__name__)
    gives_up = _is_refusal(problem) or at - message.created_at > PATIENCE
    OutboxMessage.objects.filter(pk=message.pk).update(
        bounced_at=at if gives_up else None, last_error=f"{type(problem).__name__}: {problem}"[:500]
    )


def _is_refusal(problem: Exception) -> bool:
    """A 5xx about this recipient or this mail is final; about the sender or the server it is ours to mend.

    So is an address that cannot be written in a mail at all.
    """
    match problem:
        case UnicodeError():
            return True
        case SMTPRecipientsRefused():
            return all(code >= _PERMANENT for code, _reason in problem.recipients.values())
        case SMTPDataError():
            return problem.smtp_code >= _PERMANENT
    return False


def _hang_up(connection: BaseEmailBackend) -> None:
    """After a fault the conversation is in no known state; the next message starts a new one."""
    try:
        connection.close()
    except (OSError, SMTPException):
        logger.debug("The mail server was already gone.")

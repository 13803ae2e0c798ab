"""Links in mails: 256 random bits of which only the hash is stored, one subject, one page, one use, one end date.

Looking never changes anything, because mail scanners look. Opening is a POST, and only the first one wins.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts import post, sessions, subjects
from sparkweb.foundation.accounts.enums import LinkPurpose
from sparkweb.foundation.accounts.models import AccessLink
from sparkweb.foundation.audit import services as audit

RENEWAL_DAYS = 1
RENEWALS_AN_HOUR = 3
DOUBLE_CLICK = timedelta(seconds=10)


class LinkStatus(Enum):
    USABLE = "usable"
    USED = "used"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LinkState:
    """What a page may know about a link before anybody opens it."""

    status: LinkStatus
    destination: str = ""
    subject: str = ""

    @property
    def is_usable(self) -> bool:
        return self.status is LinkStatus.USABLE


class LinkNotUsable(Exception):
    """The link was used, has run out, or speaks for nobody any more; the message is fit to show."""


def issue(*, subject: str, destination: str, at: datetime, days: int = 14) -> str:
    """A fresh link to a page of this site, as an absolute address to put in a letter and nowhere else."""
    return _issue(LinkPurpose.INVITATION, subject, destination, at, days)


def was_issued(subject: str) -> bool:
    """The subject has been written a link, so somebody may know of it."""
    return AccessLink.objects.filter(subject=subject).exists()


def look(token: str, at: datetime) -> LinkState:
    link = AccessLink.objects.filter(token_hash=_hash(token)).first()
    if link is None:
        return LinkState(LinkStatus.UNKNOWN)
    return LinkState(_status(link, at), link.destination, link.subject)


@transaction.atomic
def open_session(request: HttpRequest, token: str, at: datetime) -> str:
    """Spend the link and start a fresh session for its subject; answers where to go. Only ever on a POST."""
    if request.method != "POST" or not _spend(token, at):
        raise LinkNotUsable(_("Linket er allerede brugt eller udløbet. Bed om et nyt."))
    link = AccessLink.objects.get(token_hash=_hash(token))
    actor = subjects.resolve(link.subject)
    if actor is None:
        raise LinkNotUsable(_("Linket virker ikke længere, fordi du ikke er med i forløbet mere."))
    logout(request)
    sessions.start_participant(request, link.subject, by_link=True)
    audit.record("link.opened", about=link, by=actor, at=at)
    return link.destination


@transaction.atomic
def renew(token: str, at: datetime) -> None:
    """Send a fresh link for the same page to the address of the subject, whatever became of the old one."""
    link = AccessLink.objects.filter(token_hash=_hash(token)).first()
    if link is not None:
        _send_renewals([link.subject], link.destination, at)


@transaction.atomic
def resend(*, email: str, at: datetime) -> None:
    """Send one letter, with a fresh link for each subject with mail at the address.

    Silent, so that nobody learns who takes part.
    """
    _send_renewals(subjects.find(email), reverse(settings.PARTICIPANT_HOME_ROUTE), at)


def _spend(token: str, at: datetime) -> bool:
    """One conditional update decides a race; a double click counts as one click."""
    link = AccessLink.objects.filter(token_hash=_hash(token), expires_at__gt=at)
    return bool(link.filter(used_at=None).update(used_at=at)) or link.filter(used_at__gt=at - DOUBLE_CLICK).exists()


def _send_renewals(candidates: list[str], destination: str, at: datetime) -> None:
    """All of them have their mail at one address."""
    found = [(each, actor) for each in candidates if (actor := subjects.resolve(each)) and not _renewed_often(each, at)]
    address = subjects.address_of(found[0][0]) if found else None
    if address is None:
        return
    url, *more = [_issue(LinkPurpose.RENEWAL, each, destination, at, RENEWAL_DAYS) for each, _actor in found]
    post.send(
        post.Note(
            to=address,
            to_name=found[0][1].name,
            subject=_("Dit link til SPARK"),
            paragraphs=(
                _("Her er et nyt link. Det virker én gang og kun i et døgn."),
                *_the_others(more),
                _("Har du ikke bedt om det, skal du ikke gøre noget."),
            ),
            action_label=_("Åbn SPARK"),
            action_url=url,
            kind="link.renewed",
            dedupe_key=f"link.renewed:{_hash(url)}",
            may_be_left_out=True,
        ),
        at=at,
    )


def _the_others(urls: list[str]) -> tuple[str, ...]:
    return (_("Du er med flere steder. Her er et link til hvert af de andre:"), *urls) if urls else ()


def _renewed_often(subject: str, at: datetime) -> bool:
    lately = AccessLink.objects.filter(subject=subject, created_at__gt=at - timedelta(hours=1))
    return lately.filter(purpose=LinkPurpose.RENEWAL).count() >= RENEWALS_AN_HOUR


def _issue(purpose: LinkPurpose, subject: str, destination: str, at: datetime, days: int) -> str:
    if not _is_local(destination):
        raise ValueError("A link leads to a page of this site: the destination starts with one '/'.")
    token = token_urlsafe(32)
    AccessLink.objects.create(
        token_hash=_hash(token),
        purpose=purpose,
        subject=subject,
        destination=destination,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return settings.SITE_URL + reverse(settings.ENTRY_ROUTE, args=[token])


def _status(link: AccessLink, at: datetime) -> LinkStatus:
    if link.used_at is not None:
        return LinkStatus.USED
    return LinkStatus.USABLE if at < link.expires_at else LinkStatus.EXPIRED


def _is_local(destination: str) -> bool:
    return destination.startswith("/") and url_has_allowed_host_and_scheme(destination, allowed_hosts=None)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()

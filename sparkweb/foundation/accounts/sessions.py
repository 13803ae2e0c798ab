"""Two kinds of session that never mix: a member of staff after two factors, or one seat of one participant."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from sparkweb.foundation.accounts.actors import VISITOR, Actor
from sparkweb.foundation.core import clock

SUBJECT = "subject"
BY_LINK = "came_by_link"
SECOND_FACTOR = "second_factor_of"


def start_participant(request: HttpRequest, subject: str, *, by_link: bool = False) -> None:
    """Forget everything the browser carried, and open a session for one seat. Only a mailed link proves who sits."""
    request.session.flush()
    request.session[SUBJECT] = subject
    request.session[BY_LINK] = by_link
    request.session.set_expiry(timedelta(days=settings.PARTICIPANT_SESSION_DAYS))
    rotate_token(request)


def subject_of(request: HttpRequest) -> str:
    subject = request.session.get(SUBJECT, "")
    return subject if isinstance(subject, str) else ""


def came_by_link(request: HttpRequest) -> bool:
    return request.session.get(BY_LINK) is True


def visitor_in(request: HttpRequest) -> Actor:
    """A visitor in this very browser, told from others by the secret of its CSRF cookie."""
    secret = str(request.META.get("CSRF_COOKIE", ""))
    return replace(VISITOR, key=f"{VISITOR.key}:{sha256(secret.encode()).hexdigest()}")


def start_staff(request: HttpRequest) -> None:
    """A member of staff takes off the participant's hat at the door, and stays for a working day at most."""
    request.session.pop(SUBJECT, None)
    request.session.pop(BY_LINK, None)
    request.session.set_expiry(clock.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))


def remember_second_factor(request: HttpRequest, user: AbstractBaseUser) -> None:
    request.session[SECOND_FACTOR] = user.pk


def has_second_factor(request: HttpRequest) -> bool:
    """Bound to the user, so that a factor shown by one is never counted for another in the same browser."""
    return request.user.is_authenticated and request.session.get(SECOND_FACTOR) == request.user.pk


def forget_second_factor(request: HttpRequest) -> None:
    request.session.pop(SECOND_FACTOR, None)

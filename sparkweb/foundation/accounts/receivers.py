"""What allauth tells us: a hat put on, a second factor shown, added or taken away."""

from typing import Any

from allauth.account.signals import authentication_step_completed
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from sparkweb.foundation.accounts import queries, sessions
from sparkweb.foundation.accounts.models import User


@receiver(user_logged_in)
def start_staff_session(request: HttpRequest, **_: Any) -> None:
    sessions.start_staff(request)


@receiver(authentication_step_completed)
def remember_second_factor(request: HttpRequest, user: User, method: str, **_: Any) -> None:
    if method == "mfa":
        sessions.remember_second_factor(request, user)


@receiver(authenticator_added)
def remember_new_second_factor(request: HttpRequest, user: User, **_: Any) -> None:
    """Setting one up proves it, too."""
    sessions.remember_second_factor(request, user)


@receiver(authenticator_removed)
def forget_removed_second_factor(request: HttpRequest, user: User, **_: Any) -> None:
    if not queries.has_second_factor(user.pk):
        sessions.forget_second_factor(request)

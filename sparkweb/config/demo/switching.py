"""Becoming somebody: the session that their mailed link, or their login with two factors, would have opened."""

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest

from sparkweb.config.demo.people import VISITOR_KEY
from sparkweb.foundation.accounts import sessions, subjects
from sparkweb.foundation.accounts.models import User


def become(request: HttpRequest, key: str) -> str:
    """Answers the route where that person lands. Raises Http404 for a key that is nobody's."""
    kind, _, identifier = key.partition(":")
    if key == VISITOR_KEY:
        logout(request)
        return "public:front"
    if kind == "user":
        _log_in(request, identifier)
        return "accounts:home"
    if subjects.resolve(key) is None:
        raise Http404
    logout(request)
    sessions.start_participant(request, key, by_link=True)
    return "participants:home"


def _log_in(request: HttpRequest, identifier: str) -> None:
    user = User.objects.filter(pk=identifier, is_active=True).first() if identifier.isdecimal() else None
    if user is None:
        raise Http404
    logout(request)
    login(request, user)
    sessions.remember_second_factor(request, user)

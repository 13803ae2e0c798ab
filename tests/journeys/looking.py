"""How a story looks at each page it comes to, reads the mail, and lets days pass."""

import re
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Page, expect

from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.messaging.models import OutboxMessage

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Calendar:
    """Today, and how many days the story has gone since."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._gone, real = timedelta(), timezone.now
        patch.setattr(timezone, "now", lambda: real() + self._gone)

    def turn(self, days: int) -> None:
        self._gone += timedelta(days=days)

    def day(self, ahead: int) -> str:
        """As a browser writes it in a field."""
        return (timezone.localdate() + timedelta(days=ahead)).isoformat()


def at(window: Page, heading: str | re.Pattern[str]) -> Page:
    """The page with the heading is open, has no barriers, and fits."""
    expect(window.get_by_role("heading", level=1)).to_have_text(heading)
    size = window.viewport_size
    assert size is not None
    assert window.evaluate("document.documentElement.scrollWidth") <= size["width"]
    violations = [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(window).response["violations"]]
    assert violations == [], violations
    return window


def newest_mail(address: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(to_address=address).latest("created_at")


def open_mail(window: Page, address: str) -> Page:
    """Reads the newest mail, follows its link and says yes to opening."""
    link = re.search(r"http\S+/l/\S+", newest_mail(address).text)
    assert link is not None
    window.goto(link[0])
    at(window, re.compile("^Hej "))
    window.get_by_role("main").get_by_role("button").click()
    return window


def logged_in(window: Page, user: User) -> Page:
    """A member of staff after both factors; the login itself has a story of its own."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY], session["second_factor_of"] = user.get_session_auth_hash(), user.pk
    session.save()
    return with_session(window, str(session.session_key))


def with_session(window: Page, key: str) -> Page:
    window.goto("/healthz")
    window.context.add_cookies([{"name": "sessionid", "value": key, "url": urljoin(window.url, "/")}])
    return window

"""A mail as plain data. One pair of templates turns every letter into HTML and text."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

OWN_LINK = _("Linket er dit eget og virker én gang. Er det brugt eller for gammelt, kan du altid få et nyt.")
"""Closes every letter with a link that opens somebody's own page."""


@dataclass(frozen=True)
class Letter:
    """Neutral on the outside: no theme, problem, workplace or municipality in subject or body, only a link to them."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    action_label: str = ""
    action_url: str = ""
    closing: str = ""


def as_text(letter: Letter) -> str:
    return render_to_string("messaging/letter.txt", _context(letter))


def as_html(letter: Letter) -> str:
    return render_to_string("messaging/letter.html", _context(letter))


def _context(letter: Letter) -> dict[str, object]:
    return {"letter": letter, "site_url": settings.SITE_URL}

"""The components of every page, as tags and filters. design/README.md shows each in use."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sparkweb.foundation.core import charts, drawings, idempotency
from sparkweb.foundation.core.components import Bar, Interval, Stage, Step
from sparkweb.foundation.core.design import critical
from sparkweb.foundation.core.design.tokens import Mode, tokens
from sparkweb.foundation.core.rendering import choice
from sparkweb.foundation.core.text import clean_text

register = template.Library()

# The frame ---------------------------------------------------------------


@register.simple_tag
def critical_style(audience: str) -> SafeString:
    return mark_safe(f"<style>{critical.style(audience)}</style>")  # noqa: S308 – built from our own sources


@register.simple_tag
def token(name: str, mode: Mode = "light") -> str:
    """A design token's value, for mails and for what only takes a plain value."""
    return tokens(mode)[name]


@register.simple_tag
def contact() -> dict[str, str]:
    """How to reach SPARK; empty where the installation has not said."""
    return {"email": settings.CONTACT_EMAIL, "phone": settings.CONTACT_PHONE}


@register.simple_tag
def submission_key() -> SafeString:
    """Makes a form that creates something safe to send twice."""
    return format_html('<input type="hidden" name="{}" value="{}">', idempotency.FIELD, idempotency.new_key())


# Drawings ----------------------------------------------------------------


@register.simple_tag
def mark(voices: str | Collection[str] = drawings.CIRCLES, spark: bool | None = True, title: str = "") -> SafeString:
    """`{% mark "leader tr" spark=False title="…" %}`: who has spoken, and whether the spark is lit."""
    return drawings.mark(voices.split() if isinstance(voices, str) else voices, spark=spark, title=title)


@register.simple_tag
def role_mark(role: str) -> SafeString:
    return drawings.role_mark(role)


@register.simple_tag
def theme_mark(code: str) -> SafeString:
    return drawings.theme(code)


# Forms -------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField, heading: bool = False) -> SafeString:
    """A field group whose question is also the page's heading, where a page asks one thing."""
    return render_to_string("components/field.html", {"field": bound, "heading": heading})


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Every error of the page once, each with a link to its field; nothing when all is well."""
    return {"links": [link for form in forms for link in _error_links(form)]}


def _error_links(form: BaseForm) -> list[dict[str, str]]:
    whole = [{"target": "", "label": "", "message": str(message)} for message in form.non_field_errors()]
    return whole + [
        {"target": _first_input(bound), "label": str(bound.label), "message": str(message)}
        for bound in form
        for message in bound.errors
    ]


def _first_input(bound: BoundField) -> str:
    """Groups of radio buttons and boxes have no id of their own; their first button has."""
    return bound.id_for_label or f"{bound.auto_id}_0"


# Where we are ------------------------------------------------------------


@register.inclusion_tag("components/steps.html")
def steps(items: Sequence[Step], label: str) -> dict[str, Any]:
    here = next((number for number, step in enumerate(items, start=1) if step.stage == Stage.HERE), len(items))
    return {"items": items, "label": label, "here": here, "width": round(100 * here / max(len(items), 1))}


@register.inclusion_tag("components/track.html")
def track(items: Sequence[Step], label: str) -> dict[str, Any]:
    return {"items": items, "label": label}


# Lists -------------------------------------------------------------------


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Pages by the server; search and filters stay in the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, _address(context, page=number)) for number in numbers],
        "before": _address(context, page=page.number - 1),
        "after": _address(context, page=page.number + 1),
    }


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str | None = "") -> SafeString:
    """What stands in a select. A template's loop over 98 municipalities would cost more than the list it narrows."""
    return SafeString("".join(choice(*each, " selected" if each[0] == chosen else "") for each in choices))


@register.inclusion_tag("components/filter_chip.html", takes_context=True)
def filter_chip(context: Context, label: str, param: str, value: str = "", count: int | None = None) -> dict[str, Any]:
    """One filter as a link that keeps the other filters and goes back to the first page."""
    is_current = context["request"].GET.get(param, "") == str(value)
    address = _address(context, **{param: value, "page": ""})
    return {"label": label, "count": count, "is_current": is_current, "address": address}


@register.filter
def as_one_line(text: str | None) -> str:
    """What stood in the address, fit to be shown again: addresses are written by anybody."""
    return clean_text(text or "", multiline=False)


def _address(context: Context, **changes: Any) -> str:
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return f"?{query.urlencode()}"


# Charts ------------------------------------------------------------------


@register.inclusion_tag("components/gauge.html")
def gauge(rows: Sequence[Bar], label: str, maximum: float = 0) -> dict[str, Any]:
    return {"rows": charts.bars(rows, maximum), "label": label}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(rows: Sequence[Bar], title: str, unit: str, maximum: float = 0) -> dict[str, Any]:
    """Bars that are also their table: label, bar and figure in one row."""
    return {"rows": charts.bars(rows, maximum), "title": title, "unit": unit}


@register.inclusion_tag("components/interval_chart.html")
def interval_chart(rows: Sequence[Interval], title: str, low: float, high: float) -> dict[str, Any]:
    """A dot with its uncertainty, and the table that says the same."""
    return {"rows": charts.intervals(rows, low, high), "title": title, "low": low, "high": high}


# Dates, as Danes write them ------------------------------------------------


@register.filter
def long_date(value: date | None) -> str:
    """3. marts 2026"""
    return date_format(_here(value), "j. F Y") if value else ""


@register.filter
def weekday_date(value: date | None) -> str:
    """tirsdag 3. marts 2026"""
    return date_format(_here(value), "l j. F Y") if value else ""


@register.filter
def short_date(value: date | None) -> str:
    """03.03.2026"""
    return date_format(_here(value), "d.m.Y") if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """kl. 13.00"""
    return _("kl. %(time)s") % {"time": date_format(_here(value), "H.i")} if value else ""


@register.filter
def clock_until(start: datetime, end: datetime) -> str:
    """kl. 13.00–16.00"""
    return f"{clock(start)}–{date_format(_here(end), 'H.i')}"


@register.filter
def long_datetime(value: datetime | None) -> str:
    """3. marts 2026 kl. 13.00"""
    return f"{long_date(value)} {clock(value)}" if value else ""


@register.filter
def since(value: date | None) -> str:
    """i dag, i går, for 12 dage siden"""
    if not value:
        return ""
    days = (timezone.localdate() - _day(value)) // timedelta(days=1)
    if days < 2:  # noqa: PLR2004 – the two days with a name of their own
        return _("i går") if days == 1 else _("i dag")
    return _("for %(days)s dage siden") % {"days": days}


def _here(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _day(value: date) -> date:
    here = _here(value)
    return here.date() if isinstance(here, datetime) else here

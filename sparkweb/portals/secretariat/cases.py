"""The list of applications: what is searched, sifted and sorted, and where each case stands. Two statements a page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextChoices, Value, When
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.core.text import clean_text
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector, Theme

ROWS_PER_PAGE, MOST_COUNTED = 50, 1000
QUIET = "stille"
"""Stands for every sensitive theme at once: the address of a list must not tell them apart."""


class State(TextChoices):
    """Where a case stands to the secretariat, read from the rows that each stage has added."""

    CLOSED = "afsluttet", _("forløb afsluttet")
    RUNNING = "i-forloeb", _("i forløb")
    GRANTED = "ja", _("ja, mangler konsulent")
    DECLINED = "nej", _("nej")
    WAITING = "venteliste", _("venteliste")
    UNDECIDED = "uden-svar", _("ikke besluttet")


class Order(TextChoices):
    NEWEST = "nyeste", _("nyeste først")
    OLDEST = "aeldste", _("ældste først")
    MUNICIPALITY = "kommune", _("kommune")
    SECTOR = "omraade", _("område")


_COLUMNS = {
    Order.NEWEST: ("-submitted_at", "-id"),
    Order.OLDEST: ("submitted_at", "id"),
    Order.MUNICIPALITY: ("municipality__sort_key", "-submitted_at", "id"),
    Order.SECTOR: ("sector__group__position", "sector__position", "-submitted_at", "id"),
}


@dataclass(frozen=True)
class Sieve:
    """What the address asks for. What it does not know, it leaves out."""

    text: str
    municipality: str
    group: str
    theme: str
    state: State | None
    order: Order

    @classmethod
    def from_address(cls, query: QueryDict) -> "Sieve":
        state, order = query.get("status", ""), query.get("orden", "")
        return cls(
            text=clean_text(query.get("q", ""), multiline=False)[:80],
            municipality=clean_text(query.get("kommune", ""), multiline=False),
            group=clean_text(query.get("omraade", ""), multiline=False),
            theme=clean_text(query.get("tema", ""), multiline=False),
            state=State(state) if state in State else None,
            order=Order(order) if order in Order else Order.NEWEST,
        )

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.municipality or self.group or self.theme or self.state)

    def found(self) -> "QuerySet[Application, UUID]":
        """The ids of the cases, in order."""
        rows = Application.objects.submitted().filter(*self._conditions())
        return rows.order_by(*_COLUMNS[self.order]).values_list("pk", flat=True)

    def _conditions(self) -> Iterable[Q | Exists]:
        """Each asks about the case and joins nothing, so that the newest fifty are found without sorting them all."""
        if self.text:
            yield _mentions(self.text)
        if self.municipality:
            yield Q(municipality__in=Municipality.objects.filter(code=self.municipality))
        if self.group:
            yield Q(sector__in=Sector.objects.filter(group__code=self.group))
        if self.theme:
            yield _mainly_about(self.theme)
        if self.state:
            yield _STANDS[self.state]


def _mainly_about(theme: str) -> Exists:
    main = ApplicationTheme.objects.filter(application=OuterRef("pk"), is_main=True)
    if theme == QUIET:
        return Exists(main.filter(theme__is_sensitive=True))
    return Exists(main.filter(theme__is_sensitive=False, theme__code=theme))


def _mentions(text: str) -> Q:
    """In the case number or the workplace's name. On SQLite only a pattern knows that Ø is a large ø."""
    return Q(case_number__contains=text) | Q(workplace__name__iregex=re.escape(text))


def _decided(*outcomes: Outcome) -> Exists:
    return Exists(Decision.objects.filter(application=OuterRef("pk"), outcome__in=outcomes))


_ASSIGNED = Exists(Assignment.objects.filter(application=OuterRef("pk"), ended_date=None))
_CLOSED = Exists(Course.objects.filter(application=OuterRef("pk"), closed_at__isnull=False))
_SIGNS = {
    State.CLOSED: _CLOSED,
    State.RUNNING: _ASSIGNED,
    State.GRANTED: _decided(Outcome.GRANTED),
    State.DECLINED: _decided(Outcome.DECLINED),
    State.WAITING: _decided(Outcome.WAITING),
}
"""The first that holds says where a case stands; none does while it is undecided."""
_STANDS: dict[State, Q] = {
    State.CLOSED: Q(_CLOSED),
    State.RUNNING: Q(_ASSIGNED) & ~Q(_CLOSED),
    State.GRANTED: Q(_decided(Outcome.GRANTED)) & ~Q(_ASSIGNED) & ~Q(_CLOSED),
    State.DECLINED: Q(_decided(Outcome.DECLINED)),
    State.WAITING: Q(_decided(Outcome.WAITING)) & ~Q(_decided(Outcome.GRANTED, Outcome.DECLINED)),
    State.UNDECIDED: ~Q(_decided(*Outcome)),
}
"""The same, asked about one state without the others."""
_STATE = Case(
    *(When(sign, then=Value(state.value)) for state, sign in _SIGNS.items()), default=Value(State.UNDECIDED.value)
)


@dataclass(frozen=True)
class Row:
    """One case as the list shows it."""

    id: UUID
    case_number: str
    workplace: str
    municipality: str
    sector: str
    submitted_at: datetime
    theme: str
    state: State


class _CountedSoFar(Paginator):  # type: ignore[type-arg] # generic for mypy only
    """Counts no further than anybody leafs; to see the rest, one narrows the search."""

    @cached_property
    def count(self) -> int:
        found: QuerySet[Application, UUID] = self.object_list  # type: ignore[assignment]  # what `found` answers
        return found.order_by()[:MOST_COUNTED].count()

    @property
    def may_be_more(self) -> bool:
        return self.count == MOST_COUNTED


def page_of(sieve: Sieve, number: str | None) -> "Page[UUID]":
    paginator = Paginator if sieve.is_empty else _CountedSoFar
    return paginator(sieve.found(), ROWS_PER_PAGE).get_page(number)


def rows_of(page: "Page[UUID]", themes: Iterable[Theme]) -> list[Row]:
    """The rows of a page in its order; one statement, however many they are."""
    names = {theme.pk: theme.name_in_lists for theme in themes}
    facts = (
        Application.objects.filter(pk__in=list(page.object_list), theme_rows__is_main=True)
        .annotate(state=_STATE)
        .values_list(
            "id", "case_number", "workplace__name", "municipality__name", "sector__name", "submitted_at",
            "theme_rows__theme", "state",
        )
    )  # fmt: skip
    # A case that is sent has a number and a time.
    found = {row[0]: Row(*row[:-2], theme=names[row[-2]], state=State(row[-1])) for row in facts}  # type: ignore[arg-type]
    return [found[key] for key in page.object_list]

"""The assignment board: what waits, with suggestions for each, and the consultants with what they carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from sparkweb.flow.planning.queries import Suggestion, granted_without_assignment, suggestions_for
from sparkweb.flow.planning.rules import why_not
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.core.components import Bar
from sparkweb.registers.consultants.queries import Load, loads
from sparkweb.registers.programme.models import Theme

ROWS_PER_PAGE = 50


@dataclass(frozen=True)
class Option:
    """One consultant for one application."""

    suggestion: Suggestion
    why_not: str


@dataclass(frozen=True)
class Waiting:
    """A yes without a consultant."""

    decision: Decision
    theme: Theme
    options: Sequence[Option]
    is_open: bool

    @property
    def best(self) -> Option | None:
        return self.options[0] if self.options and not self.options[0].why_not else None


@dataclass(frozen=True)
class Desk:
    page: "Page[Decision]"
    waiting: Sequence[Waiting]
    consultants: Sequence[Bar]
    busiest: int
    """The most that anybody may carry: the common scale of the bars."""


def desk_of(on: date, *, page: str | None = None, opened: str = "") -> Desk:
    """One case stands open with everybody's answer: the one asked for, or the one that has waited longest."""
    shown = Paginator(granted_without_assignment(), ROWS_PER_PAGE).get_page(page)
    decisions = list(shown.object_list)
    keys = [str(decision.application_id) for decision in decisions]
    opened = opened if opened in keys else next(iter(keys), "")
    found = suggestions_for([decision.application for decision in decisions], on)
    everybody = loads()
    return Desk(
        page=shown,
        waiting=[
            _waiting(decision, found[decision.application_id], is_open=key == opened)
            for key, decision in zip(keys, decisions, strict=True)
        ],
        consultants=[_bar(load) for load in everybody],
        busiest=max((load.consultant.max_open_courses for load in everybody), default=0),
    )


def _waiting(decision: Decision, found: Sequence[Suggestion], *, is_open: bool) -> Waiting:
    return Waiting(
        decision=decision,
        theme=next(row.theme for row in decision.application.theme_rows.all() if row.is_main),
        options=[Option(one, why_not(one)) for one in found],
        is_open=is_open,
    )


def _bar(load: Load) -> Bar:
    room = load.consultant.max_open_courses
    label = f"{load.consultant.user.name}, {load.consultant.base.name}"
    text = _("{carried} af {room}").format(carried=load.open_courses, room=room)
    return Bar(label, load.open_courses, goal=room, text=text)

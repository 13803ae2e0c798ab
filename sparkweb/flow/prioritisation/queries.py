"""Reads on rounds and decisions. `granted_decisions` is the seam to planning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate

from sparkweb.flow.applications import queries as applications
from sparkweb.flow.applications.models import Application, ApplicationQuerySet, ApplicationTheme
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision, LateArrival, Round
from sparkweb.flow.prioritisation.spread import Case
from sparkweb.registers.consultants.queries import free_places
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.workplaces.models import Seat

FINAL = (Outcome.GRANTED, Outcome.DECLINED)
CLOSES_ON, MEETS_ON = 3, 10
SATURDAY = 5
_TWO_YEARS = timedelta(days=730)


@dataclass(frozen=True)
class RoundPlan:
    """The dates and the places of a round before anybody has said yes to them."""

    opens_date: date
    closes_date: date
    meeting_date: date
    capacity: int

    @property
    def month_name(self) -> str:
        return date_format(self.meeting_date, "F")


def round_on(day: date) -> Round | None:
    """The round being worked on: the oldest whose letters have not gone and that has opened."""
    return Round.objects.filter(letters_sent_at=None, opens_date__lte=day).order_by("month").first()


def next_round(day: date) -> Round | None:
    """The next meeting at which a new application can be looked at."""
    return Round.objects.filter(closes_date__gt=day).order_by("month").first()


def round_of(application: Application, after: Decision | None) -> Round | None:
    """The round that looks at it next. One whose letters have gone without an answer passes it on to the next."""
    since = after.round.closes_date if after else localdate(application.submitted_at)
    brought = LateArrival.objects.filter(round=OuterRef("pk"), application=application)
    return (
        Round.objects.filter(Q(closes_date__gt=since) | Exists(brought), letters_sent_at=None).order_by("month").first()
    )


def suggested_round(today: date) -> RoundPlan:
    """The month after the newest round near today, or the first whose closing day is still ahead."""
    near = (today - _TWO_YEARS, today + _TWO_YEARS)
    newest = Round.objects.filter(month__range=near).order_by("month").last()
    month = _month_after(newest.month) if newest else today.replace(day=1)
    while month.replace(day=CLOSES_ON) <= today:
        month = _month_after(month)
    closes_date = _workday(month.replace(day=CLOSES_ON))
    return RoundPlan(
        opens_date=min(max(today, newest.closes_date if newest else today), closes_date - timedelta(days=1)),
        closes_date=closes_date,
        meeting_date=_workday(month.replace(day=MEETS_ON)),
        capacity=free_places(),
    )


def _month_after(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def on_the_table(round_: Round) -> ApplicationQuerySet:
    """What this round looks at: ready before it closed or brought in after, and not finally answered by another."""
    ready = applications.ready_for_assessment().filter(came_before(round_) | _brought_in(round_))
    if round_.letters_sent_at:
        return ready.filter(Exists(_answers(round=round_)))
    return ready.exclude(Exists(_answers(outcome__in=FINAL).exclude(round=round_)))


def came_before(round_: Round) -> Q:
    """The applications that were in time for the round."""
    return Q(submitted_at__lt=applications.start_of(round_.closes_date))


def too_late_for(round_: Round) -> ApplicationQuerySet:
    """Came after the round had closed and wait for the next, unless somebody brings them in."""
    others = applications.ready_for_assessment().exclude(came_before(round_) | _brought_in(round_))
    return others.exclude(Exists(_answers()))


def late_arrivals_of(application: Application) -> QuerySet[LateArrival]:
    return LateArrival.objects.filter(application=application).select_related("round", "brought_by")


def undecided(round_: Round) -> ApplicationQuerySet:
    """On the table without an answer yet; nothing when the letters have gone."""
    return on_the_table(round_).exclude(Exists(_answers(round=round_)))


def _brought_in(round_: Round) -> Q:
    return Q(Exists(LateArrival.objects.filter(round=round_, application=OuterRef("pk"))))


def _answers(**which: Any) -> QuerySet[Decision]:
    """Decisions on the application of the outer query."""
    return Decision.objects.filter(application=OuterRef("pk"), **which)


def decisions_of(round_: Round) -> QuerySet[Decision]:
    return round_.decisions.select_related("decided_by")


def decisions_to_tell(round_: Round) -> QuerySet[Decision]:
    """The round's decisions with those who get the letter, in the order of the case numbers. Constant queries."""
    people = Prefetch("application__committee__seats", queryset=Seat.objects.current().select_related("person"))
    decided = round_.decisions.select_related("application__workplace", "application__committee")
    return decided.prefetch_related(people).order_by("application__case_number")


def answers_to(applications_: Sequence[Application]) -> list[Decision]:
    """Every answer any round has given these, oldest first."""
    found = Decision.objects.filter(application__in=[each.pk for each in applications_])
    return list(found.select_related("round", "decided_by").order_by("round__month"))


def granted_cases(period: AgreementPeriod) -> list[Case]:
    """Every yes of the period, as the spread counts it: one row each, one query."""
    rows = Decision.objects.filter(
        outcome=Outcome.GRANTED, round__period=period, application__theme_rows__is_main=True
    ).values_list("application__municipality_id", "application__sector__group_id", "application__theme_rows__theme_id")
    return [Case(*row) for row in rows]


def newest_decision(application: Application) -> Decision | None:
    """The answer whose letter has gone; nobody outside the meeting sees one before."""
    told = Decision.objects.filter(application=application, letter_sent_at__isnull=False)
    return told.select_related("round").order_by("-decided_at").first()


def granted_decisions() -> QuerySet[Decision]:
    """Every yes whose letter has gone, with the application's facts."""
    themes = Prefetch("application__theme_rows", queryset=ApplicationTheme.objects.select_related("theme"))
    return (
        Decision.objects.filter(outcome=Outcome.GRANTED, letter_sent_at__isnull=False)
        .select_related(
            "round",
            "application__workplace",
            "application__municipality",
            "application__sector",
            "application__committee",
        )
        .prefetch_related(themes)
        .order_by("decided_at", "id")
    )

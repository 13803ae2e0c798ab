"""Reads on rounds and decisions. `granted_without_consultant` is the seam to planning."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from sparkweb.flow.applications import queries as applications
from sparkweb.flow.applications.models import Application, ApplicationQuerySet, ApplicationTheme
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.spread import Case
from sparkweb.registers.programme.models import AgreementPeriod


def round_on(day: date) -> Round | None:
    """The round being worked on: the oldest whose letters have not gone and that has opened."""
    return Round.objects.filter(letters_sent_at=None, opens_date__lte=day).order_by("month").first()


def next_round(day: date) -> Round | None:
    """The next meeting at which a new application can be looked at."""
    return Round.objects.filter(closes_date__gt=day).order_by("month").first()


def on_the_table(round_: Round) -> ApplicationQuerySet:
    """Applications this round looks at: ready before it closed and not finally answered by another round."""
    answered_elsewhere = Decision.objects.filter(
        application=OuterRef("pk"), outcome__in=[Outcome.GRANTED, Outcome.DECLINED]
    ).exclude(round=round_)
    here = Decision.objects.filter(application=OuterRef("pk"), round=round_)
    ready = applications.ready_for_assessment(round_.closes_date).exclude(Exists(answered_elsewhere))
    if round_.letters_sent_at:
        return ready.filter(Exists(here))
    return ready


def decisions_of(round_: Round) -> QuerySet[Decision]:
    return round_.decisions.select_related("decided_by")


def granted_cases(period: AgreementPeriod) -> list[Case]:
    """Every yes of the period, as the spread counts it: one row each, one query."""
    rows = Decision.objects.filter(
        outcome=Outcome.GRANTED, round__period=period, application__theme_rows__is_main=True
    ).values_list("application__municipality_id", "application__sector__group_id", "application__theme_rows__theme_id")
    return [Case(municipality=m, sector_group=g, theme=t, days_waited=0) for m, g, t in rows]


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

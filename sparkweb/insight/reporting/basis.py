"""What the figures of one period count, as it stood at the end of one day: one small row per application."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.applications.queries import end_of
from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.queries import Opinion, opinions
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.places.queries import with_region
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.surveys.models import Item


@dataclass(frozen=True)
class Case:
    """An application with what became of it. No name, no place finer than the municipality."""

    workplace: str
    municipality: str
    region: str
    sector_group: str
    theme: str
    is_sensitive: bool
    outcome: str
    is_started: bool
    days_to_answer: int | None


@dataclass(frozen=True)
class Basis:
    period: AgreementPeriod
    as_of: date
    cases: Sequence[Case]
    opinions: dict[WaveKind, list[Opinion]]
    items: dict[int, Item]


def basis(period: AgreementPeriod, as_of: date) -> Basis:
    """Reads everything once; each figure then only counts."""
    return Basis(
        period=period,
        as_of=as_of,
        cases=_cases(period, as_of),
        opinions={kind: list(opinions(period, kind, as_of)) for kind in WaveKind},
        items={item.pk: item for item in Item.objects.all()},
    )


def municipalities_by_reach(period: AgreementPeriod, as_of: date) -> tuple[set[int], set[int]]:
    """Those with a course begun in the period, and those with one before it or with any application at all."""
    begun = Course.objects.filter(opened_at__lt=end_of(as_of))
    now = begun.filter(application__period=period).values_list("application__municipality", flat=True)
    before = begun.exclude(application__period=period).values_list("application__municipality", flat=True)
    applied = Application.objects.filter(submitted_at__lt=end_of(as_of)).values_list("municipality", flat=True)
    reached = set(now)
    return reached, (set(before) | set(applied)) - reached


def all_municipalities(as_of: date) -> list[tuple[Municipality, str]]:
    """Every municipality with the name of its region that day, in Danish order."""
    return [(row.municipality, row.region.name) for row in with_region(as_of)]


def _cases(period: AgreementPeriod, as_of: date) -> list[Case]:
    answered = _answers(period, as_of)
    started = set(Course.objects.filter(opened_at__lt=end_of(as_of)).values_list("application_id", flat=True))
    region = {row.municipality.pk: row.region.code for row in with_region(as_of)}
    rows = ApplicationTheme.objects.filter(
        is_main=True, application__period=period, application__submitted_at__lt=end_of(as_of)
    ).select_related("theme", "application__municipality", "application__sector__group")
    return [_case(row, answered, started, region) for row in rows]


def _answers(period: AgreementPeriod, as_of: date) -> dict[UUID, tuple[str, datetime]]:
    """The newest answer sent to each application by then."""
    rows = Decision.objects.filter(application__period=period, letter_sent_at__lt=end_of(as_of)).order_by("decided_at")
    return {
        application: (outcome, sent)
        for application, outcome, sent in rows.values_list("application_id", "outcome", "letter_sent_at")
        if sent is not None
    }


def _case(
    row: ApplicationTheme, answered: dict[UUID, tuple[str, datetime]], started: set[UUID], region: dict[int, str]
) -> Case:
    application = row.application
    outcome, sent = answered.get(application.pk, ("", None))
    submitted = application.submitted_at
    return Case(
        workplace=str(application.workplace_id),
        municipality=application.municipality.code,
        region=region[application.municipality_id],
        sector_group=application.sector.group.code,
        theme=row.theme.code,
        is_sensitive=row.theme.is_sensitive,
        outcome=outcome,
        is_started=application.pk in started,
        days_to_answer=(sent - submitted).days if sent and submitted else None,
    )

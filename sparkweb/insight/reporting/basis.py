"""What the figures of one period count, as it stood at the end of one day: one small row per application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.applications.queries import end_of
from sparkweb.flow.courses.models import Course, CourseQuerySet
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.queries import Opinion, items_asked, opinions
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.registers.places.queries import with_region
from sparkweb.registers.programme.models import AgreementPeriod, PeriodTheme, SectorGroup, Theme
from sparkweb.registers.surveys.models import Item


@dataclass(frozen=True)
class Case:
    """An application with what became of it. No name, no place finer than the municipality."""

    key: str
    municipality: str
    region: str
    sector_group: str
    theme: str
    outcome: str
    has_begun: bool
    days_to_answer: int | None


@dataclass(frozen=True)
class Choice:
    """A row that a table has, whether or not anything stands in it."""

    key: str
    label: str
    is_sensitive: bool = False


@dataclass(frozen=True)
class Basis:
    as_of: date
    cases: Sequence[Case]
    themes: Sequence[Choice]
    sector_groups: Sequence[Choice]
    regions: Sequence[Choice]
    items: dict[WaveKind, list[Item]]
    opinions: dict[WaveKind, list[Opinion]]


def basis(period: AgreementPeriod, as_of: date) -> Basis:
    """Reads everything once, in a fixed number of queries; each figure then only counts."""
    places = list(with_region(as_of))
    regions = {place.region for place in places}
    return Basis(
        as_of=as_of,
        cases=_cases(period, as_of, {place.municipality.code: place.region.code for place in places}),
        themes=_themes(period, as_of),
        sector_groups=[Choice(group.code, group.name) for group in SectorGroup.objects.all()],
        regions=[Choice(region.code, region.short_name) for region in sorted(regions, key=str)],
        items={kind: items_asked(kind) for kind in WaveKind},
        opinions={kind: list(opinions(period, kind, as_of)) for kind in WaveKind},
    )


def municipalities_by_reach(period: AgreementPeriod, as_of: date) -> tuple[set[int], set[int]]:
    """Those with a course from the period that has begun; and the others that ever applied, then or before."""
    begun = _begun(period, as_of).values_list("application__municipality", flat=True)
    applied = Application.objects.filter(
        submitted_at__lt=end_of(as_of), period__from_date__lte=period.from_date
    ).values_list("municipality", flat=True)
    reached = set(begun)
    return reached, set(applied) - reached


def _themes(period: AgreementPeriod, as_of: date) -> list[Choice]:
    """Those that were open by the day: a row nobody could apply under would say 'few' about nothing.

    A draft from the end of one period may be sent in the next, under a theme that opened there; it keeps its row.
    """
    was_open = PeriodTheme.objects.filter(period=period, opens_date__lte=as_of).values("theme")
    was_used = ApplicationTheme.objects.filter(is_main=True, application__period=period).values("theme")
    found = Theme.objects.filter(Q(pk__in=was_open) | Q(pk__in=was_used))
    return [Choice(theme.code, theme.short_name, theme.is_sensitive) for theme in found]


def _cases(period: AgreementPeriod, as_of: date, region: Mapping[str, str]) -> list[Case]:
    answers = _answers(period, as_of)
    begun = set(_begun(period, as_of).values_list("application_id", flat=True))
    rows = ApplicationTheme.objects.filter(
        is_main=True, application__period=period, application__submitted_at__lt=end_of(as_of)
    ).values_list(
        "application_id",
        "application__submitted_at",
        "application__municipality__code",
        "application__sector__group__code",
        "theme__code",
    )
    cases = []
    for application, submitted_at, municipality, sector_group, theme in rows:
        outcome, sent_at = answers.get(application, ("", None))
        cases.append(
            Case(
                key=str(application),
                municipality=municipality,
                region=region[municipality],
                sector_group=sector_group,
                theme=theme,
                outcome=outcome,
                has_begun=application in begun,
                days_to_answer=(sent_at - submitted_at).days if sent_at and submitted_at else None,
            )
        )
    return cases


def _begun(period: AgreementPeriod, as_of: date) -> CourseQuerySet:
    return Course.objects.filter(application__period=period, opened_at__lt=end_of(as_of))


def _answers(period: AgreementPeriod, as_of: date) -> dict[UUID, tuple[str, datetime]]:
    """The newest answer each workplace had had a letter about by then."""
    rows = Decision.objects.filter(application__period=period, letter_sent_at__lt=end_of(as_of)).order_by("decided_at")
    return {
        application: (outcome, sent_at)
        for application, outcome, sent_at in rows.values_list("application_id", "outcome", "letter_sent_at")
        if sent_at
    }

"""Reads on frozen figures. What the parties, and later the public, see comes from here and nowhere else."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from sparkweb.insight.reporting.enums import ReachState
from sparkweb.insight.reporting.models import Release, ReleasedFigure
from sparkweb.registers.places.queries import with_region
from sparkweb.registers.programme.models import AgreementPeriod


@dataclass(frozen=True)
class Reached:
    """One municipality of the map, in the region it belonged to on the day of the release."""

    code: str
    name: str
    region: str
    state: ReachState


def newest_release(period: AgreementPeriod) -> Release | None:
    return Release.objects.filter(period=period).select_related("period").order_by("-as_of_date").first()


def newest_releases() -> list[Release]:
    """One for each period that has any, the newest period first. One query."""
    newest = Release.objects.filter(period=OuterRef("period")).order_by("-as_of_date").values("pk")[:1]
    found = Release.objects.filter(pk=Subquery(newest))
    return list(found.select_related("period").order_by("-period__from_date"))


def figures_of(release: Release) -> dict[str, list[ReleasedFigure]]:
    """Rows by figure, in order; the total first. One query."""
    rows: dict[str, list[ReleasedFigure]] = {}
    for row in release.figures.order_by("figure", "position"):
        rows.setdefault(row.figure, []).append(row)
    return rows


def reach_of(release: Release) -> list[Reached]:
    """Every municipality, in Danish order. Two queries."""
    states = dict(release.reach.values_list("municipality_id", "state"))
    return [
        Reached(
            row.municipality.code, row.municipality.name, row.region.short_name, ReachState(states[row.municipality_id])
        )
        for row in with_region(release.as_of_date)
        if row.municipality_id in states
    ]

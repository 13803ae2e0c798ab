"""Reads on frozen figures. What the parties, and later the public, see comes from here and nowhere else."""

from django.db.models import QuerySet

from sparkweb.insight.reporting.models import Release, ReleasedFigure, ReleasedReach
from sparkweb.registers.programme.models import AgreementPeriod


def newest_release(period: AgreementPeriod) -> Release | None:
    return Release.objects.filter(period=period).select_related("period").order_by("-as_of_date").first()


def periods_with_releases() -> QuerySet[AgreementPeriod]:
    return AgreementPeriod.objects.filter(pk__in=Release.objects.values("period")).order_by("-from_date")


def figures_of(release: Release) -> dict[str, list[ReleasedFigure]]:
    """Rows by figure, in order; the total first. One query."""
    rows: dict[str, list[ReleasedFigure]] = {}
    for row in release.figures.order_by("figure", "position"):
        rows.setdefault(row.figure, []).append(row)
    return rows


def reach_of(release: Release) -> QuerySet[ReleasedReach]:
    return release.reach.select_related("municipality").order_by("municipality__sort_key")

"""Freezing the figures. A release is written once; nothing in it is ever changed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts.actors import SYSTEM, Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.insight.reporting import figures
from sparkweb.insight.reporting.basis import basis, municipalities_by_reach
from sparkweb.insight.reporting.enums import ReachState
from sparkweb.insight.reporting.models import Release, ReleasedFigure, ReleasedReach
from sparkweb.insight.reporting.queries import figures_of, newest_release
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import AgreementPeriod

CASES_MOVE_FOR = timedelta(days=730)
"""A start within six months, a course of up to a year, and the evaluation three months after."""


class TooEarly(Exception):
    """Figures are frozen after the day has ended."""


class TooLate(Exception):
    """A later day is frozen already; a release between would show what lies between them."""


@transaction.atomic
def freeze(*, period: AgreementPeriod, as_of: date, by: Actor, at: datetime) -> Release:
    """The state at the end of a day. Freezing the same day again answers with the release that is there."""
    if as_of >= localdate(at):
        raise TooEarly(_("Tallene kan først fastlåses, når dagen er gået."))
    before = newest_release(period)
    release, created = Release.objects.get_or_create(period=period, as_of_date=as_of, defaults={"frozen_at": at})
    if created:
        if before and before.as_of_date > as_of:
            raise TooLate(_("En senere dag er allerede fastlåst."))
        _store_figures(release, before)
        _store_reach(release)
        audit.record("figures.frozen", about=release, by=by, at=at)
    return release


def freeze_last_month(at: datetime) -> list[Release]:
    """The newest month's end, for every period whose cases still move. Run by the worker."""
    as_of = localdate(at).replace(day=1) - timedelta(days=1)
    return [freeze(period=period, as_of=as_of, by=SYSTEM, at=at) for period in _moving(as_of)]


def _moving(on: date) -> QuerySet[AgreementPeriod]:
    """The period that holds, and those that ended not long ago: their last courses and evaluations still come in."""
    return AgreementPeriod.objects.filter(from_date__lte=on).exclude(to_date__lte=on - CASES_MOVE_FOR)


def _store_figures(release: Release, before: Release | None) -> None:
    rows = figures.release(basis(release.period, release.as_of_date), _rows_of(before) if before else {})
    ReleasedFigure.objects.bulk_create(
        ReleasedFigure(
            release=release,
            figure=figure.code,
            row=row.key,
            label=row.label,
            position=position,
            value=row.value,
            low=row.low,
            high=row.high,
            renewed_date=row.renewed_date,
        )
        for figure in figures.FIGURES
        for position, row in enumerate(rows[figure.code])
    )


def _rows_of(release: Release) -> figures.Earlier:
    """As they stand, so that they can be repeated."""
    return {
        figure: {
            row.row: figures.Row(row.row, row.label, row.value, row.low, row.high, row.renewed_date) for row in rows
        }
        for figure, rows in figures_of(release).items()
    }


def _store_reach(release: Release) -> None:
    reached, earlier = municipalities_by_reach(release.period, release.as_of_date)

    def state(pk: int) -> ReachState:
        if pk in reached:
            return ReachState.REACHED
        return ReachState.EARLIER if pk in earlier else ReachState.NOT_YET

    ReleasedReach.objects.bulk_create(
        ReleasedReach(release=release, municipality=municipality, state=state(municipality.pk))
        for municipality in Municipality.objects.all()
    )

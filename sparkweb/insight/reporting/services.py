"""Freezing the figures. A release is written once; nothing in it is ever changed."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts.actors import SYSTEM, Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.insight.reporting.basis import all_municipalities, basis, municipalities_by_reach
from sparkweb.insight.reporting.enums import ReachState
from sparkweb.insight.reporting.figures import FIGURES
from sparkweb.insight.reporting.models import Release, ReleasedFigure, ReleasedReach
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.programme.queries import period_on


class TooEarly(Exception):
    """Figures are frozen after the day has ended."""


@transaction.atomic
def freeze(*, period: AgreementPeriod, as_of: date, by: Actor, at: datetime) -> Release:
    """The state at the end of a day. Freezing the same day again answers with the release that is there."""
    if as_of >= localdate(at):
        raise TooEarly(_("Tallene kan først fastlåses, når dagen er gået."))
    release, created = Release.objects.get_or_create(period=period, as_of_date=as_of, defaults={"frozen_at": at})
    if created:
        _store_figures(release)
        _store_reach(release)
        audit.record("figures.frozen", about=release, by=by, at=at)
    return release


def freeze_last_month(at: datetime) -> Release:
    """The newest month's end, for the period that held on that day. Run by the worker."""
    as_of = localdate(at).replace(day=1) - timedelta(days=1)
    return freeze(period=period_on(as_of), as_of=as_of, by=SYSTEM, at=at)


def _store_figures(release: Release) -> None:
    found = basis(release.period, release.as_of_date)
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
        )
        for figure in FIGURES
        for position, row in enumerate(figure.compute(found))
    )


def _store_reach(release: Release) -> None:
    reached, earlier = municipalities_by_reach(release.period, release.as_of_date)

    def state(pk: int) -> ReachState:
        if pk in reached:
            return ReachState.REACHED
        return ReachState.EARLIER if pk in earlier else ReachState.NOT_YET

    ReleasedReach.objects.bulk_create(
        ReleasedReach(release=release, municipality=each, state=state(each.pk))
        for each, _region in all_municipalities(release.as_of_date)
    )

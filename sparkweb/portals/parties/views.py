"""One page for two owners: KL and Forhandlingsfællesskabet see the same, and nothing that is not released."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import today
from sparkweb.insight.reporting.models import Release
from sparkweb.insight.reporting.queries import newest_releases
from sparkweb.portals.parties.numbers import as_csv, file_name
from sparkweb.portals.parties.report import report
from sparkweb.registers.places import map_shapes
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.programme.queries import period_on


@dataclass(frozen=True)
class Chosen:
    period: AgreementPeriod
    release: Release | None
    periods: list[AgreementPeriod]
    """Those one can switch between, the newest first: every period with a release, and today's."""


@require_safe
def overview(request: SparkRequest) -> HttpResponse:
    chosen = _chosen(request)
    context = {
        "chosen": chosen,
        "report": report(chosen.release) if chosen.release else None,
        "next_date": _next_freeze(today()),
        "map_source": map_shapes.source(),
    }
    return render(request, "parties/overview.html", context)


@require_safe
def numbers(request: SparkRequest) -> HttpResponse:
    release = _chosen(request).release
    if release is None:
        raise Http404
    return HttpResponse(
        as_csv(release),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_name(release)}"'},
    )


def _chosen(request: SparkRequest) -> Chosen:
    """The period the address asks for; today's when it does not ask. Raises Http404 for one that cannot be chosen."""
    now = period_on(today())
    releases = {release.period: release for release in newest_releases()}
    periods = sorted({now, *releases}, key=lambda period: period.from_date, reverse=True)
    code = request.GET.get("periode", now.code)
    period = next((period for period in periods if period.code == code), None)
    if period is None:
        raise Http404
    return Chosen(period, releases.get(period), periods)


def _next_freeze(day: date) -> date:
    """The first day of the next month."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)

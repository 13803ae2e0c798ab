"""All that has been sent: the list, and one case with both voices and its history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from sparkweb.flow.applications.queries import with_voices
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.clock import now
from sparkweb.portals.secretariat.cases import QUIET, Order, Sieve, State, page_of, rows_of
from sparkweb.portals.secretariat.history import history_of
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import SectorGroup, Theme
from sparkweb.registers.workplaces.queries import seats_of


@require_safe
def applications(request: SparkRequest) -> HttpResponse:
    sieve = Sieve.from_address(request.GET)
    themes = list(Theme.objects.all())
    page = page_of(sieve, request.GET.get("page"))
    context = {
        "sieve": sieve,
        "page": page,
        "rows": rows_of(page, themes),
        "municipalities": Municipality.objects.values_list("code", "name"),
        "groups": SectorGroup.objects.values_list("code", "name"),
        "themes": {QUIET if theme.is_sensitive else theme.code: theme.name_in_lists for theme in themes}.items(),
        "states": reversed(State.choices),
        "orders": Order.choices,
    }
    return render(request, "secretariat/applications.html", context)


@require_safe
def application(request: SparkRequest, application_id: UUID) -> HttpResponse:
    """Each look is written down."""
    found = get_object_or_404(with_voices(), pk=application_id)
    policy.require(request, "view", "case_file", found)
    audit.record("application.viewed", about=found, by=request.actor, at=now())
    context = {"application": found, "seats": seats_of(found.committee), "history": history_of(found)}
    return render(request, "secretariat/application.html", context)

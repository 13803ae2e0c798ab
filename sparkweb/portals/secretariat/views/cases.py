"""All that has been sent: the list, and one case with both voices and its history."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.queries import with_voices
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.models import Round
from sparkweb.flow.prioritisation.queries import round_on, too_late_for
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.idempotency import once
from sparkweb.foundation.core.pages import CONFLICT
from sparkweb.portals.secretariat.board import board_address
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
        "states": [(state.value, capfirst(state.label)) for state in reversed(State)],
        "orders": [(order.value, capfirst(order.label)) for order in Order],
    }
    return render(request, "secretariat/applications.html", context)


@require_safe
def application(request: SparkRequest, application_id: UUID) -> HttpResponse:
    found = get_object_or_404(with_voices(), pk=application_id)
    policy.require(request, "view", "case_file", found)
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def bring_in(request: SparkRequest, round_id: UUID, application_id: UUID) -> HttpResponse:
    """Onto the table of a round that has closed. From there it is decided like the others."""
    found = get_object_or_404(with_voices().submitted(), pk=application_id)
    round_ = get_object_or_404(Round, pk=round_id)
    if request.method != "POST":
        return redirect("secretariat:application", application_id)
    policy.require(request, "decide", "decision", found)
    try:
        services.bring_in(round_=round_, application=found, by=request.actor, at=now())
    except services.DecisionProblem as problem:
        return _page(request, found, problem=str(problem), status=CONFLICT)
    messages.success(request, _("{number} ligger nu på bordet.").format(number=found.case_number))
    return redirect(board_address(round_.pk, opened=application_id))


def _page(request: SparkRequest, found: Application, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Each look is written down."""
    audit.record("application.viewed", about=found, by=request.actor, at=now())
    round_ = round_on(today())
    is_too_late = round_ is not None and too_late_for(round_).filter(pk=found.pk).exists()
    context = {
        "application": found,
        "seats": seats_of(found.committee),
        "history": history_of(found),
        "too_late_for": round_ if is_too_late else None,
        "problem": problem,
    }
    return render(request, "secretariat/application.html", context, status=status)

"""The month's meeting: plan it, decide at it, take back, set the places."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.queries import round_on, suggested_round
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.idempotency import once
from sparkweb.foundation.core.pages import CONFLICT, INVALID
from sparkweb.foundation.core.text import clean_text
from sparkweb.portals.secretariat.board import ALL, Answer, Row, board_address, board_of
from sparkweb.portals.secretariat.forms import CapacityForm, DecisionForm, RoundForm, UndoForm


@require_safe
def newest(_request: SparkRequest) -> HttpResponse:
    """The meeting being worked on, or the way to plan one."""
    round_ = round_on(today()) or Round.objects.first()
    return redirect("secretariat:round", round_.pk) if round_ else redirect("secretariat:plan_round")


@require_http_methods(["GET", "HEAD", "POST"])
@once
def plan(request: SparkRequest) -> HttpResponse:
    suggested = suggested_round(today())
    form = RoundForm(request.POST or None, initial=vars(suggested))
    if form.is_valid():
        try:
            round_ = services.plan_round(
                **form.cleaned_data, month=form.cleaned_data["meeting_date"], by=request.actor, at=now()
            )
            return redirect("secretariat:round", round_.pk)
        except (services.DateOutOfReach, services.DatesOutOfOrder) as problem:
            form.add_error(None, str(problem))
    context = {"form": form, "suggested": suggested}
    return render(request, "secretariat/plan_round.html", context, status=INVALID if form.is_bound else 200)


@require_safe
def board(request: SparkRequest, round_id: UUID) -> HttpResponse:
    return _board(request, _round(round_id), opened=_case(request, "sag"))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def decide(request: SparkRequest, round_id: UUID, application_id: UUID) -> HttpResponse:
    round_, application = _round(round_id), _sent(application_id)
    if request.method != "POST":
        return redirect(board_address(round_.pk, query=request.GET, opened=application_id))
    policy.require(request, "decide", "decision", application)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _board(request, round_, opened=application_id, form=form, status=INVALID)
    try:
        services.decide(round_=round_, application=application, **form.answer, by=request.actor, at=now())
    except services.DecisionProblem as problem:
        again = form.with_revision_of(Decision.objects.filter(round=round_, application=application).first())
        return _board(request, round_, opened=application_id, form=again, problem=str(problem), status=CONFLICT)
    is_corrected = form.cleaned_data["seen_revision"] > 0
    following = None if is_corrected else board_of(round_, today=today()).next_undecided(application_id, _text(request))
    return redirect(board_address(round_.pk, query=request.GET, opened=following, saved=application_id))


@require_http_methods(["GET", "HEAD", "POST"])
@once
def undo(request: SparkRequest, round_id: UUID, application_id: UUID) -> HttpResponse:
    round_, application = _round(round_id), _sent(application_id)
    if request.method != "POST":
        return redirect(board_address(round_.pk, query=request.GET, opened=application_id))
    decision = Decision.objects.filter(round=round_, application=application).first()
    form = UndoForm(request.POST)
    if decision is None or not form.is_valid():
        problem = _("Der er ikke nogen beslutning at fortryde.")
        return _board(request, round_, opened=application_id, problem=problem, status=CONFLICT)
    try:
        services.undo(decision=decision, **form.cleaned_data, by=request.actor, at=now())
    except services.DecisionProblem as problem:
        return _board(request, round_, opened=application_id, problem=str(problem), status=CONFLICT)
    messages.success(request, _("Beslutningen er taget tilbage."))
    return redirect(board_address(round_.pk, query=request.GET, opened=application_id))


@require_http_methods(["GET", "HEAD", "POST"])
def capacity(request: SparkRequest, round_id: UUID) -> HttpResponse:
    round_, form = _round(round_id), CapacityForm(request.POST)
    if request.method != "POST":
        return redirect("secretariat:round", round_id)
    if not form.is_valid():
        return _board(request, round_, capacity_form=form, status=INVALID)
    try:
        services.set_capacity(round_=round_, **form.cleaned_data, by=request.actor, at=now())
    except services.DecisionProblem as problem:
        return _board(request, round_, problem=str(problem), status=CONFLICT)
    return redirect("secretariat:round", round_id)


def _round(round_id: UUID) -> Round:
    return get_object_or_404(Round.objects.select_related("period"), pk=round_id)


def _sent(application_id: UUID) -> Application:
    """A draft does not exist here."""
    return get_object_or_404(Application.objects.submitted(), pk=application_id)


def _case(request: SparkRequest, name: str) -> UUID | None:
    """A case that the address names."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def _text(request: SparkRequest) -> str:
    """What is searched for."""
    return clean_text(request.GET.get("q", ""), multiline=False)


def _board(
    request: SparkRequest,
    round_: Round,
    *,
    opened: UUID | None = None,
    form: DecisionForm | None = None,
    capacity_form: CapacityForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = board_of(round_, today=today(), opened=opened, saved=_case(request, "gemt"))
    answer = request.GET.get("svar") or found.first_filter
    context: dict[str, Any] = {
        "board": found,
        "round": round_,
        "phase": round_.phase_on(today()),
        "rows": found.filtered(answer, _text(request)),
        "filters": [(each.value, each.label, found.counts[each]) for each in Answer],
        "shown": answer,
        "all": (ALL, len(found.rows)),
        "capacity_form": capacity_form or CapacityForm(initial={"capacity": round_.capacity}),
        "problem": problem,
    }
    if found.opened:
        context |= _opened_case(request, found.opened, form)
    return render(request, "secretariat/round.html", context, status=status)


def _opened_case(request: SparkRequest, row: Row, form: DecisionForm | None) -> dict[str, Any]:
    """Both voices under the row. Each look is written down."""
    audit.record("application.viewed", about=row.application, by=request.actor, at=now())
    voices = row.application.voices.select_related("seat__person").order_by("-seat__side", "seat__from_date", "seat_id")
    return {"voices": voices, "form": form or DecisionForm.about(row.decision)}

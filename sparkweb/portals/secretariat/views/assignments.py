"""Yeses that wait for a consultant: who could take each, how far they drive, and why the others cannot."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sparkweb.flow.applications.queries import with_facts
from sparkweb.flow.planning import services
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.idempotency import once
from sparkweb.foundation.core.pages import CONFLICT, INVALID
from sparkweb.portals.secretariat.assigning import desk_of
from sparkweb.portals.secretariat.forms import AssignForm
from sparkweb.registers.consultants.models import Consultant


@require_safe
def assignments(request: SparkRequest) -> HttpResponse:
    return _page(request)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def assign(request: SparkRequest, application_id: UUID) -> HttpResponse:
    application = get_object_or_404(with_facts().submitted(), pk=application_id)
    form = AssignForm(request.POST)
    if request.method != "POST":
        return redirect("secretariat:assignments")
    if not form.is_valid():
        return _page(request, problem=_("Vælg en konsulent."), status=INVALID)
    consultant = get_object_or_404(Consultant.objects.select_related("user"), pk=form.cleaned_data["consultant"])
    try:
        services.assign(application=application, consultant=consultant, by=request.actor, at=now())
    except services.PlanningProblem as problem:
        return _page(request, opened=str(application_id), problem=str(problem), status=CONFLICT)
    messages.success(
        request,
        _("{name} har fået {number} og får besked nu.").format(
            name=consultant.user.name, number=application.case_number
        ),
    )
    return redirect("secretariat:assignments")


def _page(request: SparkRequest, *, opened: str = "", problem: str = "", status: int = 200) -> HttpResponse:
    desk = desk_of(today(), page=request.GET.get("page"), opened=opened or request.GET.get("sag", ""))
    return render(request, "secretariat/assignments.html", {"desk": desk, "problem": problem}, status=status)

"""The letters of a round: read exactly as they will be sent, then sent in one go, each once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.models import Round
from sparkweb.flow.prioritisation.queries import undecided
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.idempotency import once
from sparkweb.foundation.core.pages import CONFLICT
from sparkweb.portals.secretariat.forms import LettersForm
from sparkweb.portals.secretariat.previews import previews_of


@require_http_methods(["GET", "HEAD", "POST"])
@once
def letters(request: SparkRequest, round_id: UUID) -> HttpResponse:
    round_ = get_object_or_404(Round, pk=round_id)
    form = LettersForm(request.POST or None)
    if not form.is_valid():
        unread = _("Se brevene igennem igen, og send så.") if form.is_bound else ""
        return _page(request, round_, problem=unread, status=CONFLICT if form.is_bound else 200)
    try:
        count = services.send_letters(round_=round_, **form.cleaned_data, by=request.actor, at=now())
    except services.DecisionProblem as problem:
        round_.refresh_from_db()
        return _page(request, round_, problem=str(problem), status=CONFLICT)
    messages.success(
        request,
        ngettext("Svaret på {count} ansøgning er sendt.", "Svar på {count} ansøgninger er sendt.", count).format(
            count=count
        ),
    )
    return redirect("secretariat:letters", round_id)


def _page(request: SparkRequest, round_: Round, *, problem: str = "", status: int = 200) -> HttpResponse:
    previews, day = previews_of(round_), today()
    context = {
        "round": round_,
        "phase": round_.phase_on(day),
        "previews": previews,
        "letter_count": sum(len(preview.first_names) for preview in previews),
        "undecided": undecided(round_).count(),
        "following": Round.objects.filter(month__gt=round_.month).order_by("month").first(),
        "is_before_meeting": day < round_.meeting_date,
        "problem": problem,
    }
    return render(request, "secretariat/letters.html", context, status=status)

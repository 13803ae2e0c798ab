"""What needs the secretariat now, each with one way on; and mail that came back."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sparkweb.flow.planning.queries import granted_without_assignment
from sparkweb.flow.prioritisation.models import Round
from sparkweb.flow.prioritisation.queries import next_round, round_on, suggested_round, undecided
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.portals.secretariat import returned_mail

EARLIER_ROUNDS, MOST_MAIL = 6, 100


@require_safe
def overview(request: SparkRequest) -> HttpResponse:
    day = today()
    round_ = round_on(day)
    context = {
        "round": round_,
        "phase": round_.phase_on(day) if round_ else None,
        "undecided": undecided(round_).count() if round_ else 0,
        "unassigned": granted_without_assignment().count(),
        "returned": returned_mail.waiting(now()).count(),
        "suggested": None if next_round(day) else suggested_round(day),
        "earlier": Round.objects.filter(letters_sent_at__isnull=False)[:EARLIER_ROUNDS],
    }
    return render(request, "secretariat/overview.html", context)


@require_safe
def returned(request: SparkRequest) -> HttpResponse:
    mail = returned_mail.waiting(now())[:MOST_MAIL]
    return render(request, "secretariat/returned.html", {"rows": list(returned_mail.with_cases(mail))})

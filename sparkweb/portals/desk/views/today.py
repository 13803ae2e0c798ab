from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now
from sparkweb.portals.desk.board import board_of
from sparkweb.registers.consultants.queries import of_user


@require_safe
@never_cache
def today(request: SparkRequest) -> HttpResponse:
    """Empty for somebody who is not yet in the consultants' register."""
    at = now()
    consultant = of_user(request.actor.user_id)
    board = board_of(consultant, at=at) if consultant else None
    return render(request, "desk/today.html", {"board": board, "now": at})

"""The course as its consultant sees it: everything on one page, and a way to each thing that can be done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sparkweb.flow.applications.queries import voices_of
from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import MeetingKind
from sparkweb.flow.courses.standing import Standing, agenda
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now
from sparkweb.portals.desk import own
from sparkweb.portals.desk.board import row_of
from sparkweb.registers.workplaces.queries import seats_of


@require_safe
@never_cache
def course(request: SparkRequest, course_id: UUID) -> HttpResponse:
    found = own.course_for(request, course_id, "view", "course")
    standing = Standing(found, now())
    context = {
        "course": found,
        "application": found.application,
        "voices": voices_of(found.application),
        "themes": found.application.theme_rows.select_related("theme"),
        "standing": standing,
        "row": row_of(standing),
        "agenda": agenda(standing),
        "seats": seats_of(found.committee),
    }
    return render(request, "desk/course.html", context)


@require_POST
@never_cache
def meeting_kind(request: SparkRequest, course_id: UUID, meeting_id: UUID) -> HttpResponse:
    """Say whether a meeting is the one where the learning is gathered."""
    found = own.course_for(request, course_id, "change", "meeting")
    meeting = own.meeting_of(found, meeting_id)
    kind = MeetingKind.WRAP_UP if "wrap_up" in request.POST else MeetingKind.MEETING
    try:
        services.set_meeting_kind(meeting=meeting, kind=kind, by=request.actor, at=now())
    except services.CourseClosed as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Gemt. Dagsordenen følger med."))
    return redirect("desk:course", course_id)

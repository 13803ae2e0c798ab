"""Where we are, what happens next, one thing to do. The same page from the receipt to the last evaluation."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sparkweb.flow.applications import queries as applications
from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses import queries as courses
from sparkweb.flow.courses.enums import MeetingKind
from sparkweb.flow.courses.models import Course, Meeting
from sparkweb.flow.courses.standing import Standing, agenda
from sparkweb.flow.effects import queries as effects
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.flow.prioritisation import queries as prioritisation
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.portals.participants import reading, steps
from sparkweb.portals.participants.journey import Answer, Journey, Stop, place
from sparkweb.portals.participants.own import Case, case_of


@dataclass(frozen=True)
class Rows:
    """What the stages have written about one application. A course exists from the assignment on."""

    decision: Decision | None
    course: Course | None
    standing: Standing | None
    asked: EvaluationInvitation | None


@never_cache
@require_safe
def home(request: SparkRequest) -> HttpResponse:
    """To the newest application of the seat."""
    seat_id = request.actor.seat_id
    application = applications.newest_of_seat(seat_id) if seat_id else None
    if application is None:
        return redirect("participants:lost_link")
    if application.is_submitted:
        return redirect("participants:status", application.id)
    return redirect(steps.resume(case_of(request, application.id)))


@never_cache
@require_safe
def status(request: SparkRequest, application_id: UUID) -> HttpResponse:
    case = case_of(request, application_id)
    policy.require(request, "view", "application", case.application)
    if not case.application.is_submitted:
        return redirect("participants:together", application_id)
    rows = rows_of(case)
    context = {
        "case": case,
        "application": case.application,
        "decision": rows.decision,
        "course": rows.course,
        "asked": rows.asked,
        **_course_space(rows),
        "place": place(journey_of(case.application, rows)),
        "chairs": [] if rows.course else reading.said_by(case),
    }
    return render(request, "participants/status.html", context)


@never_cache
@require_safe
def copy(request: SparkRequest, application_id: UUID) -> HttpResponse:
    """The application as both sides stood by it, to read, print and keep."""
    case = case_of(request, application_id)
    policy.require(request, "view", "application", case.application)
    if not case.application.is_submitted:
        return redirect("participants:together", application_id)
    context = {
        "case": case,
        "application": case.application,
        "chairs": reading.said_by(case),
        "facts": reading.facts_with_links(case, localdate(case.application.submitted_at)),
    }
    return render(request, "participants/copy.html", context)


def _course_space(rows: Rows) -> dict[str, Any]:
    return {"standing": rows.standing, "agenda": agenda(rows.standing)} if rows.standing else {}


def rows_of(case: Case) -> Rows:
    application = case.application
    course = courses.course_of(application.id)
    return Rows(
        decision=None if course else prioritisation.newest_decision(application),
        course=course,
        standing=Standing(course, now()) if course else None,
        asked=effects.unanswered_of(case.me.id, today()).first() if course else None,
    )


def journey_of(application: Application, rows: Rows) -> Journey:
    decision = rows.decision
    sent = Journey(now=now(), submitted_date=localdate(application.submitted_at))
    if rows.standing:
        return replace(sent, **_of_course(rows.standing), is_asked=rows.asked is not None)
    meeting_date = _meeting_date(application, decision)
    return replace(sent, meeting_date=meeting_date, answer=Answer(decision.outcome) if decision else None)


def _of_course(standing: Standing) -> dict[str, Any]:
    course, missed = standing.course, standing.just_called_off
    return {
        "answer": Answer.GRANTED,
        "consultant": course.assignment.consultant.user.name.split()[0],
        "stops": tuple(_stop(standing, each) for each in standing.meetings),
        "has_dates_to_pick": standing.proposal is not None and standing.wish is None,
        "wants_other_dates": standing.wish is not None,
        "called_off": missed.visit.starts_at if missed else None,
        "trying": tuple(action.by_date for action in standing.trying),
        "is_wrapped_up": course.wrapped_up_at is not None,
        "is_closed": standing.is_closed,
    }


def _stop(standing: Standing, meeting: Meeting) -> Stop:
    is_wrap_up, came_early = meeting.kind == MeetingKind.WRAP_UP, standing.came_early(meeting)
    return Stop(meeting.number or 0, meeting.held_at, meeting.visit.ends_at, is_wrap_up, came_early)


def _meeting_date(application: Application, decision: Decision | None) -> date | None:
    round_ = prioritisation.round_of(application, after=decision)
    return round_.meeting_date if round_ else None

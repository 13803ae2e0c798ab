"""What belongs to the consultant who is looking. Somebody else's course does not exist here."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from sparkweb.flow.courses.models import Course, Meeting, TrialAction
from sparkweb.flow.courses.queries import with_story
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.clock import now

Row = TypeVar("Row", Meeting, TrialAction)


def course_for(request: SparkRequest, course_id: UUID, action: str, resource: str) -> Course:
    """The course, if the actor may. Every look is written down. Raises Http404."""
    # Those at its table read the same course, but not here.
    course = with_story().filter(pk=course_id, assignment__consultant__user=request.actor.user_id).first()
    if course is None:
        raise Http404
    policy.require(request, "view", "course", course)
    # Free times belong to the assignment, which ends before the course may.
    policy.require(request, action, resource, course.assignment if resource == "consultant_times" else course)
    if request.method != "POST":
        audit.record("course.viewed", about=course, by=request.actor, at=now())
    return course


def meeting_of(course: Course, meeting_id: UUID) -> Meeting:
    return the(meeting_id, course.meetings.all())


def trial_of(course: Course, action_id: UUID) -> TrialAction:
    return the(action_id, course.trial_actions.all())


def the(pk: UUID, found: Iterable[Row]) -> Row:
    """The one of them with the key. Raises Http404."""
    one = next((each for each in found if each.pk == pk), None)
    if one is None:
        raise Http404
    return one

"""Reads on courses. `milestones` is the seam to effects and figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from sparkweb.flow.courses.models import ChangeGoal, Course, CourseQuerySet, Meeting, TrialAction, WrapUp
from sparkweb.flow.planning.queries import open_proposals
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.programme.models import AgreementPeriod

CONSULTANT_READS_AFTER_CLOSING = timedelta(days=30)
"""trust.md 3.4 no. 2."""


@dataclass(frozen=True)
class Milestones:
    """How far one course has come, and where it counts: one row each, no names."""

    course_id: UUID
    municipality_id: int
    sector_id: int
    theme_id: int
    course_type_id: int
    opened_at: datetime
    wrapped_up_at: datetime | None
    closed_at: datetime | None


def with_story() -> CourseQuerySet:
    """Courses with all a page shows, in constant queries."""
    return Course.objects.select_related(
        "application__workplace",
        "application__municipality",
        "application__sector",
        "assignment__consultant__user",
        "committee",
        "course_type",
        "wrap_up",
    ).prefetch_related(
        "goals",
        Prefetch("meetings", queryset=Meeting.objects.select_related("visit")),
        Prefetch("trial_actions", queryset=TrialAction.objects.select_related("planned_at_meeting")),
        Prefetch("assignment__proposals", queryset=open_proposals()),
    )


def course_of(application_id: UUID) -> Course | None:
    return with_story().filter(application=application_id).first()


def courses_of(consultant: Consultant, *, at: datetime) -> CourseQuerySet:
    """The consultant's open courses and those closed lately, the oldest first."""
    current = with_story().filter(assignment__consultant=consultant, assignment__ended_date=None)
    lately = Q(closed_at=None) | Q(closed_at__gt=at - CONSULTANT_READS_AFTER_CLOSING)
    return current.filter(lately).order_by("opened_at", "id")


def newest_goal(course: Course) -> ChangeGoal | None:
    return next(iter(course.goals.all()), None)


def wrap_up_of(course: Course) -> WrapUp | None:
    return WrapUp.objects.filter(course=course).first()


def unreported(course: Course) -> QuerySet[TrialAction]:
    """What the workplace is trying now and has not told about yet."""
    return course.trial_actions.filter(reported_at=None)


def milestones(period: AgreementPeriod | None = None) -> Iterator[Milestones]:
    """Every course of the period by its main theme, one query."""
    courses = Course.objects.filter(application__theme_rows__is_main=True)
    if period is not None:
        courses = courses.filter(application__period=period)
    rows = courses.values_list(
        "id",
        "application__municipality_id",
        "application__sector_id",
        "application__theme_rows__theme_id",
        "course_type_id",
        "opened_at",
        "wrapped_up_at",
        "closed_at",
    )
    return (Milestones(*row) for row in rows.iterator())

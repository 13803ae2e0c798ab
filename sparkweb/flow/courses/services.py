"""Writes on a course: open it, set the desired change, meet, try, report, wrap up, close."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.flow.courses import signals
from sparkweb.flow.courses.enums import MeetingKind, Verdict
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.flow.planning import services as planning
from sparkweb.flow.planning.models import Assignment, Visit
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.registers.consultants import services as consultants
from sparkweb.registers.programme.models import CourseType

INDIVIDUAL = "individuelt"
"""Code of the course type an application from one workplace opens."""


class CourseProblem(Exception):
    """Base of what can go wrong; the message is a sentence fit to show."""


class CourseClosed(CourseProblem):
    """The course is closed and its papers stand."""

    def __init__(self) -> None:
        super().__init__(_("Forløbet er lukket, så her kan ikke skrives mere."))


class WrapUpMissing(CourseProblem):
    """A course cannot be closed before the learning is gathered."""


class ChangedMeanwhile(CourseProblem):
    """Somebody else wrote since the page was shown; nothing was overwritten."""


class NotYet(CourseProblem):
    """The step belongs later: no meeting has been booked, or the day does not lie ahead."""


class CalledOff(CourseProblem):
    """The meeting was called off meanwhile."""


@dataclass(frozen=True)
class Trial:
    """What the workplace plans to try."""

    title: str
    purpose: str
    what: str
    who: str
    signal: str
    by_date: date


@dataclass(frozen=True)
class Learning:
    """What the wrap-up says."""

    learning: str
    anchoring: str
    keeper: str
    check_date: date


@transaction.atomic
def open_course(*, assignment: Assignment, by: Actor, at: datetime) -> Course:
    """One course per application; a new consultant takes over the same one."""
    course, created = Course.objects.get_or_create(
        application=assignment.application,
        defaults={
            "assignment": assignment,
            "committee": assignment.application.committee,
            "course_type": CourseType.objects.get(code=INDIVIDUAL),
            "opened_at": at,
        },
    )
    if not created and course.assignment_id != assignment.id:
        course.assignment = assignment
        course.save(update_fields=["assignment"])
    audit.record("course.opened" if created else "course.handed_over", about=course, by=by, at=at)
    return course


@transaction.atomic
def add_meeting(*, course: Course, visit: Visit, kind: MeetingKind | None = None, by: Actor, at: datetime) -> Meeting:
    """A booked visit becomes the course's next meeting; the first is the initial one unless said otherwise."""
    course = _open(course)
    number = _counted(course).count() + 1
    kind = kind or (MeetingKind.INITIAL if number == 1 else MeetingKind.MEETING)
    meeting = Meeting.objects.create(course=course, visit=visit, number=number, kind=kind)
    audit.record("meeting.added", about=meeting, by=by, at=at, facts={"number": number})
    return meeting


@transaction.atomic
def set_meeting_kind(*, meeting: Meeting, kind: MeetingKind, by: Actor, at: datetime) -> Meeting:
    """What the meeting is for: one of them is where the learning is gathered."""
    _open(meeting.course)
    if meeting.kind == kind:
        return meeting
    meeting.kind = kind
    meeting.save(update_fields=["kind"])
    audit.record("meeting.kind_set", about=meeting, by=by, at=at, facts={"kind": kind})
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Call it off. Without minutes it counts no more, and those after it move up. Raises planning.VisitOver."""
    course = _open(meeting.course)
    meeting = course.meetings.select_for_update(of=("self",)).select_related("visit").get(pk=meeting.pk)
    planning.cancel_visit(visit=meeting.visit, by=by, at=at)
    if not meeting.notes and meeting.number is not None:
        _uncount(meeting)
        audit.record("meeting.called_off", about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def set_goal(*, course: Course, text: str, seen_goal_id: int | None, by: Actor, at: datetime) -> ChangeGoal:
    """The desired change. `seen_goal_id` is the wording the writer saw, None for none."""
    course = _open(course)
    newest = course.goals.first()
    if (newest.id if newest else None) != seen_goal_id:
        raise ChangedMeanwhile(_("Forandringsønsket er rettet imens. Se, hvad der står nu, og gem igen."))
    if newest and newest.text == text:
        return newest
    goal = ChangeGoal.objects.create(course=course, text=text, set_by_key=by.key, set_at=at)
    audit.record("goal.set", about=course, by=by, at=at)
    return goal


@transaction.atomic
def write_notes(*, meeting: Meeting, notes: str, seen_revision: int, by: Actor, at: datetime) -> Meeting:
    """The shared minutes: one text, the same for both sides and the consultant. Also ahead of the booked time."""
    _open(meeting.course)
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("visit", "course").get(pk=meeting.pk)
    _refuse_called_off(meeting)
    if meeting.notes_revision != seen_revision:
        raise ChangedMeanwhile(_("En anden har skrevet i referatet imens. Saml de to tekster, og gem igen."))
    meeting.notes, meeting.notes_written_at = notes, meeting.notes_written_at or at
    meeting.notes_revision += 1
    meeting.save(update_fields=["notes", "notes_written_at", "notes_revision"])
    audit.record("meeting.noted", about=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def plan_trial(*, meeting: Meeting, trial: Trial, by: Actor, at: datetime) -> TrialAction:
    """A small change, agreed at a meeting and tried before the next."""
    _open(meeting.course)
    _refuse_called_off(Meeting.objects.get(pk=meeting.pk))
    if trial.by_date < localdate(at):
        raise NotYet(_("Vælg en dag, der ligger forude, så I kan nå at prøve."))
    action = TrialAction.objects.create(course=meeting.course, planned_at_meeting=meeting, planned_at=at, **vars(trial))
    audit.record("trial.planned", about=action, by=by, at=at)
    return action


@transaction.atomic
def report_trial(
    *, action: TrialAction, saw: str, verdict: Verdict, seen_revision: int, by: Actor, at: datetime
) -> TrialAction:
    """What we saw, and whether we keep, adjust or drop it. May be corrected while the course is open."""
    _open(action.course)
    action = TrialAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if action.revision != seen_revision:
        raise ChangedMeanwhile(_("En anden har skrevet om prøvehandlingen imens. Saml de to tekster, og gem igen."))
    action.saw, action.verdict, action.reported_at = saw, verdict, at
    action.revision += 1
    action.save(update_fields=["saw", "verdict", "reported_at", "revision"])
    audit.record("trial.reported", about=action, by=by, at=at, facts={"verdict": verdict})
    return action


@transaction.atomic
def write_wrap_up(*, course: Course, learning: Learning, seen_revision: int, by: Actor, at: datetime) -> WrapUp:
    """Gather what was learnt and how it will hold. `seen_revision` is 0 when there was none."""
    course = _open(course)
    _refuse_early_wrap_up(course, learning, at)
    wrap_up = WrapUp.objects.filter(course=course).first() or WrapUp(course=course, revision=0)
    if wrap_up.revision != seen_revision:
        raise ChangedMeanwhile(_("En anden har skrevet i opsamlingen imens. Saml de to tekster, og gem igen."))
    for field, value in vars(learning).items():
        setattr(wrap_up, field, value)
    wrap_up.revision, wrap_up.written_at = seen_revision + 1, at
    wrap_up.save()
    course.wrapped_up_at = course.wrapped_up_at or at
    course.save(update_fields=["wrapped_up_at"])
    audit.record("course.wrapped_up", about=course, by=by, at=at)
    return wrap_up


@transaction.atomic
def close(*, course: Course, by: Actor, at: datetime) -> Course:
    """Gate: not without a wrap-up. Meetings ahead are called off, the load is laid down and the evaluation opens."""
    course = _open(course)
    if not WrapUp.objects.filter(course=course).exists():
        raise WrapUpMissing(_("Forløbet kan først lukkes, når opsamlingen er skrevet. Skriv, hvad I har lært."))
    for meeting in course.meetings.filter(visit__cancelled_at=None, visit__starts_at__gt=at):
        cancel_meeting(meeting=meeting, by=by, at=at)
    course.closed_at = at
    course.save(update_fields=["closed_at"])
    consultants.lay_down(about_key=course.assignment.load_key, ended_date=localdate(at))
    audit.record("course.closed", about=course, by=by, at=at)
    signals.closed.send(sender=Course, course=course, by=by, at=at)
    return course


def _refuse_early_wrap_up(course: Course, learning: Learning, at: datetime) -> None:
    if not _counted(course).exists():
        raise NotYet(_("Skriv opsamlingen, når det første møde er aftalt."))
    if learning.check_date < localdate(at):
        raise NotYet(_("Vælg en dag, der ligger forude, til at se på det igen."))


def _counted(course: Course) -> QuerySet[Meeting]:
    return course.meetings.filter(number__isnull=False).order_by("number")


def _uncount(meeting: Meeting) -> None:
    """The caller holds the course's row. One number at a time from below, so that none is ever there twice."""
    meeting.number = None
    meeting.save(update_fields=["number"])
    for number, later in enumerate(_counted(meeting.course), start=1):
        later.number = number
        later.kind = MeetingKind.INITIAL if number == 1 and later.kind == MeetingKind.MEETING else later.kind
        later.save(update_fields=["number", "kind"])


def _refuse_called_off(meeting: Meeting) -> None:
    if meeting.number is None:
        raise CalledOff(_("Mødet er aflyst imens. Kopiér din tekst, og gem den et andet sted."))


def _open(course: Course) -> Course:
    """The row, locked. Raises CourseClosed."""
    current = Course.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=course.pk)
    if current.closed_at:
        raise CourseClosed
    return current

"""The course: what may be written when, what two at once come to, and the gate to closing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import MeetingKind, Verdict
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.consultants.models import Booking, Commitment
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(world: World) -> Course:
    """Fresh, so that a test reads what is stored and not what was fetched before."""
    return Course.objects.select_related("assignment__consultant").get(pk=world.course().pk)


@pytest.fixture
def meeting(world: World, course: Course) -> Meeting:
    return world.met(course)


def trial(world: World) -> services.Trial:
    return services.Trial("Stå op", "Så vi når det.", "Vi står op.", "Sara", "Kortere møder.", localdate(world.now))


def by_lise(world: World) -> dict[str, Any]:
    return {"by": world.actor("Lise"), "at": world.now}


def test_the_assignment_opens_one_course(world: World) -> None:
    assignment = world.assigned()

    assert list(Course.objects.values_list("application", "assignment", "closed_at")) == [
        (assignment.application_id, assignment.id, None)
    ]


def test_the_first_booked_date_is_the_initial_meeting_and_the_next_an_ordinary_one(
    world: World, course: Course, meeting: Meeting
) -> None:
    world.visit(course.assignment)

    assert list(course.meetings.values_list("number", "kind")) == [
        (1, MeetingKind.INITIAL),
        (2, MeetingKind.MEETING),
    ]
    assert [each.name for each in course.meetings.all()] == ["første møde", "andet møde"]


def test_a_meeting_can_be_the_one_where_the_learning_is_gathered(world: World, meeting: Meeting) -> None:
    services.set_meeting_kind(meeting=meeting, kind=MeetingKind.WRAP_UP, **by_lise(world))

    meeting.refresh_from_db()
    assert meeting.name == "opsamlingsmøde"


def test_a_new_wording_of_the_desired_change_is_a_new_row(world: World, course: Course) -> None:
    first = services.set_goal(course=course, text="Vi taler pænt.", seen_goal_id=None, **by_lise(world))
    services.set_goal(course=course, text="Vi siger til.", seen_goal_id=first.id, **by_lise(world))

    assert [goal.text for goal in course.goals.all()] == ["Vi siger til.", "Vi taler pænt."]


def test_the_same_wording_again_changes_nothing(world: World, course: Course) -> None:
    first = services.set_goal(course=course, text="Vi siger til.", seen_goal_id=None, **by_lise(world))

    again = services.set_goal(course=course, text="Vi siger til.", seen_goal_id=first.id, **by_lise(world))

    assert again == first
    assert ChangeGoal.objects.count() == 1


def test_a_wording_written_unseen_is_refused(world: World, course: Course) -> None:
    services.set_goal(course=course, text="Vi siger til.", seen_goal_id=None, **by_lise(world))

    with pytest.raises(services.ChangedMeanwhile):
        services.set_goal(course=course, text="Noget andet.", seen_goal_id=None, **by_lise(world))

    assert [goal.text for goal in course.goals.all()] == ["Vi siger til."]


def test_minutes_may_come_before_the_booked_time(world: World, course: Course) -> None:
    """The meeting was moved by phone."""
    meeting = services.write_notes(
        meeting=course.meetings.get(), notes="Vi mødtes allerede i dag.", seen_revision=0, **by_lise(world)
    )
    first_written = world.now
    world.wait(hours=2)
    services.write_notes(meeting=meeting, notes="Vi mødtes i dag.", seen_revision=1, **by_lise(world))

    meeting.refresh_from_db()
    assert (meeting.notes, meeting.notes_written_at) == ("Vi mødtes i dag.", first_written)
    assert meeting.held_at == first_written < meeting.visit.starts_at


def test_minutes_written_unseen_are_refused(world: World, meeting: Meeting) -> None:
    with pytest.raises(services.ChangedMeanwhile):
        services.write_notes(meeting=meeting, notes="Noget andet.", seen_revision=0, **by_lise(world))

    meeting.refresh_from_db()
    assert (meeting.notes, meeting.notes_revision) == ("Vi talte om vagtskiftet og valgte én ting at prøve.", 1)


def test_a_trial_is_planned_from_when_a_meeting_is_booked(world: World, course: Course) -> None:
    action = services.plan_trial(meeting=course.meetings.get(), trial=trial(world), **by_lise(world))

    assert list(course.trial_actions.all()) == [action]


def test_a_trial_ends_on_a_day_that_lies_ahead(world: World, meeting: Meeting) -> None:
    yesterday = replace(trial(world), by_date=localdate(world.now) - timedelta(days=1))

    with pytest.raises(services.NotYet):
        services.plan_trial(meeting=meeting, trial=yesterday, **by_lise(world))

    assert TrialAction.objects.count() == 0


def test_a_report_can_be_corrected_by_one_who_has_seen_it(world: World, meeting: Meeting) -> None:
    action = world.reported(world.trial(meeting))

    corrected = services.report_trial(
        action=action, saw="Det faldt fra hinanden.", verdict=Verdict.DROP, seen_revision=1, **by_lise(world)
    )

    assert (corrected.saw, corrected.verdict, corrected.revision) == ("Det faldt fra hinanden.", Verdict.DROP, 2)


def test_a_report_written_unseen_is_refused(world: World, meeting: Meeting) -> None:
    action = world.reported(world.trial(meeting))

    with pytest.raises(services.ChangedMeanwhile):
        services.report_trial(action=action, saw="Andet.", verdict=Verdict.DROP, seen_revision=0, **by_lise(world))

    action.refresh_from_db()
    assert action.saw == "Det gik bedst de dage, hvor vi stod op."


def test_the_database_keeps_a_report_and_its_verdict_together(world: World, meeting: Meeting) -> None:
    action = world.trial(meeting)

    with pytest.raises(IntegrityError), transaction.atomic():
        TrialAction.objects.filter(pk=action.pk).update(reported_at=world.now)


def test_the_wrap_up_waits_for_the_first_meeting_to_be_booked(world: World) -> None:
    world.assigned()
    course = Course.objects.get()

    with pytest.raises(services.NotYet):
        world.wrapped_up(course)

    world.visit(course.assignment)
    assert world.wrapped_up(course).wrapped_up_at == world.now


def test_a_wrap_up_written_unseen_is_refused(world: World, course: Course, meeting: Meeting) -> None:
    world.wrapped_up(course)

    with pytest.raises(services.ChangedMeanwhile):
        world.wrapped_up(course)


def test_closing_is_refused_without_a_wrap_up(world: World, course: Course, meeting: Meeting) -> None:
    with pytest.raises(services.WrapUpMissing):
        services.close(course=course, **by_lise(world))

    course.refresh_from_db()
    assert course.closed_at is None
    assert EvaluationInvitation.objects.count() == 0


def test_the_database_refuses_a_closed_course_without_a_wrap_up(world: World, course: Course) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(closed_at=world.now)


def test_closing_calls_off_what_lies_ahead(world: World, course: Course, meeting: Meeting) -> None:
    world.wrapped_up(course)
    visit = world.visit(course.assignment)

    services.close(course=course, **by_lise(world))

    visit.refresh_from_db()
    assert (visit.cancelled_at, Booking.objects.filter(about_key=visit.booking_key).count()) == (world.now, 0)
    assert list(course.meetings.order_by("visit__starts_at").values_list("number", flat=True)) == [1, None]
    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4


def test_closing_during_the_last_meeting_lets_it_be(world: World, course: Course) -> None:
    visit = course.meetings.get().visit
    world.now = visit.starts_at + timedelta(hours=2)
    world.wrapped_up(course)

    services.close(course=course, **by_lise(world))

    visit.refresh_from_db()
    assert visit.cancelled_at is None


def test_closing_that_is_refused_calls_nothing_off(world: World, course: Course) -> None:
    with pytest.raises(services.WrapUpMissing):
        services.close(course=course, **by_lise(world))

    assert course.meetings.get().visit.cancelled_at is None


def test_a_meeting_that_is_called_off_counts_no_more_and_the_next_takes_its_number(
    world: World, course: Course
) -> None:
    first = services.cancel_meeting(meeting=course.meetings.get(), **by_lise(world))
    world.visit(course.assignment, in_days=20)

    again = course.meetings.get(number=1)
    first.refresh_from_db()
    assert (first.number, first.name, again.kind) == (None, "aflyst møde", MeetingKind.INITIAL)
    assert Event.objects.filter(action="meeting.called_off", about_key=str(first.pk)).count() == 1


def test_those_after_one_that_is_called_off_move_up(world: World, course: Course) -> None:
    first = course.meetings.get()
    later = [course.meetings.get(visit=world.visit(course.assignment, in_days=days)) for days in (20, 30)]

    services.cancel_meeting(meeting=first, **by_lise(world))

    for meeting in later:
        meeting.refresh_from_db()
    assert [(each.number, each.kind) for each in later] == [(1, MeetingKind.INITIAL), (2, MeetingKind.MEETING)]


def test_a_meeting_with_minutes_still_counts_when_its_time_is_called_off(world: World, course: Course) -> None:
    meeting = services.write_notes(
        meeting=course.meetings.get(), notes="Vi mødtes i går.", seen_revision=0, **by_lise(world)
    )

    services.cancel_meeting(meeting=meeting, **by_lise(world))

    meeting.refresh_from_db()
    assert (meeting.number, meeting.visit.cancelled_at) == (1, world.now)


def test_calling_off_once_more_changes_nothing(world: World, course: Course) -> None:
    meeting = course.meetings.get()

    for _ in range(2):
        services.cancel_meeting(meeting=meeting, **by_lise(world))

    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4
    assert Event.objects.filter(action__in=["meeting.called_off", "visit.cancelled"]).count() == 2


def test_nothing_is_written_about_a_meeting_that_was_called_off(world: World, course: Course) -> None:
    meeting = services.cancel_meeting(meeting=course.meetings.get(), **by_lise(world))

    with pytest.raises(services.CalledOff):
        services.write_notes(meeting=meeting, notes="Vi mødtes.", seen_revision=0, **by_lise(world))
    with pytest.raises(services.CalledOff):
        services.plan_trial(meeting=meeting, trial=trial(world), **by_lise(world))


def test_closing_lays_down_the_load_and_asks_the_whole_table(world: World) -> None:
    course = world.closed()

    assert course.closed_at == world.now
    assert list(Commitment.objects.values_list("about_key", "ended_date")) == [
        (course.assignment.load_key, localdate(world.now))
    ]
    asked = EvaluationInvitation.objects.values_list("seat__person__email", "is_answered")
    assert sorted(asked) == [(f"{name}@havrevang.example", False) for name in ("anne", "mikkel", "sara")]
    assert OutboxMessage.objects.filter(kind="evaluation.invitation").count() == 3
    assert Event.objects.filter(action="course.closed", about_key=str(course.pk)).count() == 1


def test_nothing_is_written_in_a_closed_course(world: World) -> None:
    course = world.closed()
    meeting, action = course.meetings.get(), course.trial_actions.get()
    writes: list[Callable[[], object]] = [
        lambda: services.set_goal(course=course, text="Mere.", seen_goal_id=course.goals.get().id, **by_lise(world)),
        lambda: services.write_notes(meeting=meeting, notes="Mere.", seen_revision=1, **by_lise(world)),
        lambda: services.set_meeting_kind(meeting=meeting, kind=MeetingKind.WRAP_UP, **by_lise(world)),
        lambda: services.cancel_meeting(meeting=meeting, **by_lise(world)),
        lambda: services.plan_trial(meeting=meeting, trial=trial(world), **by_lise(world)),
        lambda: services.report_trial(
            action=action, saw="Mere.", verdict=Verdict.DROP, seen_revision=1, **by_lise(world)
        ),
        lambda: world.wrapped_up(course),
        lambda: services.close(course=course, **by_lise(world)),
    ]

    for write in writes:
        with pytest.raises(services.CourseClosed):
            write()


def test_both_sides_write_the_same_minutes(world: World, course: Course, meeting: Meeting) -> None:
    for revision, seat in enumerate(world.seats(course.application), start=1):
        services.write_notes(
            meeting=meeting, notes=f"Rettet af {seat.side}.", seen_revision=revision, by=actor_for(seat), at=world.now
        )

    meeting.refresh_from_db()
    assert (meeting.notes, meeting.notes_revision) == ("Rettet af employees.", 4)

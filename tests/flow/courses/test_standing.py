"""Where a course stands, from the first assignment to the closing, and the agenda that follows from it."""

from datetime import timedelta

import pytest

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import MeetingKind, Stage, ordinal
from sparkweb.flow.courses.models import Course
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.courses.standing import Standing, agenda
from sparkweb.flow.planning import services as planning
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import World

pytestmark = pytest.mark.django_db


def standing(world: World, course: Course | None = None) -> Standing:
    course = course or Course.objects.get()
    found = course_of(course.application_id)
    assert found is not None
    return Standing(found, world.now)


def titles(world: World) -> list[str]:
    return [point.title for point in agenda(standing(world))]


def test_a_new_course_needs_dates(world: World) -> None:
    world.assigned()

    assert standing(world).stage == Stage.NEEDS_DATES


def test_offered_dates_wait_for_the_workplace(world: World) -> None:
    world.proposal(world.assigned())

    assert standing(world).stage == Stage.WAITS_FOR_PICK


def test_offered_dates_that_have_gone_by_wait_for_nobody(world: World) -> None:
    world.proposal(world.assigned())
    world.wait(days=40)

    assert standing(world).stage == Stage.NEEDS_DATES


def test_dates_that_do_not_fit_send_the_turn_back(world: World) -> None:
    proposal = world.proposal(world.assigned())
    seat = world.steward(proposal.assignment.application)
    planning.ask_for_other_dates(
        proposal=proposal, seat=seat, text="Hellere torsdag.", by=actor_for(seat), at=world.now
    )

    now = standing(world)

    assert now.stage == Stage.NEEDS_DATES
    assert now.wish is not None
    assert now.wish.text == "Hellere torsdag."


def test_a_picked_date_is_a_booked_meeting_until_it_is_over(world: World) -> None:
    course = world.course()
    visit = course.meetings.get().visit

    before = standing(world)
    world.now = visit.starts_at
    during = standing(world)
    world.now = visit.ends_at
    after = standing(world)

    assert [each.stage for each in (before, during, after)] == [Stage.BOOKED, Stage.BOOKED, Stage.NEEDS_DATES]
    assert [len(each.begun) for each in (before, during, after)] == [0, 1, 1]
    assert [each.last_meeting is None for each in (before, during, after)] == [True, True, False]


def write_early(world: World, course: Course) -> None:
    services.write_notes(
        meeting=course.meetings.get(), notes="Vi mødtes i dag.", seen_revision=0, by=world.actor("Lise"), at=world.now
    )


def test_minutes_make_a_meeting_held_before_its_time(world: World) -> None:
    course = world.course()
    before = standing(world)
    write_early(world, course)
    after = standing(world)

    assert [each.stage for each in (before, after)] == [Stage.BOOKED, Stage.NEEDS_DATES]
    assert [each.next_meeting is None for each in (before, after)] == [False, True]
    assert after.last_meeting == after.newest_meeting == course.meetings.get()
    assert after.ahead == [course.meetings.get()]


def test_minutes_written_at_the_meeting_do_not_end_it(world: World) -> None:
    course = world.course()
    world.now = course.meetings.get().visit.starts_at
    write_early(world, course)

    assert standing(world).stage == Stage.BOOKED


def test_meetings_stand_in_the_order_they_were_held(world: World) -> None:
    course = world.course()
    write_early(world, course)
    world.wait(days=1)
    world.visit(course.assignment, in_days=3)

    assert [meeting.number for meeting in standing(world).meetings] == [1, 2]


def test_what_was_tried_after_a_meeting_that_came_early_is_new(world: World) -> None:
    course = world.course()
    write_early(world, course)
    world.wait(days=1)
    told = world.reported(world.trial(course.meetings.get()))

    assert standing(world).told_since_last == [told]


def test_a_meeting_that_was_called_off_is_known_until_another_is_booked(world: World) -> None:
    course = world.course()
    meeting = services.cancel_meeting(meeting=course.meetings.get(), by=world.actor("Lise"), at=world.now)

    now = standing(world)
    assert (now.stage, now.meetings, now.called_off, now.just_called_off) == (
        Stage.NEEDS_DATES, [], [meeting], meeting
    )  # fmt: skip
    world.wait(hours=1)
    world.visit(course.assignment, in_days=20)
    then = standing(world)
    assert (then.stage, then.called_off, then.just_called_off) == (Stage.BOOKED, [meeting], None)


def test_between_meetings_a_trial_is_tried_told_about_and_gathered_up(world: World) -> None:
    course = world.course()
    action = world.trial(world.met(course))

    stages = [standing(world).stage]
    world.reported(action)
    stages.append(standing(world).stage)
    world.wrapped_up(course)
    stages.append(standing(world).stage)
    services.close(course=course, by=world.actor("Lise"), at=world.now)
    stages.append(standing(world).stage)

    assert stages == [Stage.TRYING, Stage.READY_TO_WRAP_UP, Stage.READY_TO_CLOSE, Stage.CLOSED]


def test_the_newest_meeting_without_minutes_is_known(world: World) -> None:
    course = world.course()
    meeting = course.meetings.get()
    world.now = meeting.visit.ends_at

    assert standing(world).without_minutes == meeting


def test_the_agenda_of_the_first_meeting_asks_for_the_desired_change(world: World) -> None:
    world.course()

    assert titles(world) == ["Tjek ind", "Hvad skal være anderledes?", "Hvad vil I prøve nu?", "Tjek ud, og næste dato"]


def test_the_agenda_takes_up_what_was_tried(world: World) -> None:
    course = world.course()
    meeting = world.met(course)
    told, _open = world.trial(meeting), world.trial(meeting)
    world.wait(days=7)
    world.reported(told)

    points = agenda(standing(world))

    assert [point.title for point in points][1] == "Hvad prøvede I?"
    assert points[1].why == "I har skrevet om én siden sidst. I mangler at skrive om én."


def test_what_was_told_before_the_last_meeting_is_old(world: World) -> None:
    course = world.course()
    world.reported(world.trial(world.met(course)))
    world.wait(days=1)
    visit = world.visit(course.assignment)
    world.now = visit.ends_at + timedelta(days=1)

    assert standing(world).told_since_last == []


def test_the_agenda_of_the_wrap_up_meeting_is_about_learning(world: World) -> None:
    course = world.course()
    world.met(course)
    world.visit(course.assignment)
    last = course.meetings.get(number=2)
    services.set_meeting_kind(meeting=last, kind=MeetingKind.WRAP_UP, by=world.actor("Lise"), at=world.now)

    assert titles(world) == ["Tjek ind", "Hvad har I lært?", "Hvordan holder I fast?", "Tjek ud"]


def test_ordinals_go_on_after_the_tenth() -> None:
    assert [ordinal(number) for number in (1, 10, 11)] == ["første", "tiende", "11."]

"""A consultant's day: what comes next, one step for each course, and nobody else's."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import Stage
from sparkweb.flow.courses.models import Course, Meeting
from sparkweb.flow.planning import services as planning
from sparkweb.portals.desk.board import board_of
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.workplaces.rules import actor_for
from tests.portals.desk.cases import courses
from tests.world import World

TODAY = "/konsulent/"


def steps(world: World) -> list[tuple[Stage, str, str]]:
    """Stage, sentence and button of every row."""
    groups = board_of(world.consultant(), at=world.now).groups
    return [(group.stage, row.says, row.label) for group in groups for row in group.rows]


def test_a_day_without_courses_says_what_will_come(lise: Client) -> None:
    page = lise.get(TODAY).content.decode()

    assert "Du har ingen forløb lige nu" in page


def test_a_consultant_who_is_not_in_the_register_yet_gets_the_same_page(world: World, lise: Client) -> None:
    Consultant.objects.filter(user=world.user("Lise")).delete()

    assert lise.get(TODAY).status_code == 200


def test_a_new_course_asks_for_dates(world: World) -> None:
    world.assigned()

    assert steps(world) == [(Stage.NEEDS_DATES, "De venter på at høre fra dig.", "Foreslå datoer")]


def test_offered_dates_ask_for_nothing(world: World) -> None:
    world.proposal(world.assigned())

    [(stage, says, label)] = steps(world)

    assert (stage, label) == (Stage.WAITS_FOR_PICK, "")
    assert says.startswith("Du sendte datoer ")


def test_dates_that_do_not_fit_ask_for_others(world: World) -> None:
    proposal = world.proposal(world.assigned())
    seat = world.leader(proposal.assignment.application)
    planning.ask_for_other_dates(proposal=proposal, seat=seat, text="", by=actor_for(seat), at=world.now)

    assert steps(world) == [(Stage.NEEDS_DATES, "Ingen af datoerne passede dem.", "Foreslå andre datoer")]


def test_a_meeting_that_was_called_off_asks_for_new_dates(world: World) -> None:
    world.now = timezone.now()
    course = world.course()
    services.cancel_meeting(meeting=course.meetings.get(), by=world.actor("Lise"), at=world.now)

    [(stage, says, label)] = steps(world)

    assert (stage, label) == (Stage.NEEDS_DATES, "Foreslå datoer")
    assert says.endswith(" er aflyst.")


def test_a_meeting_held_before_its_time_asks_for_what_comes_after(world: World) -> None:
    world.now = timezone.now()
    meeting = world.course().meetings.get()
    services.write_notes(
        meeting=meeting, notes="Vi mødtes i dag.", seen_revision=0, by=world.actor("Lise"), at=world.now
    )
    world.trial(meeting)

    assert [(stage, label) for stage, _says, label in steps(world)] == [(Stage.TRYING, "Foreslå næste møde")]


def test_minutes_that_are_missing_come_first(world: World, course: Course) -> None:
    world.now = timezone.now()

    [(_stage, says, label)] = steps(world)

    assert (says, label) == ("Referatet fra jeres første møde mangler.", "Skriv referat")


def test_the_steps_follow_the_course_to_its_end(world: World, course: Course, meeting: Meeting) -> None:
    action = world.trial(meeting)
    seen = [steps(world)]
    world.reported(action)
    seen.append(steps(world))
    world.wrapped_up(course)
    seen.append(steps(world))
    services.close(course=course, by=world.actor("Lise"), at=world.now)
    seen.append(steps(world))

    assert [[(stage, label) for stage, _says, label in rows] for rows in seen] == [
        [(Stage.TRYING, "Foreslå næste møde")],
        [(Stage.READY_TO_WRAP_UP, "Skriv opsamling")],
        [(Stage.READY_TO_CLOSE, "Luk forløbet")],
        [(Stage.CLOSED, "")],
    ]


def test_a_course_leaves_the_day_thirty_days_after_the_closing(world: World) -> None:
    world.closed()
    world.wait(days=30)

    assert steps(world) == []


def test_the_next_meeting_says_when_where_and_how_far(world: World, lise: Client, course: Course) -> None:
    world.met(course)
    world.now = timezone.now()
    visit = world.visit(course.assignment, in_days=5)

    page = lise.get(TODAY).content.decode()

    assert "Plejecenter Havrevang, Vejle" in page
    assert visit.place in page
    assert "i din egen kommune" in page
    assert "Andet møde" in page


def test_what_was_tried_since_last_is_there_in_their_own_words(world: World, lise: Client, meeting: Meeting) -> None:
    told = world.trial(meeting)
    world.trial(meeting)
    world.reported(told)
    world.now = timezone.now()
    world.visit(meeting.course.assignment, in_days=5)

    page = lise.get(TODAY).content.decode()

    assert "Det gik bedst de dage, hvor vi stod op." in page
    assert "De har ikke skrevet endnu." in page


def test_another_consultant_sees_nothing_of_it(world: World, client: Client, course: Course) -> None:
    nadia = world.log_in(client, "Nadia")

    assert "Havrevang" not in nadia.get(TODAY).content.decode()


def test_the_week_on_a_weekend_is_the_one_to_come(world: World, course: Course) -> None:
    sunday = datetime(2027, 1, 10, 10, tzinfo=UTC)
    monday = datetime(2027, 1, 11, 10, tzinfo=UTC)

    weeks = [[day.date for day in board_of(world.consultant(), at=at).week] for at in (sunday, monday)]

    assert weeks[0] == weeks[1]
    assert [len(week) for week in weeks] == [5, 5]


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_costs_the_same_with_one_course_and_with_three(world: World, lise: Client, count: int) -> None:
    courses(world, count)

    with CaptureQueriesContext(connection) as sent:
        page = lise.get(TODAY)

    assert page.content.decode().count("<tr><td") == count
    assert len(sent) == 11

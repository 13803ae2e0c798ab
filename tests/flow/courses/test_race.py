"""A consultant's two windows, and a workplace that writes, at the same moment; on both databases."""

from functools import partial

import pytest

from sparkweb.flow.courses import services
from sparkweb.flow.courses.models import Course, Meeting
from sparkweb.flow.planning import services as planning
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.consultants.models import Booking
from sparkweb.registers.workplaces.rules import actor_for
from tests.at_once import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_meeting_that_two_call_off_is_called_off_once() -> None:
    world = World()
    cancel = partial(
        services.cancel_meeting, meeting=world.course().meetings.get(), by=world.actor("Lise"), at=world.now
    )

    at_once(cancel, cancel, cancel, problems=services.CourseProblem)

    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4
    assert (Meeting.objects.get().number, Booking.objects.count()) == (None, 0)


def test_a_course_is_closed_and_its_meeting_called_off_at_once() -> None:
    world = World()
    course = world.wrapped_up(world.course())
    meeting, by = course.meetings.get(), world.actor("Lise")

    got = at_once(
        partial(services.close, course=course, by=by, at=world.now),
        partial(services.cancel_meeting, meeting=meeting, by=by, at=world.now),
        problems=services.CourseProblem,
    )

    assert isinstance(got[0], Course)
    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4


def test_minutes_and_calling_off_at_once_come_one_after_the_other() -> None:
    """Whichever comes first: nobody's words stand at a meeting that counts no more."""
    world = World()
    meeting = world.course().meetings.get()

    at_once(
        partial(
            services.write_notes, meeting=meeting, notes="Vi mødtes.", seen_revision=0, by=world.actor("Lise"),
            at=world.now,
        ),
        partial(services.cancel_meeting, meeting=meeting, by=world.actor("Lise"), at=world.now),
        problems=services.CalledOff,
    )  # fmt: skip

    meeting.refresh_from_db()
    assert bool(meeting.notes) == (meeting.number == 1)


def test_a_date_that_is_picked_while_the_course_closes_is_booked_before_or_not_at_all() -> None:
    world = World()
    world.assigned()
    course = Course.objects.get()
    world.visit(course.assignment)
    world.wrapped_up(course)
    option, seat = world.proposal(course.assignment, 30).options.get(), world.steward(course.application)

    at_once(
        partial(services.close, course=course, by=world.actor("Lise"), at=world.now),
        partial(planning.pick, option=option, seat=seat, by=actor_for(seat), at=world.now),
        problems=services.CourseClosed,
    )

    assert Booking.objects.count() == 0
    assert not course.meetings.exclude(number=None).exists()

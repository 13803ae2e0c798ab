"""Two coordinators, or two workplaces, at the same moment; on both databases."""

from functools import partial

import pytest

from sparkweb.flow.planning import services
from sparkweb.flow.planning.models import Assignment, Visit
from sparkweb.registers.consultants.models import Booking, Commitment, Consultant
from sparkweb.registers.consultants.services import AlreadyBooked
from sparkweb.registers.workplaces.rules import actor_for
from tests.at_once import at_once
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_case_is_never_given_to_two() -> None:
    world = World()
    application = world.granted().application

    got = at_once(
        *(partial(world.assign, application, name) for name in ("Lise", "Nadia", "Lise")),
        problems=services.PlanningProblem,
    )

    assert sorted(type(one).__name__ for one in got) == ["AlreadyAssigned", "AlreadyAssigned", "Assignment"]
    assert (Assignment.objects.count(), Commitment.objects.count()) == (1, 1)


def test_the_last_place_is_given_to_one_case() -> None:
    world = World()
    first = world.granted().application
    world.wait(days=25)
    second = world.granted(KLINTEMARKEN).application
    Consultant.objects.filter(pk=world.consultant("Lise").pk).update(max_open_courses=1)

    got = at_once(
        *(partial(world.assign, application, "Lise") for application in (first, second)),
        problems=services.PlanningProblem,
    )

    assert sorted(type(one).__name__ for one in got) == ["Assignment", "CannotTakeIt"]
    assert Commitment.objects.count() == 1


def test_one_afternoon_is_booked_by_one_workplace() -> None:
    world = World()
    first = world.assigned()
    world.wait(days=25)
    second = world.assign(world.granted(KLINTEMARKEN).application)
    picks = []
    for assignment in (first, second):
        option, seat = world.proposal(assignment, 14).options.get(), world.steward(assignment.application)
        picks.append(partial(services.pick, option=option, seat=seat, by=actor_for(seat), at=world.now))

    got = at_once(*picks, problems=AlreadyBooked)

    assert sorted(type(one).__name__ for one in got) == ["AlreadyBooked", "Visit"]
    assert (Visit.objects.count(), Booking.objects.count()) == (1, 1)

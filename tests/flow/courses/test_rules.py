"""Who may come near a course: the committee's own, and its consultant until thirty days after the closing."""

from datetime import timedelta

import pytest
import time_machine

from sparkweb.flow.courses.models import Course
from sparkweb.flow.courses.rules import holds_seat, is_consultant
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def test_the_committee_holds_a_seat_and_another_does_not(world: World) -> None:
    course = world.course()
    stranger = world.leader(world.submitted(KLINTEMARKEN))

    assert [holds_seat(actor_for(seat), course) for seat in world.seats(course.application)] == [True, True, True]
    assert not holds_seat(actor_for(stranger), course)


def test_a_seat_that_has_ended_holds_nothing(world: World) -> None:
    course = world.course()
    seat = world.steward(course.application)
    workplaces.end_seat(seat=seat, by=world.actor("Birgit"), at=world.now)

    assert not holds_seat(actor_for(seat), course)


@pytest.mark.parametrize(("days", "reads"), [(29, True), (30, False)])
def test_the_consultant_reads_for_thirty_days_after_the_closing(world: World, days: int, reads: bool) -> None:
    course = world.closed()

    with time_machine.travel(world.now + timedelta(days=days), tick=False):
        assert is_consultant(world.actor("Lise"), course) is reads


def test_another_consultant_is_a_stranger(world: World) -> None:
    assert not is_consultant(world.actor("Nadia"), world.course())


def test_a_consultant_who_has_handed_over_is_a_stranger(world: World) -> None:
    course = Course.objects.select_related("assignment__consultant").get(pk=world.course().pk)
    course.assignment.ended_date = course.assignment.from_date

    assert not is_consultant(world.actor("Lise"), course)

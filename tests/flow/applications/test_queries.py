"""Who sees what: the query and the rule say the same."""

from datetime import timedelta

import pytest

from sparkweb.flow.applications import queries
from sparkweb.flow.applications.rules import holds_seat, holds_seat_in_draft, is_submitted
from sparkweb.foundation.accounts.actors import VISITOR, Actor
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def actors(world: World) -> dict[str, Actor]:
    application, other = world.draft(), world.draft(KLINTEMARKEN)
    leader, steward, safety = world.seats(application)
    workplaces.end_seat(seat=safety, by=world.actor("Birgit"), at=world.now)
    return {
        "leader": actor_for(leader),
        "steward": actor_for(steward),
        "one who left": actor_for(safety),
        "a stranger": actor_for(world.leader(other)),
        "a consultant": world.actor("Lise"),
        "a coordinator": world.actor("Birgit"),
        "a visitor": VISITOR,
    }


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        ("leader", True), ("steward", True), ("one who left", False), ("a stranger", False),
        ("a consultant", False), ("a coordinator", False), ("a visitor", False),
    ],
)  # fmt: skip
def test_holds_seat_agrees_with_visible_to_seat(world: World, person: str, sees: bool) -> None:
    actor = actors(world)[person]
    application = queries.with_facts().get(workplace__name="Plejecenter Havrevang")

    visible = actor.seat_id is not None and queries.visible_to_seat(actor.seat_id).contains(application)

    assert (visible, bool(holds_seat(actor, application)), bool(holds_seat_in_draft(actor, application))) == (sees,) * 3


def test_a_sent_application_is_no_draft_to_anybody(world: World) -> None:
    application = world.submitted()
    actor = actor_for(world.leader(application))

    assert not holds_seat_in_draft(actor, application)
    assert is_submitted(actor, application)


def test_the_newest_of_a_seat_is_the_one_started_last(world: World) -> None:
    application = world.start()

    assert queries.newest_of_seat(world.leader(application).id) == application


def test_just_started_ends_with_time_company_and_sending(world: World) -> None:
    application = world.start()
    since = world.now - timedelta(minutes=2)

    assert queries.just_started(application.id, since=since) == world.leader(application)
    assert queries.just_started(application.id, since=world.now + timedelta(seconds=1)) is None
    assert queries.just_started(world.draft(KLINTEMARKEN).id, since=since) is None


def test_what_is_sent_is_ready_in_the_order_of_arrival(world: World) -> None:
    first = world.submitted()
    world.wait(hours=1)
    second = world.submitted(KLINTEMARKEN)
    world.draft()

    assert list(queries.ready_for_assessment()) == [first, second]

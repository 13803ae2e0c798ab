"""Both sides at the same moment. Real threads, real transactions, on both databases."""

import pytest

from sparkweb.flow.applications import services
from sparkweb.flow.applications.models import Application
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import actor_for
from tests.at_once import at_once
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_sides_saying_yes_at_once_send_it_once() -> None:
    world = World()
    application = world.draft()
    seats = world.seats(application)[:2]

    at_once(
        *(lambda seat=seat: confirm(world, application, seat) for seat in seats * 2),
        problems=services.AlreadySubmitted,
    )

    application.refresh_from_db()
    assert application.is_submitted
    assert OutboxMessage.objects.filter(kind="application.receipt").count() == 3


def test_applications_sent_at_once_get_a_number_each() -> None:
    world = World()
    drafts = [world.draft(table) for table in (HAVREVANG, KLINTEMARKEN, HAVREVANG, KLINTEMARKEN)]
    for draft in drafts:
        world.confirm(draft, world.leader(draft))

    at_once(
        *(lambda draft=draft: confirm(world, draft, world.steward(draft)) for draft in drafts),
        problems=services.ApplicationProblem,
    )

    numbers = Application.objects.order_by("case_number").values_list("case_number", flat=True)
    assert [str(number)[-4:] for number in numbers] == ["0001", "0002", "0003", "0004"]


def test_a_yes_and_a_change_at_once_never_send_a_text_that_was_not_read() -> None:
    world = World()
    application = world.draft()
    leader, steward = world.seats(application)[:2]
    confirm(world, application, leader)
    application.refresh_from_db()

    at_once(
        lambda: confirm(world, application, steward),
        lambda: services.write_voice(
            application=application, seat=leader, hurts="Noget nyt", hopes="Noget andet",
            seen_version=world.voice(application, leader).version, by=actor_for(leader), at=world.now,
        ),
        problems=services.ApplicationProblem,
    )  # fmt: skip

    application.refresh_from_db()
    said = world.voice(application, leader).hurts
    assert (application.is_submitted, said) in {(True, HAVREVANG.hurts[0]), (False, "Noget nyt")}


def confirm(world: World, application: Application, seat: Seat) -> Application:
    return services.confirm(
        application=application, seat=seat, seen_version=application.version,
        by=actor_for(seat, came_by_link=True), at=world.now,
    )  # fmt: skip

"""Becoming somebody, and nobody again."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sparkweb.config.demo.people import GROUPS, examples
from sparkweb.foundation.accounts import sessions
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import HAVREVANG, KLINTEMARKEN, STAFF, World


def become(client: Client, key: str) -> str:
    """Where one lands, or the status of the refusal."""
    answer = client.post("/demo/bliv/", {"person": key})
    return answer.headers.get("Location", str(answer.status_code))


def who(client: Client) -> str:
    page = client.get("/demo/post/").content.decode()
    return page.partition('class="demo-bar"')[2].partition("<p>")[2].partition("</p>")[0]


def test_a_participant_is_the_seat_and_lands_on_its_page(demo: Client, world: World) -> None:
    seat = world.leader(world.submitted())

    assert become(demo, seat.subject) == "/min-side/"

    assert (demo.session[sessions.SUBJECT], demo.session[sessions.BY_LINK]) == (seat.subject, True)
    assert who(demo) == "Demo. Du er <b>Anne Bech</b>, leder."


def test_staff_come_past_both_factors_and_land_at_their_desk(demo: Client, world: World) -> None:
    assert become(demo, f"user:{world.user('Birgit').pk}") == "/konto/"

    assert demo.get("/konto/").headers["Location"] == "/sekretariat/"
    assert who(demo) == "Demo. Du er <b>Birgit Holm</b>, sekretariat."


def test_nothing_of_the_one_before_is_left(demo: Client, world: World) -> None:
    seat, user = world.leader(world.submitted()), world.user("Lise")

    become(demo, seat.subject)
    become(demo, f"user:{user.pk}")
    as_staff = dict(demo.session)
    become(demo, seat.subject)

    assert sessions.SUBJECT not in as_staff
    assert {sessions.SUBJECT, sessions.BY_LINK} == {key for key in dict(demo.session) if key != "_session_expiry"}


def test_a_guest_is_nobody(demo: Client, world: World) -> None:
    become(demo, f"user:{world.user('Lise').pk}")

    assert become(demo, "visitor") == "/"

    assert dict(demo.session) == {}
    assert who(demo) == "Demo. Alt her er opdigtet."


@pytest.mark.parametrize("key", ["", "seat:", "seat:0", "user:", "user:0", "user:x", "somebody", "user:²", "visitor:1"])
def test_who_does_not_exist_cannot_be_become(demo: Client, key: str) -> None:
    assert become(demo, key) == "404"


def test_a_seat_that_has_ended_cannot_be_become(demo: Client, world: World) -> None:
    seat = world.steward(world.submitted())
    workplaces.end_seat(seat=seat, by=actor_for(seat), at=world.now)

    assert become(demo, seat.subject) == "404"


def test_looking_changes_nobody(demo: Client) -> None:
    assert demo.get("/demo/bliv/?person=visitor").status_code == 405


def test_a_foreign_page_cannot_switch(demo: Client) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)

    assert become(strict, "visitor") == "403"


def test_the_people_are_the_cast() -> None:
    seated = {
        member.email for table in (HAVREVANG, KLINTEMARKEN) for member in (table.leader, table.steward, table.safety)
    }
    employed = {email for email, _role in STAFF.values()}
    shown = {part.email for group in GROUPS for part in group.parts}

    assert seated <= shown
    assert shown - seated - {""} <= employed


def test_the_page_shows_whom_it_finds(demo: Client, world: World) -> None:
    world.submitted()

    page = demo.get("/demo/").content.decode()

    assert [name in page for name in ("Bliv Anne", "Bliv Birgit", "Bliv Karen", "Bliv gæst")] == [True] * 4
    assert "Bliv Freja" not in page


def test_somebody_is_found_at_each_stage(demo: Client, world: World) -> None:
    world.start()
    halfway = world.draft(KLINTEMARKEN)
    world.confirm(halfway, world.leader(halfway))

    assert [card.name for card in examples()] == ["Anne Bech", "Jonas Holst"]


def test_the_page_costs_the_same_however_many(
    demo: Client, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world.proposal(world.assigned())
    world.draft(KLINTEMARKEN)

    with django_assert_max_num_queries(12):
        demo.get("/demo/")


def test_the_page_is_there_before_anybody_is(demo: Client) -> None:
    page = demo.get("/demo/")

    assert (page.status_code, "Bliv gæst" in page.content.decode()) == (200, True)

"""An application that came after the round had closed, and is wanted at this month's meeting all the same."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.models import LateArrival, Round
from sparkweb.foundation.core.idempotency import new_key
from tests.portals.secretariat.test_pages import statements
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(world: World) -> Round:
    return world.round()


@pytest.fixture
def late(world: World, round_: Round) -> Application:
    """Sent the day after the round had closed."""
    world.wait(days=2)
    return world.submitted()


def address(round_: Round, application: Application) -> str:
    return reverse("secretariat:bring_in", args=[round_.pk, application.pk])


def post(client: Client, to: str) -> Any:
    return client.post(to, {"submission_key": new_key()})


def test_the_page_of_a_late_one_offers_to_bring_it_in(birgit: Client, round_: Round, late: Application) -> None:
    page = birgit.get(reverse("secretariat:application", args=[late.pk])).content.decode()

    assert f"Tag med på {round_.month_name}-mødet" in page
    assert address(round_, late) in page


def test_one_in_time_and_an_answered_one_are_not_offered(world: World, birgit: Client) -> None:
    in_time, answered = world.submitted(), world.submitted(KLINTEMARKEN)
    round_ = world.round()
    world.decide(answered, round_=round_)

    pages = [
        birgit.get(reverse("secretariat:application", args=[each.pk])).content.decode() for each in (in_time, answered)
    ]

    assert ["Tag med på" in page for page in pages] == [False, False]


def test_the_button_leads_to_the_open_row_that_says_it_came_late(
    birgit: Client, round_: Round, late: Application
) -> None:
    board = reverse("secretariat:round", args=[round_.pk])
    before = birgit.get(board).content.decode()

    answer = post(birgit, address(round_, late))

    assert answer["Location"] == f"{board}?sag={late.pk}"
    after = birgit.get(answer["Location"].partition("#")[0]).content.decode()
    assert "1 ansøgning kom efter fristen" in before
    assert [late.workplace.name in page for page in (before, after)] == [False, True]
    assert "Kom efter fristen" in after
    assert "ligger nu på bordet" in after
    assert "1 ansøgning kom efter fristen" not in after


def test_a_double_click_and_a_colleague_bring_it_in_once(
    world: World, birgit: Client, round_: Round, late: Application
) -> None:
    form = {"submission_key": new_key()}
    omar = world.log_in(Client(), "Omar")

    answers = [birgit.post(address(round_, late), form), birgit.post(address(round_, late), form)]
    answers.append(post(omar, address(round_, late)))

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert LateArrival.objects.count() == 1


def test_what_cannot_come_in_is_said_on_its_page(
    world: World, birgit: Client, round_: Round, late: Application
) -> None:
    services.send_letters(round_=round_, by=world.actor("Birgit"), at=world.now)

    answer = post(birgit, address(round_, late))

    assert answer.status_code == 409
    assert "Brevene er sendt, så beslutningerne står fast." in answer.content.decode()
    assert not LateArrival.objects.exists()


def test_its_history_says_who_brought_it_in(world: World, birgit: Client, round_: Round, late: Application) -> None:
    services.bring_in(round_=round_, application=late, by=world.actor("Omar"), at=world.now)

    page = birgit.get(reverse("secretariat:application", args=[late.pk])).content.decode()

    assert f"Omar Haddad tog den med på {round_.month_name}-mødet, selv om den kom efter fristen" in page


def test_a_draft_and_unknown_ids_do_not_exist(world: World, birgit: Client, round_: Round, late: Application) -> None:
    there = [(round_.pk, world.draft().pk), (round_.pk, uuid4()), (uuid4(), late.pk)]

    answers = [post(birgit, reverse("secretariat:bring_in", args=ids)).status_code for ids in there]

    assert answers == [404, 404, 404]


def test_reading_the_address_leads_to_the_application(birgit: Client, round_: Round, late: Application) -> None:
    answer: Any = birgit.get(address(round_, late))

    assert answer["Location"] == reverse("secretariat:application", args=[late.pk])


def test_late_ones_cost_no_statements(world: World, birgit: Client, round_: Round, late: Application) -> None:
    places = [reverse("secretariat:round", args=[round_.pk]), reverse("secretariat:application", args=[late.pk])]
    services.bring_in(round_=round_, application=late, by=world.actor("Birgit"), at=world.now)
    with_one = [statements(birgit, place) for place in places]
    for _ in range(2):
        services.bring_in(round_=round_, application=world.submitted(), by=world.actor("Birgit"), at=world.now)
        world.submitted()

    assert [statements(birgit, place) for place in places] == with_one
    assert max(with_one) <= 15

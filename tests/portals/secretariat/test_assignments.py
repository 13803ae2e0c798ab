"""From a yes to a consultant."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.core.idempotency import new_key
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

PAGE = "/sekretariat/tildeling/"


@pytest.fixture
def decision(world: World) -> Decision:
    return world.granted()


def assign(client: Client, decision: Decision, consultant: Any, key: str = "") -> Any:
    typed = {"consultant": consultant, "submission_key": key or new_key()}
    return client.post(reverse("secretariat:assign", args=[decision.application_id]), typed)


def test_the_nearest_who_can_take_it_stands_first_and_the_others_say_why_not(world: World, birgit: Client) -> None:
    world.granted(KLINTEMARKEN, themes=("chikane",))

    page = birgit.get(PAGE).content.decode()

    assert "Nærmest med tema og plads: Nadia Friis" in page
    assert page.index("Nadia Friis</b>") < page.index("Lise Kragh</b>")
    assert "Har ikke temaet som speciale." in page
    assert "Giv til Nadia Friis" in page
    assert "Giv til Lise Kragh" not in page


def test_giving_it_to_somebody_takes_it_off_the_page(world: World, birgit: Client, decision: Decision) -> None:
    answer = assign(birgit, decision, world.consultant().pk)

    page = birgit.get(answer["Location"]).content.decode()
    assert Assignment.objects.get().consultant == world.consultant()
    assert "Alle med et ja har en konsulent" in page
    assert "1 af 14" in page


def test_a_double_click_assigns_once(world: World, birgit: Client, decision: Decision) -> None:
    key = new_key()

    answers = [assign(birgit, decision, world.consultant().pk, key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Assignment.objects.count() == 1


def test_what_omar_has_given_away_is_not_given_again(world: World, birgit: Client, decision: Decision) -> None:
    world.assign(decision.application)

    answer = assign(birgit, decision, world.consultant("Nadia").pk)

    assert answer.status_code == 409
    assert "har allerede en konsulent" in answer.content.decode()


def test_one_who_cannot_take_it_is_refused_with_the_reason(world: World, birgit: Client) -> None:
    decision = world.granted(themes=("chikane",))

    answer = assign(birgit, decision, world.consultant("Lise").pk)

    assert (answer.status_code, Assignment.objects.count()) == (409, 0)
    assert "Lise Kragh har ikke temaet som speciale. Vælg en anden." in answer.content.decode()


def test_a_case_that_has_not_got_its_letter_is_not_assigned(world: World, birgit: Client) -> None:
    decision = world.decide(world.submitted())

    assert assign(birgit, decision, world.consultant().pk).status_code == 409
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "status"), [("", 422), ("nogen", 422), ("-1", 422), ("999999", 404), ("9" * 40, 404)]
)
def test_nonsense_assigns_nothing(birgit: Client, decision: Decision, typed: str, status: int) -> None:
    assert assign(birgit, decision, typed).status_code == status
    assert not Assignment.objects.exists()


def test_the_case_that_is_asked_for_stands_open(world: World, birgit: Client, decision: Decision) -> None:
    world.wait(days=25)
    later = world.granted(KLINTEMARKEN, themes=("samarbejde",))

    first_open = birgit.get(PAGE).content.decode()
    asked_for = birgit.get(PAGE, {"sag": str(later.application_id)}).content.decode()

    assert f"Hvem tager {decision.application.case_number}?" in first_open
    assert f"Hvem tager {later.application.case_number}?" in asked_for
    assert f"Hvem tager {decision.application.case_number}?" in birgit.get(PAGE, {"sag": "x"}).content.decode()

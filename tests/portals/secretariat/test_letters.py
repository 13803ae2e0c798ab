"""The letters: read before they go, sent once."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.foundation.core.idempotency import new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def sent() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="round.letter").order_by("created_at", "id"))


def address(round_: Round) -> str:
    return reverse("secretariat:letters", args=[round_.pk])


def seen_by(client: Client, round_: Round) -> dict[str, str]:
    """What the page's form sends."""
    page = client.get(address(round_)).content.decode()
    return {
        name: re.findall(rf'name="{name}" value="([^"]+)"', page)[-1] for name in ("seen_revision", "submission_key")
    }


@pytest.fixture
def decision(world: World) -> Decision:
    """A yes in a round that has closed."""
    return world.decide(world.submitted())


def test_the_page_shows_the_very_words_that_are_sent(birgit: Client, decision: Decision) -> None:
    page = birgit.get(address(decision.round)).content.decode()
    assert "Det er 3 mails i alt." in page

    assert birgit.post(address(decision.round), seen_by(birgit, decision.round)).status_code == 302

    letters = sent()
    assert len(letters) == 3
    shown = re.sub(r"<[^>]+>", "\n", page[page.index('class="card stack-s"') :].partition("<details")[0])
    lines = [line for line in shown.partition("På deres side")[0].splitlines() if line.strip()][1:]
    assert lines[0] == letters[0].subject
    own = next(letter for letter in letters if letter.to_address == HAVREVANG.leader.email)
    assert [line for line in lines[1:] if line not in own.text] == []


def test_a_double_click_and_a_second_tab_send_nothing_more(birgit: Client, decision: Decision) -> None:
    form, other_tab = seen_by(birgit, decision.round), seen_by(birgit, decision.round)

    answers = [birgit.post(address(decision.round), typed) for typed in (form, form, other_tab)]

    assert [answer.status_code for answer in answers] == [302, 302, 409]
    assert "Brevene er sendt" in answers[2].content.decode()
    assert len(sent()) == 3


def test_an_open_round_sends_nothing_and_says_when(world: World, birgit: Client) -> None:
    world.now = timezone.now()
    decision = world.decide(world.submitted())

    page = birgit.get(address(decision.round)).content.decode()
    answer = birgit.post(address(decision.round), {"seen_revision": "1", "submission_key": new_key()})

    assert "Brevene kan sendes fra" in page
    assert 'name="seen_revision"' not in page
    assert (answer.status_code, sent()) == (409, [])
    assert "Runden tager stadig imod ansøgninger" in answer.content.decode()


def test_letters_other_than_those_that_were_read_are_not_sent(world: World, birgit: Client, decision: Decision) -> None:
    read = seen_by(birgit, decision.round)
    world.decide(decision.application, Outcome.WAITING, Reason.NO_CAPACITY, decision.round, decision.revision)

    answer = birgit.post(address(decision.round), read)

    assert (answer.status_code, sent()) == (409, [])
    assert "Der er ændret i svarene" in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "mange", "-1"])
def test_a_broken_form_sends_nothing(birgit: Client, decision: Decision, typed: str) -> None:
    answer = birgit.post(address(decision.round), {"seen_revision": typed, "submission_key": new_key()})

    assert (answer.status_code, sent()) == (409, [])


def test_those_without_an_answer_are_counted_and_get_no_letter(
    world: World, birgit: Client, decision: Decision
) -> None:
    world.submitted(KLINTEMARKEN)

    page = birgit.get(address(decision.round)).content.decode()
    birgit.post(address(decision.round), seen_by(birgit, decision.round))

    assert "1 ansøgning er ikke besluttet. Sender I nu, går den videre til næste møde. Det kan ikke fortrydes." in page
    assert "Send 1 brev til 3 personer" in page
    assert KLINTEMARKEN.leader.email not in {letter.to_address for letter in sent()}


def test_a_round_without_answers_has_nothing_to_send(world: World, birgit: Client) -> None:
    page = birgit.get(address(world.round())).content.decode()

    assert "Der er ingen breve at sende endnu" in page

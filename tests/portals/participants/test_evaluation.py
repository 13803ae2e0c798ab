"""The evaluation: the promise before the questions, every item or none, once, in time, and by the one who was asked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation
from sparkweb.foundation.core.models import Submission
from sparkweb.registers.surveys.models import Rating
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import text
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    """A course that was closed some days ago."""
    world = World(timezone.now() - timedelta(days=35))
    world.closed()
    return world


@pytest.fixture
def asked(world: World) -> EvaluationInvitation:
    invitations = EvaluationInvitation.objects.select_related("seat__person", "wave__question_set")
    return invitations.get(seat__role="shop_steward")


def address(invitation: EvaluationInvitation) -> str:
    return reverse("participants:evaluate", args=[invitation.pk])


def ratings(invitation: EvaluationInvitation, value: Any = 4) -> dict[str, Any]:
    return {f"item_{place.item_id}": value for place in invitation.wave.question_set.places.all()}


def test_the_promise_comes_first_and_does_not_say_anonymous(enter: Enter, asked: EvaluationInvitation) -> None:
    page = text(enter(asked.seat).get(address(asked)))

    assert page.index("Dit svar er fortroligt") < page.index("Vi har det bedre på arbejdet")
    assert "Fortroligt er ikke det samme som anonymt" in page
    assert "slet ikke enig" in page


def test_six_lines_of_five(enter: Enter, asked: EvaluationInvitation) -> None:
    page = enter(asked.seat).get(address(asked)).content.decode()

    assert page.count('type="radio"') == 30
    assert "checked" not in page


def test_an_answer_is_kept_and_thanked_for(enter: Enter, asked: EvaluationInvitation) -> None:
    client = enter(asked.seat)

    answer = client.post(address(asked), ratings(asked))

    assert answer["Location"] == address(asked)
    assert "Tak for dit svar" in text(client.get(address(asked)))
    assert EvaluationAnswer.objects.count() == 1


def test_nothing_else_remembers_that_it_was_sent(enter: Enter, asked: EvaluationInvitation) -> None:
    enter(asked.seat).post(address(asked), ratings(asked))

    assert Submission.objects.count() == 0


def test_a_second_answer_is_refused_kindly(enter: Enter, asked: EvaluationInvitation) -> None:
    client = enter(asked.seat)
    client.post(address(asked), ratings(asked))

    second = client.post(address(asked), ratings(asked, 1))

    assert second.status_code == 409
    assert "Du har allerede svaret." in text(second)
    assert set(Rating.objects.values_list("value", flat=True)) == {4}


def test_what_was_chosen_is_not_shown_again(enter: Enter, asked: EvaluationInvitation) -> None:
    client = enter(asked.seat)
    client.post(address(asked), ratings(asked))

    assert 'type="radio"' not in client.get(address(asked)).content.decode()


def test_a_gap_is_pointed_at_and_the_rest_stays(enter: Enter, asked: EvaluationInvitation) -> None:
    some = ratings(asked)
    name, _value = some.popitem()

    answer = enter(asked.seat).post(address(asked), some)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{name}_0"' in page
    assert page.count("checked") == 5
    assert EvaluationAnswer.objects.count() == 0


@pytest.mark.parametrize("value", ["0", "6", "-1", "fem", "<b>", "4.5"])
def test_a_value_off_the_scale_is_refused(enter: Enter, asked: EvaluationInvitation, value: str) -> None:
    answer = enter(asked.seat).post(address(asked), {**ratings(asked), next(iter(ratings(asked))): value})

    assert answer.status_code == 422
    assert "Vælg et tal fra 1 til 5." in text(answer)
    assert EvaluationAnswer.objects.count() == 0


def test_a_wave_that_has_closed_says_so(world: World, enter: Enter, asked: EvaluationInvitation) -> None:
    asked.wave.opens_date, asked.wave.closes_date = (timezone.localdate() - timedelta(days=n) for n in (42, 0))
    asked.wave.save()
    client = enter(asked.seat)

    answers = [client.get(address(asked)), client.post(address(asked), ratings(asked))]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert ["Evalueringen er lukket" in text(answer) for answer in answers] == [True, True]


def test_only_the_one_who_was_asked_comes_in(world: World, enter: Enter, asked: EvaluationInvitation) -> None:
    colleague = world.leader(asked.wave.course.application)
    stranger = world.leader(world.submitted(KLINTEMARKEN))

    for seat in (colleague, stranger):
        assert enter(seat).get(address(asked)).status_code == 404
        assert enter(seat).post(address(asked), ratings(asked)).status_code == 404
    assert EvaluationAnswer.objects.count() == 0


def test_the_page_is_never_kept_by_the_browser(enter: Enter, asked: EvaluationInvitation) -> None:
    client = enter(asked.seat)

    assert "no-store" in client.get(address(asked))["Cache-Control"]
    assert "no-store" in client.post(address(asked), {})["Cache-Control"]


def test_the_page_costs_the_same_however_many_items(enter: Enter, asked: EvaluationInvitation) -> None:
    client = enter(asked.seat)

    with CaptureQueriesContext(connection) as sent:
        client.get(address(asked))

    assert len(sent) == 4

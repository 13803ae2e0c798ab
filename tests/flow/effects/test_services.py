"""The evaluation: asked once, answered once, in time, complete, and read by nobody as a single answer."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from sparkweb.flow.effects import services
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation, Wave
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.surveys.models import Rating, Response
from sparkweb.registers.surveys.queries import items_of
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    world = World()
    world.closed()
    return world


@pytest.fixture
def invitation(world: World) -> EvaluationInvitation:
    return EvaluationInvitation.objects.select_related("wave__question_set").get(seat__role="shop_steward")


def ratings(invitation: EvaluationInvitation, value: int = 4) -> dict[int, int]:
    return {item.pk: value for item in items_of(invitation.wave.question_set)}


def test_the_answer_is_stored_with_its_wave_and_nothing_about_the_seat(
    world: World, invitation: EvaluationInvitation
) -> None:
    services.answer(invitation=invitation, ratings=ratings(invitation), at=world.now)

    answer = EvaluationAnswer.objects.get()
    assert answer.wave == invitation.wave
    assert sorted(answer.response.ratings.values_list("item", "value")) == sorted(ratings(invitation).items())
    invitation.refresh_from_db()
    assert invitation.is_answered


def test_no_column_of_an_answer_leads_to_a_person_or_a_time() -> None:
    columns = {field.name for model in (EvaluationAnswer, Response, Rating) for field in model._meta.concrete_fields}

    assert columns == {"id", "wave", "response", "question_set", "item", "value"}


def test_the_log_does_not_learn_who_answered(world: World, invitation: EvaluationInvitation) -> None:
    before = Event.objects.count()

    services.answer(invitation=invitation, ratings=ratings(invitation), at=world.now)

    assert Event.objects.count() == before


def test_an_invitation_is_answered_once(world: World, invitation: EvaluationInvitation) -> None:
    services.answer(invitation=invitation, ratings=ratings(invitation), at=world.now)

    with pytest.raises(services.AlreadyAnswered):
        services.answer(invitation=invitation, ratings=ratings(invitation, 1), at=world.now)

    assert set(Rating.objects.values_list("value", flat=True)) == {4}


def test_a_late_answer_is_refused(world: World, invitation: EvaluationInvitation) -> None:
    with pytest.raises(services.WaveClosed):
        services.answer(
            invitation=invitation, ratings=ratings(invitation), at=world.now + services.OPEN_FOR + timedelta(days=1)
        )

    assert Response.objects.count() == 0


@pytest.mark.parametrize("value", [0, 6, -1])
def test_a_value_off_the_scale_is_refused(world: World, invitation: EvaluationInvitation, value: int) -> None:
    with pytest.raises(services.NotAllAnswered):
        services.answer(invitation=invitation, ratings=ratings(invitation, value), at=world.now)

    assert Response.objects.count() == 0


def test_an_answer_with_a_gap_is_refused(world: World, invitation: EvaluationInvitation) -> None:
    some = ratings(invitation)
    some.popitem()

    with pytest.raises(services.NotAllAnswered):
        services.answer(invitation=invitation, ratings=some, at=world.now)

    assert Response.objects.count() == 0


def test_opening_the_same_wave_again_asks_nobody_twice(world: World) -> None:
    wave = Wave.objects.select_related("course__committee").get()

    services.open_wave(course=wave.course, kind=WaveKind.RIGHT_AFTER, by=SYSTEM, at=world.now)

    assert EvaluationInvitation.objects.count() == 3
    assert OutboxMessage.objects.filter(kind="evaluation.invitation").count() == 3


def test_three_months_later_the_table_is_asked_again_and_only_once(world: World) -> None:
    early = services.open_due_waves(world.now + timedelta(days=90))
    due = services.open_due_waves(world.now + timedelta(days=92))
    again = services.open_due_waves(world.now + timedelta(days=93))

    assert (early, due, again) == (0, 1, 0)
    wave = Wave.objects.get(kind=WaveKind.THREE_MONTHS)
    assert wave.opens_date == localdate(world.now + timedelta(days=92))
    assert wave.question_set.code == "evaluering-tre-maaneder"


def test_the_letter_says_confidential_and_nothing_about_the_workplace(world: World) -> None:
    for letter in OutboxMessage.objects.filter(kind="evaluation.invitation"):
        assert "fortroligt" in letter.text
        assert not {"anonym", "Havrevang", "Vejle", "plejehjem"} & set(letter.text.replace(".", " ").split())

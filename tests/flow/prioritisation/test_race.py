"""Two coordinators at the same moment. Real threads, real transactions, on both databases."""

from functools import partial

import pytest

from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, LateArrival
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.at_once import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_deciding_at_once_never_both_win() -> None:
    world = World()
    application, round_ = world.submitted(), world.round()
    answers = [(Outcome.GRANTED, Reason.WAITED_LONG), (Outcome.DECLINED, Reason.NOT_READY)] * 2

    got = at_once(
        *(partial(world.decide, application, *answer, round_) for answer in answers), problems=services.DecisionProblem
    )

    won = [one for one in got if isinstance(one, Decision)]
    assert [type(one) for one in got if one not in won] == [services.DecidedMeanwhile] * 3
    assert [(one.outcome, one.reason) for one in won] == list(Decision.objects.values_list("outcome", "reason"))


def test_letters_are_sent_once_when_two_send_them_at_once() -> None:
    world = World()
    decision = world.decide(world.submitted())
    world.wait(days=7)

    send = partial(services.send_letters, round_=decision.round, by=world.actor("Birgit"), at=world.now)

    got = at_once(send, send, send, problems=services.LettersSent)

    assert sorted(type(one).__name__ for one in got) == ["LettersSent", "LettersSent", "int"]
    assert OutboxMessage.objects.filter(kind="round.letter").count() == 3


def test_a_decision_that_meets_the_letters_comes_before_or_not_at_all() -> None:
    world = World()
    decision = world.decide(world.submitted())
    world.wait(days=7)

    at_once(
        partial(services.send_letters, round_=decision.round, by=world.actor("Birgit"), at=world.now),
        partial(services.undo, decision=decision, seen_revision=1, by=world.actor("Omar"), at=world.now),
        problems=services.LettersSent,
    )

    told = OutboxMessage.objects.filter(kind="round.letter").count()
    assert told == 3 * Decision.objects.filter(letter_sent_at__isnull=False).count()
    assert not Decision.objects.filter(letter_sent_at=None).exists()


def test_one_that_is_brought_in_by_two_at_once_is_brought_in_once() -> None:
    world = World()
    round_ = world.round(closes_in_days=1)
    world.wait(days=2)
    bring_in = partial(services.bring_in, round_=round_, application=world.submitted(), at=world.now)

    got = at_once(
        *(partial(bring_in, by=world.actor(name)) for name in ("Birgit", "Omar", "Birgit")),
        problems=services.DecisionProblem,
    )

    assert got == [LateArrival.objects.get()] * 3


def test_one_that_is_brought_in_while_the_letters_go_comes_before_or_not_at_all() -> None:
    world = World()
    round_ = world.round(closes_in_days=1)
    world.wait(days=2)
    by = world.actor("Birgit")

    got = at_once(
        partial(services.bring_in, round_=round_, application=world.submitted(), by=by, at=world.now),
        partial(services.send_letters, round_=round_, by=by, at=world.now),
        problems=services.LettersSent,
    )

    assert isinstance(got[0], services.LettersSent) == (not LateArrival.objects.exists())

"""Two coordinators at the same moment. Real threads, real transactions, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Everybody starts together; what each got, or the problem it met."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except services.DecisionProblem as problem:
            return problem
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_deciding_at_once_never_both_win() -> None:
    world = World()
    application, round_ = world.submitted(), world.round()
    answers = [(Outcome.GRANTED, Reason.WAITED_LONG), (Outcome.DECLINED, Reason.NOT_READY)] * 2

    got = at_once(
        *(lambda answer=answer: world.decide(application, *answer, round_=round_) for answer in answers)  # type: ignore[misc]
    )

    won = [one for one in got if isinstance(one, Decision)]
    assert [type(one) for one in got if one not in won] == [services.DecidedMeanwhile] * 3
    assert [(one.outcome, one.reason) for one in won] == list(Decision.objects.values_list("outcome", "reason"))


def test_letters_are_sent_once_when_two_send_them_at_once() -> None:
    world = World()
    decision = world.decide(world.submitted())
    world.wait(days=7)

    def send() -> object:
        return services.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now)

    got = at_once(send, send, send)

    assert [one for one in got if not isinstance(one, Exception)] == [1]
    assert OutboxMessage.objects.filter(kind="round.letter").count() == 3


def test_a_decision_that_meets_the_letters_comes_before_or_not_at_all() -> None:
    world = World()
    decision = world.decide(world.submitted())
    world.wait(days=7)

    at_once(
        lambda: services.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now),
        lambda: services.undo(decision=decision, seen_revision=decision.revision, by=world.actor("Omar"), at=world.now),
    )

    told = OutboxMessage.objects.filter(kind="round.letter").count()
    assert told == 3 * Decision.objects.filter(letter_sent_at__isnull=False).count()
    assert not Decision.objects.filter(letter_sent_at=None).exists()

"""The meeting: decide with a reason, take back, send the letters once."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, LateArrival, Round
from sparkweb.flow.prioritisation.queries import on_the_table, undecided
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def test_a_round_is_planned_once_a_month(world: World) -> None:
    first = world.round(capacity=12)
    again = world.round(capacity=99)

    assert (again, again.capacity) == (first, 12)
    assert Event.objects.filter(action="round.planned").count() == 1


def test_a_round_that_closes_before_it_opens_is_refused(world: World) -> None:
    day = localdate(world.now)

    with pytest.raises(services.DatesOutOfOrder):
        services.plan_round(
            month=day, opens_date=day, closes_date=day, meeting_date=day, capacity=1,
            by=world.actor("Birgit"), at=world.now,
        )  # fmt: skip


@pytest.mark.parametrize(("days", "sentence"), [(-32, "måned tilbage"), (549, "halvandet år fremme")])
def test_a_round_out_of_reach_is_refused(world: World, days: int, sentence: str) -> None:
    day = localdate(world.now) + timedelta(days=days)

    with pytest.raises(services.DateOutOfReach, match=sentence):
        services.plan_round(
            month=day, opens_date=day, closes_date=day + timedelta(days=1), meeting_date=day + timedelta(days=1),
            capacity=1, by=world.actor("Birgit"), at=world.now,
        )  # fmt: skip


def test_a_decision_names_who_when_and_why(world: World) -> None:
    application = world.submitted()

    decision = world.decide(application)

    assert (decision.decided_by, decision.decided_at) == (world.user("Birgit"), world.now)
    assert (decision.outcome, decision.reason) == (Outcome.GRANTED, Reason.FIRST_IN_MUNICIPALITY)
    assert Event.objects.filter(action="decision.made", about_key=str(decision.pk)).count() == 1


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [(outcome, reason) for outcome in Outcome for reason in Reason if reason not in REASONS_FOR[outcome]],
)
def test_a_reason_must_fit_its_outcome(world: World, outcome: Outcome, reason: Reason) -> None:
    with pytest.raises(services.ReasonMissing):
        world.decide(world.submitted(), outcome, reason)

    assert not Decision.objects.exists()


def test_a_reason_in_own_words_is_required(world: World) -> None:
    with pytest.raises(services.ReasonMissing):
        services.decide(
            round_=world.round(), application=world.submitted(), outcome=Outcome.GRANTED,
            reason=Reason.WAITED_LONG, reason_text=" \n ", seen_revision=0, by=world.actor("Birgit"), at=world.now,
        )  # fmt: skip


def test_a_draft_is_not_on_the_table(world: World) -> None:
    with pytest.raises(services.NotOnTheTable):
        world.decide(world.draft())


def test_what_arrives_after_the_round_has_closed_waits_for_the_next(world: World) -> None:
    round_ = world.round(closes_in_days=1)
    world.wait(days=1)

    with pytest.raises(services.NotOnTheTable):
        world.decide(world.submitted(), round_=round_)


def late(world: World) -> tuple[Application, Round]:
    """A round that closed yesterday, and an application of today."""
    round_ = world.round(closes_in_days=1)
    world.wait(days=2)
    return world.submitted(), round_


def bring_in(world: World, application: Application, round_: Round, name: str = "Birgit") -> LateArrival:
    return services.bring_in(round_=round_, application=application, by=world.actor(name), at=world.now)


def test_a_late_one_that_is_brought_in_lies_on_the_table_and_can_be_decided(world: World) -> None:
    application, round_ = late(world)
    before = list(on_the_table(round_))

    arrival = bring_in(world, application, round_)

    assert (before, list(on_the_table(round_))) == ([], [application])
    assert (arrival.brought_by, arrival.brought_at) == (world.user("Birgit"), world.now)
    assert Event.objects.filter(action="application.brought_in", about_key=str(application.pk)).count() == 1
    assert world.decide(application, round_=round_).outcome == Outcome.GRANTED
    services.send_letters(round_=round_, by=world.actor("Birgit"), at=world.now)
    assert list(on_the_table(round_)) == [application]


def test_bringing_in_once_more_changes_nothing(world: World) -> None:
    application, round_ = late(world)

    arrivals = [bring_in(world, application, round_, name) for name in ("Birgit", "Omar")]

    assert arrivals == [LateArrival.objects.get()] * 2
    assert Event.objects.filter(action="application.brought_in").count() == 1


def test_what_was_brought_in_and_not_answered_goes_on_to_the_next_round(world: World) -> None:
    application, round_ = late(world)
    bring_in(world, application, round_)
    services.send_letters(round_=round_, by=world.actor("Birgit"), at=world.now)
    closes = localdate(world.now) + timedelta(days=40)

    following = services.plan_round(
        month=closes, opens_date=localdate(world.now), closes_date=closes, meeting_date=closes, capacity=1,
        by=world.actor("Birgit"), at=world.now,
    )  # fmt: skip

    round_.refresh_from_db()
    assert (list(on_the_table(round_)), list(on_the_table(following))) == ([], [application])


def test_nothing_is_brought_in_when_the_letters_have_gone(world: World) -> None:
    application, round_ = late(world)
    services.send_letters(round_=round_, by=world.actor("Birgit"), at=world.now)

    with pytest.raises(services.LettersSent):
        bring_in(world, application, round_)


def test_a_draft_an_answered_one_and_one_in_time_are_not_brought_in(world: World) -> None:
    in_time, answered = world.submitted(), world.submitted(KLINTEMARKEN)
    round_ = world.round()
    world.decide(answered, round_=round_)
    sentences = []
    for application in (world.draft(), answered, in_time):
        with pytest.raises(services.CannotComeIn) as refused:
            bring_in(world, application, round_)
        sentences.append(str(refused.value))

    assert sentences == [
        "Ansøgningen er ikke sendt endnu. Den kan først komme med, når begge sider har sagt ja.",
        "Ansøgningen har allerede fået svar.",
        f"Ansøgningen ligger allerede på bordet til {round_.month_name}-mødet.",
    ]
    assert not LateArrival.objects.exists()


def test_a_decision_may_be_changed_by_one_who_has_seen_it(world: World) -> None:
    application = world.submitted()
    first = world.decide(application)

    world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY, seen_revision=first.revision)

    assert Decision.objects.get().outcome == Outcome.WAITING


def test_one_who_has_not_seen_a_decision_is_told_whose_it_is_and_when(world: World) -> None:
    application = world.submitted()
    world.decide(application)

    with pytest.raises(services.DecidedMeanwhile, match=r"Birgit Holm svarede ja den \d+\. \w+ kl\. \d\d\.\d\d\."):
        world.decide(application, Outcome.DECLINED, Reason.NOT_READY)

    assert Decision.objects.get().outcome == Outcome.GRANTED


def test_a_decision_taken_back_and_made_again_is_another_decision(world: World) -> None:
    application = world.submitted()
    seen = world.decide(application)
    services.undo(decision=seen, seen_revision=seen.revision, by=world.actor("Omar"), at=world.now)
    world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)

    with pytest.raises(services.DecidedMeanwhile):
        world.decide(application, Outcome.DECLINED, Reason.NOT_READY, seen_revision=seen.revision)
    with pytest.raises(services.DecidedMeanwhile):
        services.undo(decision=seen, seen_revision=seen.revision, by=world.actor("Birgit"), at=world.now)

    assert Decision.objects.get().outcome == Outcome.WAITING


def test_a_decision_taken_back_meanwhile_is_not_changed_blindly(world: World) -> None:
    application = world.submitted()
    seen = world.decide(application)
    services.undo(decision=seen, seen_revision=seen.revision, by=world.actor("Omar"), at=world.now)

    with pytest.raises(services.DecidedMeanwhile, match="taget beslutningen tilbage"):
        world.decide(application, seen_revision=seen.revision)
    with pytest.raises(services.DecidedMeanwhile, match="taget beslutningen tilbage"):
        services.undo(decision=seen, seen_revision=seen.revision, by=world.actor("Birgit"), at=world.now)

    assert not Decision.objects.exists()


def test_letters_go_to_everybody_on_the_committee_once(world: World) -> None:
    decision = world.granted()

    with pytest.raises(services.LettersSent):
        services.send_letters(round_=decision.round, by=world.actor("Omar"), at=world.now)

    letters = OutboxMessage.objects.filter(kind="round.letter")
    addresses = {seat.person.email for seat in world.seats(decision.application)}
    assert sorted(letter.to_address for letter in letters) == sorted(addresses)
    assert decision.letter_sent_at == world.now


def test_one_who_has_left_the_committee_gets_no_letter(world: World) -> None:
    application = world.submitted()
    world.decide(application)
    gone = world.seats(application)[2]
    gone.ended_date = localdate(world.now)
    gone.save()

    world.wait(days=7)
    services.send_letters(round_=world.round(), by=world.actor("Birgit"), at=world.now)

    assert not OutboxMessage.objects.filter(kind="round.letter", to_address=gone.person.email).exists()


def test_letters_wait_until_the_round_has_closed(world: World) -> None:
    world.decide(world.submitted())

    with pytest.raises(services.RoundIsOpen):
        services.send_letters(round_=world.round(), by=world.actor("Birgit"), at=world.now)

    assert not OutboxMessage.objects.filter(kind="round.letter").exists()


def test_letters_that_are_not_those_that_were_shown_are_not_sent(world: World) -> None:
    application = world.submitted()
    decision = world.decide(application)
    decision.round.refresh_from_db()
    shown = decision.round.revision
    world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY, seen_revision=decision.revision)
    world.wait(days=7)

    with pytest.raises(services.RoundChanged):
        services.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now, seen_revision=shown)

    assert not OutboxMessage.objects.filter(kind="round.letter").exists()


def test_the_outside_of_a_letter_tells_nothing(world: World) -> None:
    world.granted(themes=("chikane",))

    for letter in OutboxMessage.objects.filter(kind="round.letter"):
        outside = f"{letter.subject} {letter.text} {letter.html}"
        told = [word for word in ("chikane", "Havrevang", "Vejle", "første fra jeres kommune") if word in outside]
        assert told == []


def test_decisions_stand_when_the_letters_have_gone(world: World) -> None:
    decision = world.granted()
    omar, now = world.actor("Omar"), world.now

    with pytest.raises(services.LettersSent):
        services.undo(decision=decision, seen_revision=decision.revision, by=omar, at=now)
    with pytest.raises(services.LettersSent):
        services.set_capacity(round_=decision.round, capacity=1, by=omar, at=now)
    with pytest.raises(services.LettersSent):
        world.decide(decision.application, Outcome.DECLINED, Reason.NOT_READY, decision.round, decision.revision)

    assert Decision.objects.get().outcome == Outcome.GRANTED


def next_months(world: World) -> Round:
    closes = (localdate(world.now).replace(day=1) + timedelta(days=70)).replace(day=3)
    return services.plan_round(
        month=closes, opens_date=localdate(world.now) - timedelta(days=1), closes_date=closes, meeting_date=closes,
        capacity=4, by=world.actor("Birgit"), at=world.now,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outcome", "reason"), [(Outcome.GRANTED, Reason.WAITED_LONG), (Outcome.DECLINED, Reason.OTHER_HELP)]
)
def test_a_final_answer_is_not_decided_again_in_a_later_round(world: World, outcome: Outcome, reason: Reason) -> None:
    application = world.submitted()
    decision = world.decide(application, outcome, reason)
    later = next_months(world)

    with pytest.raises(services.NotOnTheTable):
        world.decide(application, round_=later)

    assert list(on_the_table(later)) == []
    assert list(on_the_table(decision.round)) == [application]


def test_the_waiting_list_comes_back_by_itself_with_the_time_it_has_waited(world: World) -> None:
    application = world.submitted()
    waiting = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    submitted_at = application.submitted_at
    world.wait(days=7)
    services.send_letters(round_=waiting.round, by=world.actor("Birgit"), at=world.now)
    newcomer = world.submitted(KLINTEMARKEN)

    later = next_months(world)

    assert [(one, one.submitted_at) for one in undecided(later)] == [
        (application, submitted_at), (newcomer, newcomer.submitted_at),
    ]  # fmt: skip


def test_a_sent_round_keeps_its_waiting_list_after_a_later_yes(world: World) -> None:
    application = world.submitted()
    waiting = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    world.wait(days=7)
    services.send_letters(round_=waiting.round, by=world.actor("Birgit"), at=world.now)
    world.decide(application, round_=next_months(world))

    waiting.round.refresh_from_db()
    assert list(on_the_table(waiting.round)) == [application]
    assert list(undecided(waiting.round)) == []


def test_the_month_of_a_round_is_its_first_day(world: World) -> None:
    assert world.round().month.day == 1
    assert isinstance(world.round().month, date)

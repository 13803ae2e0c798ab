"""Which round, which dates, and the seam to planning."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from sparkweb.flow.prioritisation import queries, services
from sparkweb.flow.prioritisation.enums import Outcome, Phase, Reason
from sparkweb.flow.prioritisation.models import Round
from sparkweb.flow.prioritisation.rules import was_told
from sparkweb.flow.prioritisation.spread import Case
from sparkweb.foundation.accounts.actors import VISITOR
from sparkweb.registers.workplaces.rules import actor_for
from tests.insight.cases import at
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def plan(world: World, month: int, **dates: date) -> Round:
    chosen = {
        "opens_date": date(2026, month, 3) - timedelta(days=30),
        "closes_date": date(2026, month, 3),
        "meeting_date": date(2026, month, 10),
        **dates,
    }
    return services.plan_round(
        month=date(2026, month, 1), capacity=12, by=world.actor("Birgit"), at=at(date(2026, month, 1)), **chosen
    )


def test_the_round_being_worked_on_is_the_oldest_without_letters(world: World) -> None:
    september, october = plan(world, 9), plan(world, 10)

    assert queries.round_on(date(2026, 9, 20)) == september
    assert queries.round_on(date(2026, 7, 1)) is None
    assert queries.next_round(date(2026, 9, 20)) == october
    assert queries.next_round(date(2026, 10, 3)) is None


@pytest.mark.parametrize(
    ("day", "phase"),
    [(date(2026, 9, 2), Phase.OPEN), (date(2026, 9, 3), Phase.CHECK), (date(2026, 9, 10), Phase.MEETING)],
)
def test_the_phase_follows_from_the_dates(world: World, day: date, phase: Phase) -> None:
    assert plan(world, 9).phase_on(day) == phase


def test_the_first_round_closes_on_the_next_third_that_is_a_workday(world: World) -> None:
    suggested = queries.suggested_round(date(2026, 9, 20))

    assert suggested == queries.RoundPlan(
        opens_date=date(2026, 9, 20),
        closes_date=date(2026, 10, 5),  # the 3rd and the 10th are Saturdays
        meeting_date=date(2026, 10, 12),
        capacity=26,
    )


def test_the_next_round_begins_when_the_newest_closes(world: World) -> None:
    plan(world, 9)

    suggested = queries.suggested_round(date(2026, 8, 20))

    assert (suggested.opens_date, suggested.closes_date) == (date(2026, 9, 3), date(2026, 10, 5))


@pytest.mark.parametrize("day", [date(2026, 9, 2), date(2026, 9, 3), date(2026, 12, 31), date(2028, 2, 29)])
def test_what_is_suggested_can_be_planned(world: World, day: date) -> None:
    plan(world, 9)

    suggested = queries.suggested_round(day)

    assert suggested.opens_date < suggested.closes_date <= suggested.meeting_date


def test_the_yeses_of_the_period_are_counted_by_their_main_theme(world: World) -> None:
    application = world.submitted(themes=("samarbejde", "indhold"))
    decision = world.decide(application)
    world.decide(world.submitted(KLINTEMARKEN), Outcome.WAITING, Reason.NO_CAPACITY)
    main = application.theme_rows.get(is_main=True)

    granted = queries.granted_cases(decision.round.period)

    assert granted == [Case(application.municipality_id, application.sector.group_id, main.theme_id)]


def test_a_yes_is_handed_over_when_its_letter_has_gone(world: World) -> None:
    decision = world.decide(world.submitted())

    assert list(queries.granted_decisions()) == []
    assert queries.newest_decision(decision.application) is None

    world.wait(days=7)
    services.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now)
    assert list(queries.granted_decisions()) == [decision]
    assert queries.newest_decision(decision.application) == decision


def test_nobody_on_the_committee_is_told_before_the_letter(world: World) -> None:
    decision = world.decide(world.submitted())
    leader = actor_for(world.leader(decision.application))

    assert not was_told(leader, decision)

    decision.letter_sent_at = world.now
    assert was_told(leader, decision)
    assert not was_told(VISITOR, decision)
    assert not was_told(actor_for(world.leader(world.submitted(KLINTEMARKEN))), decision)


def test_a_late_one_is_looked_at_by_the_next_round_until_it_is_brought_in(world: World) -> None:
    november = world.round(closes_in_days=1)
    december = world.round(closes_in_days=40)
    world.wait(days=2)
    application = world.submitted()

    waits = list(queries.too_late_for(november))
    before = queries.round_of(application, None)
    services.bring_in(round_=november, application=application, by=world.actor("Birgit"), at=world.now)

    assert (waits, list(queries.too_late_for(november))) == ([application], [])
    assert (before, queries.round_of(application, None)) == (december, november)
    services.send_letters(round_=november, by=world.actor("Birgit"), at=world.now)
    assert queries.round_of(application, None) == december


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_with_one_brought_in_as_with_three(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = world.round(closes_in_days=1)
    world.wait(days=2)
    for _ in range(count):
        services.bring_in(round_=round_, application=world.submitted(), by=world.actor("Birgit"), at=world.now)

    with django_assert_num_queries(2):
        assert len(queries.on_the_table(round_)) == count


def test_answers_are_told_oldest_first(world: World) -> None:
    application = world.submitted()
    first = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    world.wait(days=7)
    services.send_letters(round_=first.round, by=world.actor("Birgit"), at=world.now)
    closes = localdate(world.now) + timedelta(days=40)
    later = services.plan_round(
        month=closes, opens_date=localdate(world.now) - timedelta(days=1), closes_date=closes, meeting_date=closes,
        capacity=1, by=world.actor("Birgit"), at=world.now,
    )  # fmt: skip
    second = world.decide(application, round_=later)

    assert queries.answers_to([application]) == [first, second]


@pytest.mark.parametrize("count", [1, 3])
def test_the_letters_of_a_round_cost_the_same_for_one_as_for_three(
    world: World, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = world.round()
    for _ in range(count):
        world.decide(world.submitted())

    with django_assert_num_queries(2):
        told = [list(one.application.committee.seats.all()) for one in queries.decisions_to_tell(round_)]

    assert [len(people) for people in told] == [3] * count

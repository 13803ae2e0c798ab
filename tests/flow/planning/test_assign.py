"""A yes gets a consultant: with the skill, with room, the nearest first."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from sparkweb.flow.applications.queries import with_facts
from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning import queries, rules, services
from sparkweb.flow.planning.models import Assignment
from sparkweb.foundation.accounts.actors import VISITOR
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.consultants.models import Absence, Commitment, Consultant
from sparkweb.registers.consultants.queries import free_places, loads
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def seen(world: World, application: Any) -> dict[str, str]:
    """Each consultant in the order suggested, with what stands in the way."""
    found = queries.suggestions(application, localdate(world.now))
    return {one.consultant.user.name: rules.why_not(one) for one in found}


def test_the_nearest_is_suggested_first(world: World) -> None:
    near_vejle, near_aalborg = world.submitted(HAVREVANG), world.submitted(KLINTEMARKEN)

    assert list(seen(world, near_vejle).items()) == [("Lise Kragh", ""), ("Nadia Friis", "")]
    assert list(seen(world, near_aalborg).items()) == [("Nadia Friis", ""), ("Lise Kragh", "")]


def test_the_road_is_measured_from_base_to_municipality(world: World) -> None:
    found = queries.suggestions(world.submitted(KLINTEMARKEN), localdate(world.now))

    km = {one.consultant.user.name: one.road_km for one in found}
    assert 50 < km["Nadia Friis"] < 80
    assert 200 < km["Lise Kragh"] < 300


def test_only_the_main_theme_asks_for_a_skill(world: World) -> None:
    assert seen(world, world.submitted(themes=("samarbejde", "chikane")))["Lise Kragh"] == ""
    assert list(seen(world, world.submitted(KLINTEMARKEN, themes=("chikane", "samarbejde"))).items()) == [
        ("Nadia Friis", ""),
        ("Lise Kragh", "har ikke temaet som speciale"),
    ]


def test_one_without_room_one_away_and_one_gone_stand_last(world: World) -> None:
    application, today = world.submitted(), localdate(world.now)
    lise, nadia = world.consultant("Lise"), world.consultant("Nadia")
    Absence.objects.create(consultant=lise, from_date=today, to_date=today + timedelta(days=1))
    Consultant.objects.filter(pk=nadia.pk).update(max_open_courses=0)

    assert set(seen(world, application).items()) == {
        ("Lise Kragh", "er væk lige nu"), ("Nadia Friis", "har ikke plads til flere forløb"),
    }  # fmt: skip

    Consultant.objects.filter(pk=lise.pk).update(is_active=False)
    assert list(seen(world, application)) == ["Nadia Friis"]


def test_suggestions_for_many_cost_as_much_as_for_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    keys = [world.submitted().pk for _ in range(3)]

    for count in (1, 3):
        applications = list(with_facts().filter(pk__in=keys[:count]))
        with django_assert_num_queries(4):
            assert set(queries.suggestions_for(applications, localdate(world.now))) == set(keys[:count])


def test_an_assignment_counts_opens_the_course_and_tells_the_consultant(world: World) -> None:
    decision = world.granted()
    before = free_places()

    assignment = world.assign(decision.application)

    assert (assignment.from_date, assignment.assigned_by) == (localdate(world.now), world.user("Birgit"))
    assert free_places() == before - 1
    assert {load.consultant: load.open_courses for load in loads()}[assignment.consultant] == 1
    assert Course.objects.get().assignment == assignment
    assert list(queries.granted_without_assignment()) == []
    told = OutboxMessage.objects.get(kind="assignment.made")
    assert told.to_address == world.user("Lise").email
    assert Event.objects.filter(action="assignment.made", about_key=str(assignment.pk)).count() == 1


def test_the_mail_to_the_consultant_tells_no_place_and_no_theme(world: World) -> None:
    world.assign(world.granted(themes=("chikane",)).application, "Nadia")

    told = OutboxMessage.objects.get(kind="assignment.made")
    outside = told.subject + told.text + told.html
    assert [word for word in ("Havrevang", "Vejle", "hikane", "Anne Bech") if word in outside] == []


def test_what_has_a_consultant_is_not_given_again(world: World) -> None:
    assignment = world.assigned()

    with pytest.raises(services.AlreadyAssigned):
        world.assign(assignment.application, "Nadia")

    assert Assignment.objects.get() == assignment


def test_without_a_yes_that_has_been_told_nothing_is_given(world: World) -> None:
    with pytest.raises(services.AlreadyAssigned):
        world.assign(world.submitted(KLINTEMARKEN))
    with pytest.raises(services.AlreadyAssigned):
        world.assign(world.decide(world.submitted()).application)

    assert not Commitment.objects.exists()


def test_one_who_cannot_take_it_is_refused_by_name(world: World) -> None:
    application = world.granted(themes=("chikane",)).application

    with pytest.raises(services.CannotTakeIt, match=r"^Lise Kragh har ikke temaet som speciale\. Vælg en anden\.$"):
        world.assign(application, "Lise")

    Consultant.objects.filter(pk=world.consultant("Nadia").pk).update(is_active=False)
    with pytest.raises(services.CannotTakeIt, match=r"^Nadia Friis er her ikke længere\. "):
        world.assign(application, "Nadia")
    assert not Assignment.objects.exists()


def test_only_somebody_employed_assigns(world: World) -> None:
    decision = world.granted()
    leader = actor_for(world.leader(decision.application))

    with pytest.raises(services.PlanningProblem):
        services.assign(application=decision.application, consultant=world.consultant(), by=leader, at=world.now)

    assert not Assignment.objects.exists()


def test_the_case_belongs_to_its_consultant_while_the_assignment_lasts(world: World) -> None:
    assignment = world.assigned()
    lise, nadia = world.actor("Lise"), world.actor("Nadia")

    def may(actor: Any) -> tuple[bool, bool]:
        mine = rules.is_assigned(actor, assignment)
        return bool(mine), bool(rules.is_assigned_to_application(actor, assignment.application))

    assert {who.name: may(who) for who in (lise, nadia, VISITOR)} == {
        "Lise Kragh": (True, True), "Nadia Friis": (False, False), "": (False, False),
    }  # fmt: skip
    assignment.ended_date = localdate(world.now)
    assignment.save()
    assert may(lise) == (False, False)

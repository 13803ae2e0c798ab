"""Once submitted, an application's rows stay as they are while every later stage does its work."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses import services as courses
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.effects import services as effects
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.flow.planning import services as planning
from sparkweb.flow.prioritisation import services as prioritisation
from sparkweb.registers.surveys.queries import items_of
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import World

WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(applications_\w+)', re.IGNORECASE)


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every column of every row of the app."""
    models = apps.get_app_config("applications").get_models()
    return {model.__name__: sorted(model._base_manager.values_list(), key=str) for model in models}


def whole_journey_after(world: World, application: Application) -> None:
    """Decided, told, assigned, dates refused and picked, met, tried, reported, wrapped up, closed, answered twice."""
    decision = world.decide(application)
    world.wait(days=7)
    prioritisation.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now)
    assignment = planning.assign(
        application=application, consultant=world.consultant(), by=world.actor("Birgit"), at=world.now
    )
    seat = world.steward(application)
    planning.ask_for_other_dates(
        proposal=world.proposal(assignment), seat=seat, text="Hellere torsdag.", by=actor_for(seat), at=world.now
    )
    world.visit(assignment)
    course = course_of(application.pk)
    assert course is not None
    world.reported(world.trial(world.met(course)))
    courses.close(course=world.wrapped_up(course), by=world.actor("Lise"), at=world.now)
    effects.open_due_waves(world.now + timedelta(days=92))
    for invitation in EvaluationInvitation.objects.select_related("wave__question_set"):
        ratings = {item.pk: 4 for item in items_of(invitation.wave.question_set)}
        day = invitation.wave.opens_date - world.now.date()
        effects.answer(invitation=invitation, ratings=ratings, at=world.now + day)


@pytest.mark.django_db
def test_no_later_stage_touches_an_application() -> None:
    world = World()
    application = world.submitted()
    as_submitted = rows()

    with CaptureQueriesContext(connection) as sent:
        whole_journey_after(world, application)

    assert rows() == as_submitted
    assert [query["sql"] for query in sent.captured_queries if WRITES.match(query["sql"])] == []
    assert EvaluationInvitation.objects.filter(is_answered=True).count() == 6


@pytest.mark.django_db
def test_the_watch_would_see_a_write() -> None:
    """A test that can only pass proves nothing."""
    with CaptureQueriesContext(connection) as sent:
        World().submitted()

    assert {found[1] for query in sent.captured_queries if (found := WRITES.match(query["sql"]))} >= {
        "applications_application",
        "applications_voice",
        "applications_confirmation",
    }

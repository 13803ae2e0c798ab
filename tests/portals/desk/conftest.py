from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sparkweb.flow.courses.models import Course, Meeting
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """Begins five weeks ago, so that a first meeting has been when the pages look at the clock."""
    return World(timezone.now() - timedelta(days=35))


@pytest.fixture
def lise(world: World, client: Client) -> Client:
    return world.log_in(client, "Lise")


@pytest.fixture
def course(world: World) -> Course:
    """A first meeting two weeks ago."""
    return Course.objects.select_related("assignment", "application").get(pk=world.course().pk)


@pytest.fixture
def meeting(world: World, course: Course) -> Meeting:
    return world.met(course)

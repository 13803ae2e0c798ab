"""A coordinator at work."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """Begins seven weeks ago, so that what has happened has happened when the pages look at the clock."""
    return World(timezone.now() - timedelta(days=50))


@pytest.fixture
def birgit(world: World, client: Client) -> Client:
    return world.log_in(client, "Birgit")

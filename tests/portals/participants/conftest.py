"""A browser for each person at the table."""

from collections.abc import Callable

import pytest
from django.test import Client

from sparkweb.registers.workplaces.models import Seat
from tests.world import World

Enter = Callable[[Seat], Client]


@pytest.fixture
def enter(world: World) -> Enter:
    return lambda seat: world.enter(Client(), seat)

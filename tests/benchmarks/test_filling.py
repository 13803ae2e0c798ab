"""The data of a run stands at every stage, and the list has a page of rows with its filters on."""

import pytest
from django.http import QueryDict

from benchmarks import pages
from benchmarks.filling import Bulk
from sparkweb.flow.applications.models import Application
from sparkweb.portals.secretariat.cases import ROWS_PER_PAGE, Sieve, State
from tests.world import World

pytestmark = pytest.mark.django_db


def test_applications_stand_at_every_stage_and_the_filters_find_a_page_of_them(world: World) -> None:
    Bulk(world).write(pages.SMALL)

    found = {state: Sieve.from_address(QueryDict(f"status={state}")).found().count() for state in State}
    filtered = Sieve.from_address(QueryDict(pages.FILTERS.removeprefix("?"))).found().count()

    assert Application.objects.submitted().count() == pages.SMALL
    assert min(found.values()) > 0
    assert sum(found.values()) == pages.SMALL
    assert filtered >= ROWS_PER_PAGE

"""Two workers at the same moment. Real threads, real transactions, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from sparkweb.foundation.audit.models import Event
from sparkweb.insight.reporting.models import Release, ReleasedReach
from sparkweb.insight.reporting.services import freeze_last_month
from tests.insight.cases import at
from tests.world import ensure_reference_data

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = at(date(2026, 11, 1), 6)


def test_the_month_is_frozen_once_when_four_workers_freeze_it() -> None:
    ensure_reference_data(MORNING)
    start = Barrier(4)

    def run(_number: int) -> list[Release]:
        start.wait()
        try:
            return freeze_last_month(at=MORNING)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(run, range(4))

    assert others == [first] * 3
    assert ReleasedReach.objects.count() == 98 * len(first)
    assert Event.objects.filter(action="figures.frozen").count() == len(first)

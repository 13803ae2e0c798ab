"""A year to look at, and the demo's own settings for a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.living_year.year import fill

SUNDAY = date(2026, 11, 22)


@contextmanager
def filled(today: date, share: float) -> Iterator[None]:
    """The rows are taken back at the end."""
    with transaction.atomic():
        fill(today=today, share=share)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def whole_year(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[date]:
    """Filled once for all who only look."""
    with django_db_blocker.unblock(), filled(SUNDAY, 1.0):
        yield SUNDAY

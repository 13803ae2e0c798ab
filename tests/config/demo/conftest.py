"""A year to look at, and the demo's own settings for a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker

from sparkweb.config.settings import demo as demo_settings
from sparkweb.foundation.accounts import matrix
from tests.living_year.year import fill

SUNDAY = date(2026, 11, 22)
OURS = ("DEMO", "ALLOWED_HOSTS", "ROOT_URLCONF", "TEMPLATES", "SENT_MAIL_IS_KEPT", "EMAIL_BACKEND")


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


@pytest.fixture
def demo(db: None) -> Iterator[Client]:
    """What the demo's own settings say, for one test; and a browser on this machine."""
    own = {name: getattr(demo_settings, name) for name in OURS}
    # The app looks at the settings when it is put in, so they come first.
    with override_settings(**own), override_settings(INSTALLED_APPS=demo_settings.INSTALLED_APPS):
        matrix.current.cache_clear()
        yield Client(SERVER_NAME="localhost")
    matrix.current.cache_clear()

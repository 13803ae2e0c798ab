"""The one place that asks what time it is; everything below a view is handed its `at`."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    return timezone.now()


def today() -> date:
    """The date in Denmark, whatever the machine's clock is set to."""
    return timezone.localdate()

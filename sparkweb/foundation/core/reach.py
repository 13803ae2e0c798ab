"""How far ahead a day can be planned."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sparkweb.foundation.core import clock

TWO_YEARS = timedelta(days=2 * 366)


def within_two_years(day: date) -> None:
    if day > clock.today() + TWO_YEARS:
        raise ValidationError(_("Vælg en dag inden for de næste to år."), code="far_ahead")

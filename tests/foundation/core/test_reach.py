from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from sparkweb.flow.courses import forms as courses
from sparkweb.foundation.core import clock
from sparkweb.foundation.core.reach import TWO_YEARS, within_two_years
from sparkweb.portals.desk.forms import _date_field


def test_a_day_is_planned_within_two_years() -> None:
    within_two_years(clock.today() + TWO_YEARS)

    for day in (clock.today() + TWO_YEARS + timedelta(days=1), date.max):
        with pytest.raises(ValidationError, match="Vælg en dag inden for de næste to år"):
            within_two_years(day)


def test_every_day_that_is_planned_is_held_to_it() -> None:
    forms = [form for form in vars(courses).values() if hasattr(form, "base_fields")]
    fields = [
        form.base_fields[name] for form in forms for name in ("by_date", "check_date") if name in form.base_fields
    ]

    assert [within_two_years in field.validators for field in [*fields, _date_field("Dag")]] == [True] * 3

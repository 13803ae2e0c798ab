from datetime import date

import pytest
from django.db import IntegrityError

from sparkweb.registers.places.models import Municipality, MunicipalityRegion, Region

pytestmark = pytest.mark.usefixtures("reference_data")

MERGER = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2030, 1, 1), None),  # A second one without an end.
        (date(2020, 1, 1), MERGER),  # A second one with the same end.
        (date(2007, 1, 1), date(2010, 1, 1)),  # A second one with the same beginning.
        (date(2030, 1, 1), date(2030, 1, 1)),  # Not a day long.
    ],
)
def test_the_database_refuses_a_second_region_for_the_same_time(start: date, end: date | None) -> None:
    bornholm, region = Municipality.objects.get(code="400"), Region.objects.get(code="1081")

    with pytest.raises(IntegrityError):
        MunicipalityRegion.objects.create(municipality=bornholm, region=region, from_date=start, to_date=end)


def test_the_database_refuses_latitude_and_longitude_swapped() -> None:
    with pytest.raises(IntegrityError):
        Municipality.objects.filter(code="400").update(latitude=14.7, longitude=55.1)

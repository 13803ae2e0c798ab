"""The municipalities as they are, and the region each belongs to on any day."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sparkweb.foundation.core.danish_order import sort_key
from sparkweb.foundation.core.seeding import SeedFault
from sparkweb.registers.places.models import Municipality, MunicipalityRegion
from sparkweb.registers.places.queries import region_of, regions_on, with_region
from sparkweb.registers.places.services import SEEDS, load_places

REFORM = date(2007, 1, 1)
MERGER = date(2027, 1, 1)

pytestmark = pytest.mark.usefixtures("reference_data")


def test_there_are_98_and_christiansoe_is_none_of_them() -> None:
    codes = set(Municipality.objects.values_list("code", flat=True))

    assert len(codes) == 98
    assert all(len(code) == 3 and code.isdigit() for code in codes)
    assert "411" not in codes


def test_they_stand_in_danish_order() -> None:
    names = list(Municipality.objects.values_list("name", flat=True))

    assert names == sorted(names, key=sort_key)
    assert names[0] == "Albertslund"
    assert names[-5:] == ["Vordingborg", "Ærø", "Aabenraa", "Aalborg", "Aarhus"]


def test_a_name_with_a_dash_stands_before_the_longer_word() -> None:
    names = list(Municipality.objects.filter(name__startswith="H").values_list("name", flat=True))

    assert names == [
        "Haderslev", "Halsnæs", "Hedensted", "Helsingør", "Herlev", "Herning", "Hillerød", "Hjørring", "Holbæk",
        "Holstebro", "Horsens", "Hvidovre", "Høje-Taastrup", "Hørsholm",
    ]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # The rows are only read.
@given(st.dates(min_value=REFORM))
def test_every_municipality_has_exactly_one_region_on_any_day(day: date) -> None:
    codes = [membership.municipality.code for membership in with_region(day)]

    assert len(codes) == len(set(codes)) == 98


def test_the_day_before_the_merger_five_regions_and_the_day_after_four() -> None:
    before = set(regions_on(MERGER - timedelta(days=1)).values_list("name", flat=True))
    after = set(regions_on(MERGER).values_list("name", flat=True))

    assert before - after == {"Region Hovedstaden", "Region Sjælland"}
    assert after - before == {"Region Østdanmark"}
    assert (len(before), len(after)) == (5, 4)


def test_46_municipalities_are_in_oestdanmark() -> None:
    eastern = MunicipalityRegion.objects.on(MERGER).filter(region__name="Region Østdanmark")
    merged = MunicipalityRegion.objects.on(MERGER - timedelta(days=1)).filter(region__code__in=["1084", "1085"])

    assert eastern.count() == 46
    assert set(eastern.values_list("municipality")) == set(merged.values_list("municipality"))


@pytest.mark.parametrize(
    ("code", "day", "region"),
    [
        ("400", date(2026, 12, 31), "Region Hovedstaden"),
        ("400", MERGER, "Region Østdanmark"),
        ("265", date(2026, 12, 31), "Region Sjælland"),
        ("751", MERGER, "Region Midtjylland"),
        ("580", REFORM, "Region Syddanmark"),
        ("825", REFORM, "Region Nordjylland"),
    ],
)
def test_a_municipality_knows_its_region(code: str, day: date, region: str) -> None:
    municipality = Municipality.objects.get(code=code)

    assert region_of(municipality, day).name == region


def test_before_the_reform_there_is_no_region() -> None:
    assert list(with_region(REFORM - timedelta(days=1))) == []


def test_all_with_their_regions_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        named = [(membership.municipality.name, membership.region.name) for membership in with_region(MERGER)]

    assert named[-1] == ("Aarhus", "Region Midtjylland")


def test_points_are_those_of_the_towns() -> None:
    points = {row.name: (row.latitude, row.longitude) for row in Municipality.objects.all()}

    assert points["København"] == (55.6759, 12.5655)
    assert points["Bornholm"] == (55.1009, 14.7066)
    assert len(set(points.values())) == 98


def test_a_seed_that_gives_a_municipality_two_regions_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    regions = folder / "regions.toml"
    regions.write_text(regions.read_text().replace("to = 2027-01-01", "to = 2027-07-01"))

    with pytest.raises(SeedFault, match="Not exactly one region a day: Albertslund, "):
        load_places(folder)

    assert not MunicipalityRegion.objects.filter(to_date=date(2027, 7, 1)).exists()


def test_the_official_code_of_oestdanmark_can_replace_the_provisional_one(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    regions = folder / "regions.toml"
    regions.write_text(regions.read_text().replace("foreloebig-oest", "9999"))

    outcomes = load_places(folder)

    assert [(change.row.name, change.fields) for outcome in outcomes for change in outcome.changed] == [
        ("Region Østdanmark", ("code",))
    ]

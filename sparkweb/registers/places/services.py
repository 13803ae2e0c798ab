"""Putting the reference data in place."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from django.db import transaction

from sparkweb.foundation.core import seeding
from sparkweb.foundation.core.danish_order import sort_key
from sparkweb.foundation.core.periods import follow_on
from sparkweb.registers.places.models import Municipality, MunicipalityRegion, Region

SEEDS = Path(__file__).parent / "seeds"


@transaction.atomic
def load_places(folder: Path = SEEDS) -> list[seeding.Outcome[Any]]:
    """Raises SeedFault if a municipality would have a day with no region, or with two."""
    municipalities = seeding.read(folder / "municipalities.toml")["municipalities"]
    regions = seeding.read(folder / "regions.toml")["region"]
    outcomes: list[seeding.Outcome[Any]] = [
        seeding.put(Municipality, [_municipality(code, row) for code, row in municipalities.items()], key=["code"]),
        seeding.put(Region, [{"code": row["code"], "name": row["name"]} for row in regions], key=["name"]),
        seeding.put(MunicipalityRegion, _memberships(regions), key=["municipality_id", "from_date"]),
    ]
    _check_one_region_a_day()
    return outcomes


def _municipality(code: str, row: dict[str, Any]) -> seeding.Row:
    return {
        "code": code,
        "name": row["name"],
        "sort_key": sort_key(row["name"]),
        "latitude": row["latitude"],
        "longitude": row["longitude"],
    }


def _memberships(regions: list[dict[str, Any]]) -> list[seeding.Row]:
    municipality = dict(Municipality.objects.values_list("code", "pk"))
    region = dict(Region.objects.values_list("name", "pk"))
    return [
        {
            "municipality_id": municipality[code],
            "region_id": region[row["name"]],
            "from_date": row["from"],
            "to_date": row.get("to"),
        }
        for row in regions
        for code in row["municipalities"]
    ]


def _check_one_region_a_day() -> None:
    by_municipality = defaultdict(list)
    for membership in MunicipalityRegion.objects.select_related("municipality"):
        by_municipality[membership.municipality.name].append(membership)
    faulty = sorted(name for name, rows in by_municipality.items() if not follow_on(rows))
    lacking = Municipality.objects.filter(regions=None).values_list("name", flat=True)
    if faulty or lacking:
        raise seeding.SeedFault(f"Not exactly one region a day: {', '.join([*faulty, *lacking])}")

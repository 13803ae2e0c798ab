"""Putting the reference data in place."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core import seeding
from sparkweb.foundation.core.acting import HasKey
from sparkweb.foundation.core.periods import follow_on
from sparkweb.registers.places.services import load_places
from sparkweb.registers.programme.models import (
    AgreementPeriod,
    CourseType,
    Offer,
    Party,
    PeriodOffer,
    PeriodTheme,
    Sector,
    SectorGroup,
    Theme,
)

SEEDS = Path(__file__).parent / "seeds"


@transaction.atomic
def load_reference_data(*, by: HasKey, at: datetime) -> list[seeding.Outcome[Any]]:
    """Places and programme as their seed files say. Safe to run again; a change to a row already there is audited."""
    outcomes = [*load_places(), *load_programme()]
    for change in (change for outcome in outcomes for change in outcome.changed):
        action = f"{change.row._meta.model_name}.changed"
        audit.record(action, about=change.row, by=by, at=at, facts={"fields": " ".join(change.fields)})
    return outcomes


@transaction.atomic
def load_programme(folder: Path = SEEDS) -> list[seeding.Outcome[Any]]:
    """Raises SeedFault if a day would have no period or two, or something would open outside its period."""
    agreements = seeding.read(folder / "agreements.toml")
    themes = seeding.read(folder / "themes.toml")["theme"]
    offers = seeding.read(folder / "offers.toml")["offer"]
    outcomes: list[seeding.Outcome[Any]] = [
        seeding.put(Party, agreements["party"], key=["code"]),
        seeding.put(AgreementPeriod, [_period(row) for row in agreements["period"]], key=["code"]),
        seeding.put(Theme, [_theme(row, position) for position, row in enumerate(themes, 1)], key=["code"]),
        seeding.put(PeriodTheme, _openings(Theme, "theme_id", themes), key=["period_id", "theme_id"]),
        *_load_sectors(seeding.read(folder / "sectors.toml")),
        seeding.put(Offer, [_offer(row, position) for position, row in enumerate(offers, 1)], key=["code"]),
        seeding.put(PeriodOffer, _openings(Offer, "offer_id", offers), key=["period_id", "offer_id"]),
        seeding.put(CourseType, _course_types(offers), key=["code"]),
    ]
    _check_one_period_a_day()
    _check_openings()
    return outcomes


def _load_sectors(seed: dict[str, Any]) -> list[seeding.Outcome[Any]]:
    groups = [
        {"code": row["code"], "name": row["name"], "position": position}
        for position, row in enumerate(seed["group"], 1)
    ]
    put_groups = seeding.put(SectorGroup, groups, key=["code"])
    return [put_groups, seeding.put(Sector, _sectors(seed), key=["code"])]


def _period(row: dict[str, Any]) -> seeding.Row:
    return {
        "code": row["code"],
        "name": row["name"],
        "from_date": row["from"],
        "to_date": row.get("to"),
        "budget_dkk": row.get("budget_dkk"),
        "is_assumption": row.get("is_assumption", False),
        "remark": row.get("remark", ""),
        "source": row["source"],
    }


def _theme(row: dict[str, Any], position: int) -> seeding.Row:
    return {
        "code": row["code"],
        "name": row["name"],
        "short_name": row["short_name"],
        "description": row["description"],
        "is_sensitive": row.get("is_sensitive", False),
        "position": position,
    }


def _offer(row: dict[str, Any], position: int) -> seeding.Row:
    return {
        "code": row["code"],
        "name": row["name"],
        "kind": row["kind"],
        "description": row["description"],
        "position": position,
    }


def _openings(model: type[Model], column: str, rows: list[dict[str, Any]]) -> list[seeding.Row]:
    thing = dict(model._default_manager.values_list("code", "pk"))
    period = dict(AgreementPeriod.objects.values_list("code", "pk"))
    return [
        {"period_id": period[code], column: thing[row["code"]], "opens_date": opens}
        for row in rows
        for code, opens in row["opens"].items()
    ]


def _sectors(seed: dict[str, Any]) -> list[seeding.Row]:
    group = dict(SectorGroup.objects.values_list("code", "pk"))
    listed = [(row["code"], code, name) for row in seed["group"] for code, name in row["sectors"].items()]
    return [
        {
            "code": code,
            "name": name,
            "group_id": group[group_code],
            "position": position,
            "is_active": code not in seed["out_of_use"],
        }
        for position, (group_code, code, name) in enumerate(listed, 1)
    ]


def _course_types(offers: list[dict[str, Any]]) -> list[seeding.Row]:
    offer = dict(Offer.objects.values_list("code", "pk"))
    return [
        {
            "code": row["course_type"]["code"],
            "name": row["name"],
            "offer_id": offer[row["code"]],
            "usual_meetings": row["course_type"].get("usual_meetings"),
            "position": position,
        }
        for position, row in enumerate((row for row in offers if "course_type" in row), 1)
    ]


def _check_one_period_a_day() -> None:
    if not follow_on(AgreementPeriod.objects.all()):
        raise seeding.SeedFault("The agreement periods leave a day without one, or give a day two")


def _check_openings() -> None:
    openings: list[PeriodTheme | PeriodOffer] = [
        *PeriodTheme.objects.select_related("period", "theme"),
        *PeriodOffer.objects.select_related("period", "offer"),
    ]
    outside = [opening for opening in openings if not opening.period.covers(opening.opens_date)]
    if outside:
        raise seeding.SeedFault(f"{len(outside)} themes or offers open outside their period")

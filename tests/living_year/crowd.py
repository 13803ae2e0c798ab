"""Who applies: invented workplaces all over the country, the people at their table, and what both sides write."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from sparkweb.registers.places.models import Municipality
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.services import MemberFacts
from tests.words import voices
from tests.world import CONSULTANTS, HAVREVANG, KLINTEMARKEN, STAFF, Table

NAMES = Path(voices.__file__).with_name("names.toml")
THEMES = {"samarbejde": 36, "forandringer": 19, "indhold": 19, "vold-og-trusler": 12, "chikane": 8, "alenearbejde": 6}
LARGE = {
    5: "København",
    4: "Aarhus",
    3: "Odense Aalborg",
    2: "Esbjerg Vejle Randers Viborg Kolding Silkeborg Horsens Herning Roskilde Næstved Slagelse Holbæk Sønderborg",
}
NEVER_APPLIED = 12
CAST = (HAVREVANG, KLINTEMARKEN)


@dataclass(frozen=True)
class Applicant:
    """A table, the others who sit at it, and what they apply for; the main theme first."""

    table: Table
    others: tuple[MemberFacts, ...]
    themes: tuple[str, ...]

    @property
    def members(self) -> tuple[MemberFacts, ...]:
        return (self.table.leader, self.table.steward, self.table.safety, *self.others)


@cache
def names() -> dict[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


def consultants() -> list[dict[str, Any]]:
    """Those who are not in the cast already, by first name."""
    cast = {name.split()[0] for name in CONSULTANTS}
    return [each for each in names()["consultant"] if each["name"].split()[0] not in cast]


def applicants(dice: Random) -> Iterator[Applicant]:
    """Every invented workplace once, in no order; each with words nobody else has used."""
    pen, people, towns = voices.Pen(dice), _people(dice), _towns(dice)
    for sector, workplace in _workplaces(dice):
        theme, said = _said(pen, dice, sector)
        table = Table(
            workplace=workplace,
            municipality=dice.choice(towns),
            sector=sector,
            employees=dice.randint(*_employees(sector)),
            hurts=(said.leader_hurts, said.employees_hurts),
            hopes=(said.leader_hopes, said.employees_hopes),
            **_three(people, workplace),
        )
        yield Applicant(table, _others(people, workplace, dice), _themes(dice, theme))


def with_wrong_address(applicant: Applicant) -> Applicant:
    """The shop steward's address as somebody typed it in a hurry."""
    steward = applicant.table.steward
    wrong = MemberFacts(steward.name, steward.email.replace(".example", ".exmaple.example"), steward.role)
    return replace(applicant, table=replace(applicant.table, steward=wrong))


def _workplaces(dice: Random) -> list[tuple[str, str]]:
    cast = {table.workplace for table in CAST}
    every = [(sector, name) for sector, found in names()["workplaces"].items() for name in found if name not in cast]
    dice.shuffle(every)
    return every


def _said(pen: voices.Pen, dice: Random, sector: str) -> tuple[str, voices.TwoVoices]:
    """A theme by its weight that still has words for the sector."""
    left = dict(THEMES)
    while left:
        theme = dice.choices(list(left), list(left.values()))[0]
        try:
            return theme, pen.write(theme, sector)
        except voices.OutOfWordsError:
            del left[theme]
    raise voices.OutOfWordsError(sector)


def _themes(dice: Random, main: str) -> tuple[str, ...]:
    others = [theme for theme in THEMES if theme != main]
    return (main, *dice.sample(others, dice.choices((0, 1, 2), (60, 32, 8))[0]))


def _employees(sector: str) -> tuple[int, int]:
    low, high = _vocabulary()[sector]["employees"]
    return low, high


@cache
def _vocabulary() -> dict[str, Any]:
    return tomllib.loads(NAMES.with_name("sectors.toml").read_text(encoding="utf-8"))


def _towns(dice: Random) -> list[str]:
    """Municipalities as often as they apply. Some have not found SPARK yet; Klintemarken is the first from its own."""
    weight = {name: count for count, listed in LARGE.items() for name in listed.split()}
    every = list(Municipality.objects.exclude(name=KLINTEMARKEN.municipality).values_list("name", flat=True))
    small = [name for name in every if name not in weight]
    absent = set(dice.sample(small, NEVER_APPLIED))
    return [name for name in every if name not in absent for _ in range(weight.get(name, 1))]


def _people(dice: Random) -> Iterator[str]:
    """Full names, each once. A first name of the cast is theirs alone."""
    seated = (member.name for table in CAST for member in (table.leader, table.steward, table.safety))
    cast = {name.split()[0] for name in (*STAFF, *seated)}
    firsts = [first for first in names()["people"]["first"] if first not in cast]
    every = [f"{first} {last}" for first, last in product(firsts, names()["people"]["last"])]
    dice.shuffle(every)
    return iter(every)


def _three(people: Iterator[str], workplace: str) -> dict[str, Any]:
    roles = {
        "leader": SeatRole.LEADER,
        "steward": SeatRole.SHOP_STEWARD,
        "safety": SeatRole.SAFETY_REPRESENTATIVE,
    }
    return {key: _member(next(people), role, workplace) for key, role in roles.items()}


def _others(people: Iterator[str], workplace: str, dice: Random) -> tuple[MemberFacts, ...]:
    """A local MED committee is more than three."""
    count = dice.choices((0, 1, 2), (45, 30, 25))[0]
    return tuple(_member(next(people), SeatRole.EMPLOYEE_MEMBER, workplace) for _ in range(count))


def _member(name: str, role: SeatRole, workplace: str) -> MemberFacts:
    return MemberFacts(name, f"{_slug(name)}@{_slug(workplace)}.example", role)


def _slug(text: str) -> str:
    letters = text.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")

"""The words of the demo world: invented workplaces, people and everything they write. No database, no Django.

Each function reads a data file beside it once and hands out frozen values. Codes are those of the seeds and enums.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.words.voices import HERE, OutOfWordsError, TwoVoices, for_applications, sentences

__all__ = [
    "Consultant",
    "CourseWords",
    "OutOfWordsError",
    "Staff",
    "TrialWords",
    "TwoVoices",
    "WrapUpWords",
    "consultants",
    "course_words",
    "decision_reasons",
    "employee_range",
    "first_names",
    "for_applications",
    "last_names",
    "minutes",
    "sentences",
    "staff",
    "workplace_names",
]

THEMES = ("samarbejde", "forandringer", "indhold", "vold-og-trusler", "chikane", "alenearbejde")


@dataclass(frozen=True)
class Consultant:
    name: str
    base: str
    municipality: str
    skills: tuple[str, ...]
    capacity: int


@dataclass(frozen=True)
class Staff:
    """Somebody in the secretariat (no party) or one of the owners' readers."""

    name: str
    role: str
    party: str


@dataclass(frozen=True)
class TrialWords:
    """A trial action from plan to verdict. Empty `groups` fits every sector group."""

    title: str
    purpose: str
    what: str
    who: str
    signal: str
    saw: str
    verdict: str
    learnt: str
    groups: tuple[str, ...] = ()

    def fits(self, group: str) -> bool:
        return not self.groups or group in self.groups


@dataclass(frozen=True)
class WrapUpWords:
    learning: str
    anchoring: str
    keeper: str


@dataclass(frozen=True)
class CourseWords:
    """What courses on one theme say along the way."""

    goals: tuple[str, ...]
    homework_leader: tuple[str, ...]
    homework_employees: tuple[str, ...]
    minutes: tuple[str, ...]
    trials: tuple[TrialWords, ...]
    wrap_ups: tuple[WrapUpWords, ...]


@cache
def workplace_names() -> Mapping[str, tuple[str, ...]]:
    """Names by sector code, more where there are more applications; no name stands twice."""
    return {sector: tuple(names) for sector, names in _read("names.toml")["workplaces"].items()}


@cache
def first_names() -> tuple[str, ...]:
    return tuple(_read("names.toml")["people"]["first"])


@cache
def last_names() -> tuple[str, ...]:
    return tuple(_read("names.toml")["people"]["last"])


@cache
def consultants() -> tuple[Consultant, ...]:
    return tuple(Consultant(**{**each, "skills": tuple(each["skills"])}) for each in _read("names.toml")["consultant"])


@cache
def staff() -> tuple[Staff, ...]:
    return tuple(Staff(**each) for each in _read("names.toml")["staff"])


def employee_range(sector: str) -> tuple[int, int]:
    """The fewest and the most employees a workplace of the sector plausibly has."""
    low, high = _read("sectors.toml")[sector]["employees"]
    return low, high


@cache
def course_words(theme: str) -> CourseWords:
    data = _read(f"courses/{theme}.toml")
    return CourseWords(
        goals=tuple(data["goals"]),
        homework_leader=tuple(data["homework_leader"]),
        homework_employees=tuple(data["homework_employees"]),
        minutes=tuple(data["minutes"]),
        trials=tuple(TrialWords(**{**each, "groups": tuple(each.get("groups", ()))}) for each in data["trial"]),
        wrap_ups=tuple(WrapUpWords(**each) for each in data["wrap_up"]),
    )


@cache
def minutes(kind: str) -> tuple[str, ...]:
    """Lines for the minutes of an initial meeting, a meeting or a wrap_up, whatever the theme."""
    return tuple(_read("minutes.toml")[kind])


@cache
def decision_reasons(outcome: str) -> Mapping[str, tuple[str, ...]]:
    """Texts in own words by reason code, for granted, waiting or declined."""
    return {reason: tuple(texts) for reason, texts in _read("decisions.toml")[outcome].items()}


@cache
def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(Path(HERE / name).read_text(encoding="utf-8"))

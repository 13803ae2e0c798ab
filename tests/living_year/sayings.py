"""What is said along the way, by theme and occasion; the texts stand in `tests/words`."""

import tomllib
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from sparkweb.flow.courses.enums import MeetingKind
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Reason
from sparkweb.registers.programme.models import SectorGroup
from tests import words

FOLDER = Path(words.__file__).parent


def reason_text(reason: Reason, dice: Random) -> str:
    outcome = next(outcome for outcome, reasons in REASONS_FOR.items() if reason in reasons)
    return str(dice.choice(_read("decisions")[outcome][reason]))


def goals(theme: str, count: int, dice: Random) -> list[str]:
    return dice.sample(_read(f"courses/{theme}")["goals"], count)


def minutes(theme: str, kind: MeetingKind, dice: Random) -> str:
    """One line for the occasion, one for the theme; the first meeting begins with what was thought about at home."""
    lines = [dice.choice(_read("minutes")[kind]), dice.choice(_read(f"courses/{theme}")["minutes"])]
    if kind == MeetingKind.INITIAL:
        homework = (f"homework_{side}" for side in ("leader", "employees"))
        lines = [*(dice.choice(_read(f"courses/{theme}")[side]) for side in homework), *lines]
    return "\n".join(lines)


def trials(theme: str, group: SectorGroup, count: int, dice: Random) -> list[dict[str, str]]:
    """Different ones, that fit the kind of workplace."""
    fitting = [one for one in _read(f"courses/{theme}")["trial"] if group.code in one.get("groups", [group.code])]
    return dice.sample(fitting, min(count, len(fitting)))


def wrap_up(theme: str, dice: Random) -> dict[str, str]:
    found: dict[str, str] = dice.choice(_read(f"courses/{theme}")["wrap_up"])
    return found


@cache
def _read(name: str) -> Any:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))

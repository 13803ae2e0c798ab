"""The one way a number leaves the house: small groups are never shown, and cannot be worked out from what is.

A table divides one population into cells. The reader knows this code, adds and subtracts figures at will, and may know
every unit except the one asked about. Three steps leave nothing to find:

1. A cell is shown only when it passes its rule on its own: units enough, from municipalities enough, none of which
   dominates. An empty cell is as silent as one with four.
2. When a cell is hidden, the smallest shown cells are hidden with it until all that is hidden passes as one group.
   So the total minus the shown cells is never a small group.
3. When the population itself fails, nothing is shown. What is shown is rounded to the nearest five.

Why it holds. Every combination of the shown figures gives the same weight to all units of a shown cell, and to all
units of the remainder, which is everything hidden. So a group that can be worked out is a union of shown cells and the
remainder. Each of these passes, and a union of groups that pass, passes: units and municipalities only grow, and no
municipality's share of the whole exceeds its largest share of a part. What is shown depends on the hidden cells only
through the remainder: move units about among them, and not a byte changes.

What it does not do: several tables of one population are each safe, but not proved safe together.
The limits are the programme's rules R10 and R10a.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

STEP = 5


@dataclass(frozen=True)
class Unit:
    """One thing counted: an application, a course, an answer. `workplace` is only needed where a rule asks for it."""

    municipality: str
    workplace: str = ""


@dataclass(frozen=True)
class Cell:
    key: str
    units: tuple[Unit, ...]
    is_sensitive: bool = False


@dataclass(frozen=True)
class Rule:
    units: int
    municipalities: int
    largest_share: Fraction
    workplaces: int = 0

    def allows(self, units: Sequence[Unit]) -> bool:
        per_municipality = Counter(unit.municipality for unit in units)
        return (
            len(units) >= self.units
            and len(per_municipality) >= self.municipalities
            and len({unit.workplace for unit in units}) >= self.workplaces
            and max(per_municipality.values()) <= self.largest_share * len(units)
        )


@dataclass(frozen=True)
class Rules:
    """What ordinary and sensitive cells (harassment, violence) must live up to; a mixed group follows the sensitive.

    The sensitive rule asks for at least as many of everything, and both for the same largest share: the proof needs it.
    """

    ordinary: Rule
    sensitive: Rule

    def allow(self, cells: Iterable[Cell]) -> bool:
        """Whether the cells taken as one group may be known."""
        group = list(cells)
        rule = self.sensitive if any(cell.is_sensitive for cell in group) else self.ordinary
        return rule.allows([unit for cell in group for unit in cell.units])


_HALF = Fraction(1, 2)
CASES = Rules(
    ordinary=Rule(units=5, municipalities=3, largest_share=_HALF),
    sensitive=Rule(units=10, municipalities=5, largest_share=_HALF),
)
_FIFTY_ANSWERS = Rule(units=50, workplaces=5, municipalities=3, largest_share=Fraction(2, 5))
ANSWERS = Rules(ordinary=_FIFTY_ANSWERS, sensitive=_FIFTY_ANSWERS)


@dataclass(frozen=True)
class Suppressed:
    """Says nothing but that the number is small; every suppressed figure is the same."""

    def __str__(self) -> str:
        return "få"


SUPPRESSED = Suppressed()
Figure = int | Suppressed


@dataclass(frozen=True)
class Table:
    cells: dict[str, Figure]
    total: Figure


def publish(cells: Sequence[Cell], rules: Rules) -> Table:
    """The table as everybody may see it. Cells divide the population: no unit stands in two of them."""
    hidden = _hidden(cells, rules)
    return Table(
        cells={cell.key: SUPPRESSED if cell.key in hidden else _rounded(len(cell.units)) for cell in cells},
        total=_rounded(sum(len(cell.units) for cell in cells)) if rules.allow(cells) else SUPPRESSED,
    )


def _hidden(cells: Sequence[Cell], rules: Rules) -> set[str]:
    """The cells that fail, and the smallest others until they can hide among them. All, if there are not enough."""
    hidden = [cell for cell in cells if not rules.allow([cell])]
    others = sorted((cell for cell in cells if rules.allow([cell])), key=lambda cell: (len(cell.units), cell.key))
    while hidden and others and not rules.allow(hidden):
        hidden.append(others.pop(0))
    return {cell.key for cell in hidden}


def _rounded(count: int) -> int:
    return (count + STEP // 2) // STEP * STEP

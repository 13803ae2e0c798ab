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

Several tables of one population (by theme, by region) share their units, so a difference between two tables can be
small where each table is safe: 20 with one theme, 18 of them in one sector, and nobody else there. `publish_together`
looks for every group that can be worked out from the tables together, and hides more until each of them passes.

What this does not prove: two populations (applications, and those of them whose course has begun) and two months are
never compared, and the difference may be small. There the rounding is what protects, and it protects the exact number
only: the reader may learn that the difference is below ten, and not what it is. docs/explanation/small-numbers.md.

The limits are the programme's rules R10 and R10a.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from sparkweb.foundation.core import derivable

STEP = 5


@dataclass(frozen=True)
class Unit:
    """One thing counted: an application, a course, an answer.

    `workplace` is only needed where a rule asks for it, `key` where several tables are published together.
    """

    municipality: str
    workplace: str = ""
    key: str = ""


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
    return publish_together([cells], rules)[0]


def publish_together(tables: Sequence[Sequence[Cell]], rules: Rules) -> list[Table]:
    """Tables of one population: each unit, known by its key, stands in one cell of every table."""
    extra = [0] * len(tables)
    hidden = [_hidden(cells, rules, 0) for cells in tables]
    while leaking := _leaking(tables, hidden, rules):
        coarsest = min(leaking, key=lambda number: _smallest_shown(tables[number], hidden[number]))
        extra[coarsest] += 1
        hidden[coarsest] = _hidden(tables[coarsest], rules, extra[coarsest])
    return [_table(cells, away, rules) for cells, away in zip(tables, hidden, strict=True)]


def _table(cells: Sequence[Cell], hidden: set[str], rules: Rules) -> Table:
    return Table(
        cells={cell.key: SUPPRESSED if cell.key in hidden else _rounded(len(cell.units)) for cell in cells},
        total=_rounded(sum(len(cell.units) for cell in cells)) if rules.allow(cells) else SUPPRESSED,
    )


def _hidden(cells: Sequence[Cell], rules: Rules, extra: int) -> set[str]:
    """The cells that fail, and the smallest others until they can hide among them; all, if there are not enough.

    `extra` is how many of the others must go in any case.
    """
    failing = [cell for cell in cells if not rules.allow([cell])]
    others = sorted((cell for cell in cells if rules.allow([cell])), key=_size)
    while extra < len(others) and (failing or extra) and not rules.allow([*failing, *others[:extra]]):
        extra += 1
    return {cell.key for cell in (*failing, *others[:extra])}


def _size(cell: Cell) -> tuple[int, str]:
    return len(cell.units), cell.key


def _smallest_shown(cells: Sequence[Cell], hidden: set[str]) -> tuple[bool, int, str]:
    """For comparing tables; one that shows nothing comes last, for it has nothing left to hide."""
    shown = [_size(cell) for cell in cells if cell.key not in hidden]
    return (False, *min(shown)) if shown else (True, 0, "")


@dataclass(frozen=True)
class _Division:
    """What one table tells apart, as bitmasks over the population: each shown cell, and the hidden as one."""

    blocks: list[int]
    sensitive: int


def _leaking(tables: Sequence[Sequence[Cell]], hidden: Sequence[set[str]], rules: Rules) -> tuple[int, ...]:
    """The fewest tables from which together a group can be worked out that fails; none when all is well."""
    if len(tables) == 1:
        return ()
    units = _units_by_key(tables)
    divisions = [_division(cells, away, list(units)) for cells, away in zip(tables, hidden, strict=True)]
    showing = [number for number, cells in enumerate(tables) if rules.allow(cells)]
    judged: set[int] = set()
    for some in (some for count in range(1, len(showing) + 1) for some in combinations(showing, count)):
        for group in derivable.groups([divisions[number].blocks for number in some]):
            if group in judged:
                continue
            judged.add(group)
            rule = rules.sensitive if any(group & divisions[number].sensitive for number in some) else rules.ordinary
            # What one table tells by itself has passed already.
            if len(some) > 1 and not rule.allows(
                [unit for place, unit in enumerate(units.values()) if group >> place & 1]
            ):
                return some
    return ()


def _division(cells: Sequence[Cell], hidden: set[str], keys: Sequence[str]) -> _Division:
    bit = {key: 1 << place for place, key in enumerate(keys)}
    masks = {cell.key: sum(bit[unit.key] for unit in cell.units) for cell in cells}
    remainder = sum(masks[key] for key in hidden)
    shown = (mask for key, mask in masks.items() if key not in hidden)
    return _Division(
        blocks=[block for block in (*shown, remainder) if block],
        sensitive=sum(masks[cell.key] for cell in cells if cell.is_sensitive),
    )


def _units_by_key(tables: Sequence[Sequence[Cell]]) -> dict[str, Unit]:
    """Raises ValueError unless every table divides the same units."""
    found = [{unit.key: unit for cell in cells for unit in cell.units} for cells in tables]
    sizes = {sum(len(cell.units) for cell in cells) for cells in tables}
    if any(each != found[0] for each in found) or sizes != {len(found[0])}:
        raise ValueError("Tables published together divide the same units, each with a key of its own.")
    return found[0]


def _rounded(count: int) -> int:
    return (count + STEP // 2) // STEP * STEP

"""Where the strokes of a chart stand. The templates draw them, and the table beside each chart says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from sparkweb.foundation.core.components import Bar, Interval

WIDTH = 100


@dataclass(frozen=True)
class DrawnBar:
    bar: Bar
    solid: float
    lighter: float
    goal: float | None


@dataclass(frozen=True)
class DrawnInterval:
    interval: Interval
    left: float
    right: float
    point: float


def bars(rows: Sequence[Bar], maximum: float = 0) -> list[DrawnBar]:
    """Widths in hundredths of the longest bar, or of `maximum` when several charts share a scale."""
    longest = maximum or max((max((row.value or 0) + row.proposed, row.goal or 0) for row in rows), default=0) or 1
    return [_drawn(row, longest) for row in rows]


def intervals(rows: Sequence[Interval], low: float, high: float) -> list[DrawnInterval]:
    """Places in hundredths between `low` and `high`, the ends of the scale."""

    def place(value: float) -> float:
        return _hundredths(value - low, high - low)

    return [
        DrawnInterval(row, place(row.low), place(row.high), place(row.value if row.value is not None else low))
        for row in rows
    ]


def _drawn(row: Bar, longest: float) -> DrawnBar:
    solid = _hundredths(row.value or 0, longest)
    lighter = min(_hundredths(row.proposed, longest), round(WIDTH - solid, 1))
    return DrawnBar(row, solid, lighter, None if row.goal is None else _hundredths(row.goal, longest))


def _hundredths(value: float, whole: float) -> float:
    return round(min(max(value / whole, 0), 1) * WIDTH, 1)

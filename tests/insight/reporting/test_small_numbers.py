"""Where only the rounding protects: between two populations and between two months (docs, small-numbers).

The reader knows this code, knows that cells add up to their total, and uses every table of a release. What they then
know of a number is a range. A difference may turn out to be small; how small must stay open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from random import Random

import pytest

from sparkweb.foundation.core.disclosure import CASES, SUPPRESSED, Cell, Table, Unit, publish, publish_together

Range = tuple[float, float]
ANYTHING: Range = (0, inf)
THEMES, SECTOR_GROUPS, REGIONS = (34, 20, 20, 13, 9, 5), (28, 25, 18, 12, 10, 7), (29, 22, 22, 17, 10)
SENSITIVE = (3, 4)
YEARS = range(20)


@dataclass(frozen=True)
class Sent:
    """An application: its municipality, its cell in each table, the month it came and the month its course began."""

    key: str
    municipality: str
    cells: tuple[int, int, int]
    month: int
    begun: int


def year(seed: int) -> list[Sent]:
    """About two hundred applications in the proportions of the programme."""
    chance = Random(seed)  # noqa: S311 – the same year every time

    def one(number: int) -> Sent:
        cells = tuple(chance.choices(range(len(weights)), weights)[0] for weights in (THEMES, SECTOR_GROUPS, REGIONS))
        month = chance.randrange(12)
        begun = month + chance.choice([2, 3, 4, 99])
        return Sent(str(number), f"{cells[2]}-{chance.randrange(19)}", cells, month, begun)  # type: ignore[arg-type]

    return [one(number) for number in range(chance.randrange(60, 300))]


def tables_of(cases: Sequence[Sent]) -> list[Table]:
    units = [(one, Unit(one.municipality, key=one.key)) for one in cases]
    return publish_together(
        [
            [
                Cell(
                    str(label),
                    tuple(unit for one, unit in units if one.cells[table] == label),
                    is_sensitive=table == 0 and label in SENSITIVE,
                )
                for label in range(len(weights))
            ]
            for table, weights in enumerate((THEMES, SECTOR_GROUPS, REGIONS))
        ],
        CASES,
    )


def within(value: object, least: int) -> Range:
    """Rounded to the nearest five, and never shown below the rule."""
    return (max(least, value - 2), value + 2) if isinstance(value, int) else ANYTHING


def known(tables: Sequence[Table]) -> list[dict[str, Range]]:
    """The range of every cell, when cells add up to a total that is the same in all tables."""
    cells = [
        {key: within(value, 10 if table == 0 and int(key) in SENSITIVE else 5) for key, value in each.cells.items()}
        for table, each in enumerate(tables)
    ]
    sums = [(sum(low for low, _ in each.values()), sum(high for _, high in each.values())) for each in cells]
    shown = [within(each.total, 5) for each in tables]
    low, high = max(low for low, _ in (*sums, *shown)), min(high for _, high in (*sums, *shown))
    return [
        {
            key: (
                max(least, low - sum(others for name, (_, others) in each.items() if name != key)),
                min(most, high - sum(others for name, (others, _) in each.items() if name != key)),
            )
            for key, (least, most) in each.items()
        }
        for each in cells
    ]


def differences(larger: Sequence[Sent], smaller: Sequence[Sent]) -> Iterator[tuple[int, int, Range]]:
    """For every cell that both releases show: the true difference, the rule's limit, and what is known of it."""
    first, second = tables_of(larger), tables_of(smaller)
    for table, (some, others) in enumerate(zip(known(first), known(second), strict=True)):
        for key in some:
            if SUPPRESSED in (first[table].cells[key], second[table].cells[key]):
                continue
            here = {one.key for one in larger if one.cells[table] == int(key)}
            there = {one.key for one in smaller if one.cells[table] == int(key)}
            limit = 10 if table == 0 and int(key) in SENSITIVE else 5
            yield len(here - there), limit, (max(0, some[key][0] - others[key][1]), some[key][1] - others[key][0])


@pytest.mark.parametrize("month", [5, 11])
def test_how_few_have_applied_and_not_begun_stays_open(month: int) -> None:
    found = [
        difference
        for seed in YEARS
        for difference in differences(
            [one for one in year(seed) if one.month <= month], [one for one in year(seed) if one.begun <= month]
        )
    ]

    assert all(low <= true <= high for true, _, (low, high) in found)
    assert [known for true, limit, known in found if 0 < true < limit and known[1] - known[0] < 2] == []
    assert any(0 < true < limit for true, limit, _ in found)


def test_how_few_came_in_a_month_stays_open() -> None:
    found = [
        difference
        for seed in YEARS
        for difference in differences(
            [one for one in year(seed) if one.month <= 9], [one for one in year(seed) if one.month <= 8]
        )
    ]

    assert all(low <= true <= high for true, _, (low, high) in found)
    assert [known for true, limit, known in found if 0 < true < limit and known[1] - known[0] < 2] == []
    assert any(0 < true < limit for true, limit, _ in found)


def test_rounding_alone_can_be_undone_where_figures_share_a_total() -> None:
    """So tables of one population are safe in exact numbers too: 12, 12, 7 and 7 show as 10, 10, 5 and 5 of 40."""
    cells = [
        Cell(str(key), tuple(Unit(str(number % 4), key=f"{key}-{number}") for number in range(size)))
        for key, size in enumerate((12, 12, 7, 7), start=5)
    ]

    (ranges,) = known([publish(cells, CASES)])

    assert ranges == {"5": (12, 12), "6": (12, 12), "7": (7, 7), "8": (7, 7)}

"""The rule against a reader who does exact arithmetic on everything shown."""

from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from itertools import compress, product
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sparkweb.foundation.core.disclosure import (
    ANSWERS,
    CASES,
    SUPPRESSED,
    Cell,
    Rules,
    Suppressed,
    Table,
    Unit,
    publish,
    publish_together,
)
from tests.foundation.core.exact import null_space, rank

Counts = tuple[tuple[int, ...], bool]
MUNICIPALITIES = ("101", "147", "461", "751", "851", "400")

counts = st.lists(st.integers(0, 6), min_size=1, max_size=len(MUNICIPALITIES)).map(tuple)
tables = st.lists(st.tuples(counts, st.booleans()), min_size=1, max_size=6)


def cell(key: str, *per_municipality: int, is_sensitive: bool = False) -> Cell:
    """One workplace for each unit, so many in each municipality."""
    units = [
        Unit(municipality, f"{key}-{municipality}-{number}")
        for municipality, count in zip(MUNICIPALITIES, per_municipality, strict=False)
        for number in range(count)
    ]
    return Cell(key, tuple(units), is_sensitive)


def cells_of(table: list[Counts]) -> list[Cell]:
    return [
        cell(f"{number:02}", *per_municipality, is_sensitive=is_sensitive)
        for number, (per_municipality, is_sensitive) in enumerate(table)
    ]


def shown(*cells: Cell) -> dict[str, int | str]:
    table = publish(cells, CASES)
    return {
        key: value if isinstance(value, int) else str(value)
        for key, value in (*table.cells.items(), ("i alt", table.total))
    }


# What a reader sees ---------------------------------------------------------------------------------------------------


def test_counts_are_shown_to_the_nearest_five() -> None:
    assert shown(cell("nord", 3, 3, 1), cell("syd", 3, 3, 2)) == {"nord": 5, "syd": 10, "i alt": 15}


@pytest.mark.parametrize(
    "small",
    [
        pytest.param(cell("syd"), id="empty"),
        pytest.param(cell("syd", 2, 1, 1), id="four"),
        pytest.param(cell("syd", 5, 5), id="two municipalities"),
        pytest.param(cell("syd", 6, 3, 2), id="one municipality above half"),
        pytest.param(cell("syd", 3, 2, 2, 2, is_sensitive=True), id="sensitive, nine"),
        pytest.param(cell("syd", 3, 3, 3, 3, is_sensitive=True), id="sensitive, four municipalities"),
    ],
)
def test_a_small_cell_takes_the_smallest_other_with_it(small: Cell) -> None:
    large, larger = cell("øst", 4, 4, 4, 4, 4), cell("nord", 6, 6, 6, 6, 6)

    table = publish([small, large, larger], CASES)

    assert table.cells == {"syd": SUPPRESSED, "øst": SUPPRESSED, "nord": 30}


def test_small_cells_that_are_many_together_take_nobody_with_them() -> None:
    small = [cell("a", 2, 1), cell("b", 0, 2, 1), cell("c", 1, 0, 0, 2)]

    assert shown(*small, cell("d", 4, 4, 4)) == {"a": "få", "b": "få", "c": "få", "d": 10, "i alt": 20}


def test_where_nothing_can_hide_the_small_only_the_total_is_shown() -> None:
    assert shown(cell("a", 1), cell("b", 2, 2, 2)) == {"a": "få", "b": "få", "i alt": 5}


def test_a_small_population_is_silent() -> None:
    assert shown(cell("a", 1, 1), cell("b", 1)) == {"a": "få", "b": "få", "i alt": "få"}
    assert publish([], CASES) == Table({}, SUPPRESSED)


def test_a_sensitive_cell_at_the_limit() -> None:
    assert shown(cell("chikane", 2, 2, 2, 2, 2, is_sensitive=True)) == {"chikane": 10, "i alt": 10}


@pytest.mark.parametrize(
    ("answers", "is_shown"),
    [
        pytest.param([Unit(str(n % 3), str(n % 6)) for n in range(51)], True, id="enough"),
        pytest.param([Unit(str(n % 3), str(n % 6)) for n in range(49)], False, id="forty-nine answers"),
        pytest.param([Unit(str(n % 3), str(n % 3)) for n in range(60)], False, id="three workplaces"),
        pytest.param([Unit(str(n % 2), str(n % 6)) for n in range(60)], False, id="two municipalities"),
        pytest.param([Unit(str(max(0, n % 5 - 2)), str(n % 5)) for n in range(60)], False, id="one has sixty per cent"),
    ],
)
def test_an_evaluation_figure_needs_many_answers_from_many_places(answers: list[Unit], is_shown: bool) -> None:
    table = publish([Cell("tilfredshed", tuple(answers))], ANSWERS)

    assert (table.cells["tilfredshed"] != SUPPRESSED) == is_shown


# What a reader can work out -------------------------------------------------------------------------------------------


@given(tables)
def test_whatever_can_be_worked_out_passes_the_rule(table: list[Counts]) -> None:
    cells = cells_of(table)

    for group in derivable_groups(cells, publish(cells, CASES)):
        assert CASES.allow(group)


def test_the_oracle_breaks_a_weaker_rule() -> None:
    """Hiding only the cell that is small itself: the total gives it away."""
    cells = [cell("a", 1), cell("b", 2, 2, 2)]
    careless = Table({"a": SUPPRESSED, "b": 5}, 5)

    assert [cells[0]] in list(derivable_groups(cells, careless))


def derivable_groups(cells: list[Cell], table: Table) -> Iterator[list[Cell]]:
    """Every non-empty set of cells whose exact sum is a rational combination of the figures shown, were they exact.

    Cells divide the population, so no figure can tell two units of one cell apart: cells are the atoms.
    """
    rows = [[Fraction(other is one) for other in cells] for one in cells if table.cells[one.key] != SUPPRESSED]
    if table.total != SUPPRESSED:
        rows.append([Fraction(1)] * len(cells))
    for choice in product((0, 1), repeat=len(cells)):
        group = [one for one, is_in in zip(cells, choice, strict=True) if is_in and one.units]
        wanted = [Fraction(is_in) for is_in in choice]
        if group and rank([*rows, wanted]) == rank(rows):
            yield group


@given(tables)
def test_a_total_beside_the_cells_hides_no_less(table: list[Counts]) -> None:
    """The remainder is empty of cells, or a group that may be known; never one small cell alone."""
    cells = cells_of(table)
    published = publish(cells, CASES)

    hidden = [one for one in cells if published.cells[one.key] == SUPPRESSED]

    assert not hidden or published.total == SUPPRESSED or CASES.allow(hidden)


@given(tables, st.randoms(use_true_random=False))
def test_hidden_cells_may_trade_places_without_a_sign(table: list[Counts], chance: Random) -> None:
    """Non-interference: among the cells that fail by themselves, units move about as long as each still fails."""
    before = cells_of(table)
    failing = [one for one in before if not CASES.allow([one])]
    after = traded(before, failing, chance)
    assume({one.key for one in failing} == {one.key for one in after if not CASES.allow([one])})

    assert publish(before, CASES) == publish(after, CASES)


def traded(cells: list[Cell], failing: list[Cell], chance: Random) -> list[Cell]:
    pool = [unit for one in failing for unit in one.units]
    chance.shuffle(pool)
    sizes = [len(one.units) for one in failing]
    dealt = {}
    for one, size in zip(failing, sizes, strict=True):
        dealt[one.key], pool = tuple(pool[:size]), pool[size:]
    return [Cell(one.key, dealt.get(one.key, one.units), one.is_sensitive) for one in cells]


@given(st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_none_and_four_look_alike(some: int, others: int, is_sensitive: bool) -> None:
    neighbours = [cell("b", 5, 5, 5, 5, 5), cell("c", 6, 6, 6, 6, 6)]

    tables = [
        publish([cell("a", *[1] * count, is_sensitive=is_sensitive), *neighbours], CASES) for count in (some, others)
    ]

    assert tables[0].cells == tables[1].cells


def test_a_suppressed_figure_carries_nothing() -> None:
    assert fields(Suppressed) == ()
    assert Suppressed() == SUPPRESSED
    assert repr(SUPPRESSED) == "Suppressed()"


@given(tables)
def test_what_is_shown_is_a_multiple_of_five_close_to_the_truth(table: list[Counts]) -> None:
    cells = cells_of(table)

    published = publish(cells, CASES)

    for one in cells:
        figure = published.cells[one.key]
        assert isinstance(figure, Suppressed) or (figure % 5 == 0 and abs(figure - len(one.units)) <= 2)


@given(tables, st.permutations(range(6)))
def test_the_order_of_the_cells_does_not_matter(table: list[Counts], order: list[int]) -> None:
    cells = cells_of(table)
    reordered = [cells[number] for number in order if number < len(cells)]

    assert publish(reordered, CASES) == publish(cells, CASES)


@pytest.mark.parametrize("rules", [CASES, ANSWERS])
def test_the_constants_live_up_to_what_the_proof_asks(rules: Rules) -> None:
    ordinary, sensitive = rules.ordinary, rules.sensitive

    assert ordinary.units >= 5
    assert sensitive.units >= ordinary.units
    assert sensitive.municipalities >= ordinary.municipalities
    assert sensitive.workplaces >= ordinary.workplaces
    assert sensitive.largest_share == ordinary.largest_share


# Several tables of one population -------------------------------------------------------------------------------------

# One row is a unit: its municipality, and the cell it stands in, table by table. Cell 2 of the first is sensitive.
population = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 2), st.integers(0, 1), st.integers(0, 1)), min_size=10, max_size=40
)
Population = list[tuple[int, ...]]


def tables_of(people: Population) -> list[list[Cell]]:
    units = [Unit(MUNICIPALITIES[person[0]], key=str(number)) for number, person in enumerate(people)]
    return [
        [
            Cell(
                str(label),
                tuple(unit for unit, person in zip(units, people, strict=True) if person[table] == label),
                is_sensitive=(table, label) == (1, 2),
            )
            for label in range(size)
        ]
        for table, size in ((1, 3), (2, 2), (3, 2))
    ]


def derivable_from(people: Population, published: list[Table]) -> Iterator[list[int]]:
    """As above, for all tables at once: every group of people, by number, that the figures shown tell the size of.

    Those who look alike to every figure shown are one atom.
    """
    shown = [
        (table, key)
        for table, each in enumerate(published, start=1)
        for key, value in each.cells.items()
        if value != SUPPRESSED
    ]
    looks = [tuple(str(person[table]) == key for table, key in shown) for person in people]
    atoms = sorted(set(looks))
    rows = [[int(atom[place]) for atom in atoms] for place in range(len(shown))]
    if any(table.total != SUPPRESSED for table in published):
        rows.append([1] * len(atoms))
    unknown = null_space(rows, len(atoms))
    for choice in product((0, 1), repeat=len(atoms)):
        if any(choice) and not any(sum(compress(vector, choice)) for vector in unknown):
            chosen = {atom for atom, is_in in zip(atoms, choice, strict=True) if is_in}
            yield [number for number, look in enumerate(looks) if look in chosen]


def units_of(people: Population, group: list[int]) -> list[Unit]:
    return [Unit(MUNICIPALITIES[people[number][0]], key=str(number)) for number in group]


@settings(max_examples=60)
@given(population)
def test_whatever_can_be_worked_out_from_all_tables_together_passes_the_rule(people: Population) -> None:
    published = publish_together(tables_of(people), CASES)

    for group in derivable_from(people, published):
        assert CASES.ordinary.allows(units_of(people, group))


@settings(max_examples=60)
@given(population)
def test_a_group_that_only_the_sensitive_table_tells_passes_the_sensitive_rule(people: Population) -> None:
    published = publish_together(tables_of(people), CASES)

    told_without = list(derivable_from(people, [Table({}, SUPPRESSED), *published[1:]]))
    for group in derivable_from(people, published):
        if group not in told_without and any(people[number][1] == 2 for number in group):
            assert CASES.sensitive.allows(units_of(people, group))


NESTED: Population = [
    *((number % 6, 0, 0, number % 2) for number in range(18)),
    *((number % 6, 0, 1, number % 2) for number in range(2)),
    *((number % 6, 1, 1, number % 2) for number in range(20)),
]
"""Twenty with one theme; eighteen of them in one sector, where there is nobody else."""


def test_tables_that_are_safe_alone_may_tell_a_small_group_together() -> None:
    alone = [publish(cells, CASES) for cells in tables_of(NESTED)]

    assert [18, 19] in list(derivable_from(NESTED, alone))


def test_more_is_hidden_until_they_do_not() -> None:
    together = publish_together(tables_of(NESTED), CASES)

    assert [18, 19] not in list(derivable_from(NESTED, together))
    assert together[2].cells == {"0": 20, "1": 20}


def test_tables_that_do_not_lie_inside_each_other_keep_every_figure() -> None:
    dense: Population = [(number % 5, number % 2, number // 2 % 2, number // 4 % 2) for number in range(120)]

    together = publish_together(tables_of(dense), CASES)

    assert together == [publish(cells, CASES) for cells in tables_of(dense)]


@settings(max_examples=60)
@given(population, st.randoms(use_true_random=False))
def test_the_order_in_which_people_came_does_not_matter(people: Population, chance: Random) -> None:
    shuffled = chance.sample(people, len(people))

    assert publish_together(tables_of(shuffled), CASES) == publish_together(tables_of(people), CASES)


def test_tables_of_two_populations_are_refused() -> None:
    first, *_ = tables_of(NESTED)
    other, *_ = tables_of(NESTED[1:])

    with pytest.raises(ValueError, match="the same units"):
        publish_together([first, other], CASES)
    with pytest.raises(ValueError, match="the same units"):
        publish_together([[cell("a", 1, 1)], [cell("b", 1, 1)]], CASES)

"""The search against the definition, tried on every set of atoms."""

from collections.abc import Iterator, Sequence
from itertools import compress, product

from hypothesis import given
from hypothesis import strategies as st

from sparkweb.foundation.core import derivable
from tests.foundation.core.exact import null_space

UNITS = 7
labels = st.lists(st.integers(0, 2), min_size=UNITS, max_size=UNITS)
divisions = st.lists(labels, min_size=1, max_size=3).map(lambda columns: [blocks_of(column) for column in columns])


def blocks_of(column: Sequence[int]) -> list[int]:
    blocks = [sum(1 << unit for unit, label in enumerate(column) if label == wanted) for wanted in range(3)]
    return [block for block in blocks if block]


def by_definition(divisions: Sequence[Sequence[int]]) -> Iterator[int]:
    """Every group of units whose row of noughts and ones is a combination of the blocks' rows."""
    rows = [[block >> unit & 1 for unit in range(UNITS)] for blocks in divisions for block in blocks]
    unknown = null_space(rows, UNITS)
    for wanted in product((0, 1), repeat=UNITS):
        if any(wanted) and not any(sum(compress(vector, wanted)) for vector in unknown):
            yield sum(1 << unit for unit, value in enumerate(wanted) if value)


@given(divisions)
def test_what_can_be_worked_out_is_found_and_nothing_else(divisions: list[list[int]]) -> None:
    found = list(derivable.groups(divisions))

    assert sorted(found) == sorted(by_definition(divisions))


def test_one_division_gives_its_unions() -> None:
    assert sorted(derivable.groups([[0b0011, 0b0100]])) == [0b0011, 0b0100, 0b0111]


def test_a_block_inside_a_block_gives_the_rest() -> None:
    """Twenty with one theme, eighteen of them in one sector: two."""
    assert 0b0010 in set(derivable.groups([[0b0011, 0b1100], [0b0001, 0b1110]]))


def test_three_together_tell_what_no_two_of_them_tell() -> None:
    """x + y + z counts the middle unit three times, an outer one once, and the rest never; so half of the excess."""
    three = [[0b0011, 0b1100], [0b0101, 0b1010], [0b1001, 0b0110]]

    pairs = {group for pair in (three[:2], three[1:], three[::2]) for group in derivable.groups(pair)}

    assert 0b0001 not in pairs
    assert 0b0001 in set(derivable.groups(three))


def test_nothing_divided_tells_nothing() -> None:
    assert list(derivable.groups([])) == []
    assert list(derivable.groups([[]])) == []

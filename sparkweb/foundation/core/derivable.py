"""What a reader can work out from several ways of dividing the same units, by adding and subtracting the sizes.

Groups are bitmasks: unit number n is bit n. A division is a list of groups that do not overlap and cover all units.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

Row = list[Fraction]


def groups(divisions: Sequence[Sequence[int]]) -> Iterator[int]:
    """Every group, except the empty one, whose size is a rational combination of the sizes of the blocks.

    Units that share a block in every division are one atom: nothing tells them apart. A group is worked out when its
    row of noughts and ones over the atoms lies in the space that the blocks' rows span. In a reduced basis such a row
    is settled by its value at the pivots, so it is enough to try nought and one at each, and to turn back early.
    """
    atoms = _atoms(divisions)
    rows = [[Fraction(bool(atom & block)) for atom in atoms] for blocks in divisions for block in blocks]
    basis, due = _reduced(rows)
    whole = lcm(*(value.denominator for row in basis for value in row)) if basis else 1
    scaled = [[int(value * whole) for value in row] for row in basis]

    def choose(number: int, sums: list[int]) -> Iterator[int]:
        if number == len(scaled):
            found = sum(atom for atom, value in zip(atoms, sums, strict=True) if value)
            if found:
                yield found
            return
        for tried in (sums, [one + more for one, more in zip(sums, scaled[number], strict=True)]):
            if all(tried[atom] in (0, whole) for atom in due[number]):
                yield from choose(number + 1, tried)

    return choose(0, [0] * len(atoms))


def _atoms(divisions: Sequence[Sequence[int]]) -> list[int]:
    """The groups that no division splits."""
    atoms = [sum(divisions[0])] if divisions else []
    for blocks in divisions:
        atoms = [atom & block for atom in atoms for block in blocks if atom & block]
    return atoms


def _reduced(rows: Sequence[Row]) -> tuple[list[Row], list[list[int]]]:
    """The reduced basis; and for each row of it, the atoms whose value is settled once that row has been chosen."""
    basis: list[Row] = []
    for row in rows:
        _add(basis, row)
    width = len(rows[0]) if rows else 0
    last = [max(number for number, row in enumerate(basis) if row[atom]) for atom in range(width)]
    return basis, [[atom for atom in range(width) if last[atom] == number] for number in range(len(basis))]


def _add(basis: list[Row], row: Row) -> None:
    """Gauss and Jordan, in exact numbers: the new row loses what the basis knows, then the basis loses its pivot."""
    for known in basis:
        row = _without(row, known, _pivot(known))
    if not any(row):
        return
    lead = row[_pivot(row)]
    row = [value / lead for value in row]
    basis[:] = [*(_without(known, row, _pivot(row)) for known in basis), row]


def _without(row: Row, other: Row, pivot: int) -> Row:
    """`other` is one at its pivot."""
    factor = row[pivot]
    return [value - factor * less for value, less in zip(row, other, strict=True)] if factor else row


def _pivot(row: Row) -> int:
    return next(place for place, value in enumerate(row) if value)

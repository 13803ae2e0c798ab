"""Linear algebra in exact numbers, for the oracles; plain and slow on purpose."""

from collections.abc import Sequence
from fractions import Fraction

Row = Sequence[int | Fraction]


def rank(rows: Sequence[Row]) -> int:
    """By Gauss."""
    left, found = [[Fraction(value) for value in row] for row in rows if any(row)], 0
    while left:
        pivot = left.pop()
        column = next(number for number, value in enumerate(pivot) if value)
        left = [
            [value - row[column] / pivot[column] * lead for value, lead in zip(row, pivot, strict=True)] for row in left
        ]
        left, found = [row for row in left if any(row)], found + 1
    return found


def null_space(rows: Sequence[Row], width: int) -> list[list[Fraction]]:
    """Vectors that are nought times every row. What lies in the rows' span is exactly what is nought times these."""
    free = [[Fraction(place == number) for place in range(width)] for number in range(width)]
    for row in rows:
        weights = [sum((a * b for a, b in zip(row, vector, strict=True)), Fraction()) for vector in free]
        pivot = next((number for number, weight in enumerate(weights) if weight), None)
        if pivot is None:
            continue
        lead, used = weights[pivot], free[pivot]
        free = [
            [value - weight / lead * gone for value, gone in zip(vector, used, strict=True)]
            for number, (vector, weight) in enumerate(zip(free, weights, strict=True))
            if number != pivot
        ]
    return free

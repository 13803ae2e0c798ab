"""What the evaluation gives away to a reader who knows this code and keeps every release."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from sparkweb.flow.effects.enums import WaveKind
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.insight.reporting.figures import Row, _share
from sparkweb.insight.reporting.models import Release
from sparkweb.insight.reporting.queries import figures_of
from sparkweb.insight.reporting.services import freeze
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.programme.services import load_reference_data
from tests.insight.cases import FIVE_PLACES, SENT, Cases, at

FIGURE = "evaluering-efter"
SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30), date(2026, 12, 31)
Shown = tuple[int | None, int | None, int | None]


# Counting back --------------------------------------------------------------------------------------------------------


def shown(agree: int, of: int) -> Shown:
    row = _share(Row("", "", None), agree=agree, of=of, as_of=OCTOBER)
    return row.value, row.low, row.high


@cache
def readings() -> dict[int, dict[Shown, list[int]]]:
    """For each number of answers: the cells there can be, and how many may have agreed behind each."""
    found: dict[int, dict[Shown, list[int]]] = {}
    for of in range(50, 250):
        for agree in range(of + 1):
            found.setdefault(of, {}).setdefault(shown(agree, of), []).append(agree)
    return found


def fitting(cells: Sequence[Shown]) -> list[int]:
    """The numbers of answers that could stand behind all items of a release."""
    return [of for of, possible in readings().items() if possible.keys() >= set(cells)]


def test_how_many_answered_cannot_be_counted_back_from_all_items_of_a_release() -> None:
    """Even were there an item for every cell that a number of answers can give."""
    assert [of for of, possible in readings().items() if len(fitting(list(possible))) < 2] == []


def test_how_many_agreed_cannot_be_counted_back_even_by_a_reader_who_knows_how_many_answered() -> None:
    assert min(len(agrees) for possible in readings().values() for agrees in possible.values()) >= 2


def test_an_ordinary_release_fits_many_numbers_and_more_counts() -> None:
    cells = [shown(agree, 90) for agree in (55, 61, 66, 71, 78, 84)]

    numbers = fitting(cells)

    assert len(numbers) == 48
    assert min(len({agree for of in numbers for agree in readings()[of][cell]}) for cell in cells) >= 10


# From one release to the next -----------------------------------------------------------------------------------------


@pytest.fixture
def cases(db: None) -> Cases:
    load_reference_data(by=SYSTEM, at=at(SENT))
    return Cases()


def answered(cases: Cases, on: date, rating: int, *, courses: int = 10, places: Sequence[str] = FIVE_PLACES) -> None:
    """Five answers from each of so many workplaces."""
    for course in cases.begin(cases.many(courses, places)):
        cases.close(course, WaveKind.RIGHT_AFTER, on, *[rating] * 5)


def frozen(as_of: date) -> Release:
    return freeze(period=period_on(SENT), as_of=as_of, by=SYSTEM, at=at(date(2027, 2, 1)))


def rows(as_of: date) -> list[tuple[object, ...]]:
    """Everything that is stored about the figure."""
    fields = ("row", "label", "position", "value", "low", "high", "renewed_date")
    return [tuple(getattr(row, field) for field in fields) for row in figures_of(frozen(as_of))[FIGURE]]


def values(as_of: date) -> set[int | None]:
    return {row.value for row in figures_of(frozen(as_of))[FIGURE]}


def test_between_renewals_the_months_are_the_same(cases: Cases) -> None:
    answered(cases, OCTOBER, 5)
    first = rows(OCTOBER)

    answered(cases, NOVEMBER, 1, courses=9)

    assert rows(NOVEMBER) == first
    assert {row[-1] for row in first} == {OCTOBER}


def test_new_answers_gather_over_months_until_they_are_enough(cases: Cases) -> None:
    answered(cases, OCTOBER, 5)
    first = values(OCTOBER)
    answered(cases, NOVEMBER, 1, courses=5)
    second = values(NOVEMBER)
    answered(cases, DECEMBER, 1, courses=5)

    assert (first, second, values(DECEMBER)) == ({100}, {100}, {50})


@pytest.mark.parametrize(
    ("courses", "places"), [(4, FIVE_PLACES), (12, ("101", "265")), (12, ("101", "101", "265", "461"))]
)
def test_new_answers_from_too_few_places_or_mostly_one_renew_nothing(
    cases: Cases, courses: int, places: Sequence[str]
) -> None:
    answered(cases, OCTOBER, 5)
    first = rows(OCTOBER)

    answered(cases, NOVEMBER, 1, courses=courses, places=places)

    assert rows(NOVEMBER) == first


def test_answers_too_few_to_show_and_those_that_come_later_are_shown_together(cases: Cases) -> None:
    answered(cases, SEPTEMBER, 1, courses=5)
    before = values(SEPTEMBER)
    answered(cases, OCTOBER, 5, courses=5)

    assert (before, values(OCTOBER)) == ({None}, {50})

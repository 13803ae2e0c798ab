"""Each figure of the programme, defined once with its sentence. Nothing here shows a number; `core.disclosure` does."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil, floor, sqrt
from statistics import NormalDist, median

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.queries import Opinion
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.foundation.core import disclosure
from sparkweb.foundation.core.disclosure import ANSWERS, CASES, Cell, Rules, Table, Unit
from sparkweb.insight.reporting.basis import Basis, Case, Choice

AGREES_FROM = 4
"""Ratings 4 and 5 on the five-step scale count as agreeing."""
SHARE_STEP, END_STEP = 5, 10
"""A share is rounded to the nearest 5 per cent, the ends of its interval outwards to whole tens: nobody counts back."""
TOTAL = ""
"""The row that stands for the whole population."""
UNANSWERED = "unanswered"


class Shape(StrEnum):
    COUNT = "count"
    SHARE = "share"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Row:
    """One cell as it may be read: None is 'few'."""

    key: str
    label: str
    value: int | None
    low: int | None = None
    high: int | None = None
    renewed_date: date | None = None
    """The day whose answers a share counts; it may be repeated for months after."""


Earlier = Mapping[str, Mapping[str, Row]]
"""The rows of the newest release before this one, by figure and row."""


@dataclass(frozen=True)
class Axis:
    """A way to divide cases: every case stands in exactly one of the rows."""

    rows: Callable[[Basis], Sequence[Choice]]
    row_of: Callable[[Case], str]


@dataclass(frozen=True)
class Figure:
    code: str
    title: str | Promise
    sentence: str | Promise
    shape: Shape


@dataclass(frozen=True)
class Count(Figure):
    """Counts some of the cases along one axis. Counts of the same cases are made safe together."""

    among: Callable[[Basis], Sequence[Case]]
    along: Axis


@dataclass(frozen=True)
class Measure(Figure):
    compute: Callable[[Basis, Mapping[str, Row]], list[Row]]


def release(basis: Basis, earlier: Earlier) -> dict[str, list[Row]]:
    """Every figure's rows by its code, as anybody may see them."""
    counts = [figure for figure in FIGURES if isinstance(figure, Count)]
    return {
        **{code: rows for among in {one.among for one in counts} for code, rows in _counted(among, counts, basis)},
        **{
            figure.code: figure.compute(basis, earlier.get(figure.code, {}))
            for figure in FIGURES
            if isinstance(figure, Measure)
        },
    }


# Counting cases -------------------------------------------------------------------------------------------------------


def _counted(
    among: Callable[[Basis], Sequence[Case]], counts: Sequence[Count], basis: Basis
) -> Iterator[tuple[str, list[Row]]]:
    """The counts of one population."""
    figures, cases = [figure for figure in counts if figure.among == among], among(basis)
    tables = disclosure.publish_together([_cells(figure.along, cases, basis) for figure in figures], CASES)
    for figure, table in zip(figures, tables, strict=True):
        yield figure.code, _rows(figure.along, table, basis)


def _cells(axis: Axis, cases: Sequence[Case], basis: Basis) -> list[Cell]:
    units: dict[str, list[Unit]] = {row.key: [] for row in axis.rows(basis)}
    for case in cases:
        units[axis.row_of(case)].append(Unit(case.municipality, key=case.key))
    return [Cell(row.key, tuple(units[row.key]), row.is_sensitive) for row in axis.rows(basis)]


def _rows(axis: Axis, table: Table, basis: Basis) -> list[Row]:
    cells = [Row(row.key, row.label, _number(table.cells[row.key])) for row in axis.rows(basis)]
    return [Row(TOTAL, "", _number(table.total)), *cells]


def _number(figure: disclosure.Figure) -> int | None:
    return figure if isinstance(figure, int) else None


def _sent(basis: Basis) -> Sequence[Case]:
    return basis.cases


def _begun(basis: Basis) -> Sequence[Case]:
    return [case for case in basis.cases if case.has_begun]


def _answers(_basis: Basis) -> list[Choice]:
    return [
        Choice(str(Outcome.GRANTED), _("Har fået ja")),
        Choice(str(Outcome.WAITING), _("Står på venteliste")),
        Choice(str(Outcome.DECLINED), _("Har fået nej")),
        Choice(UNANSWERED, _("Venter på svar")),
    ]


# A case of a sensitive theme makes the cell sensitive only along the theme: the other axes do not tell it.
BY_THEME = Axis(lambda basis: basis.themes, lambda case: case.theme)
BY_SECTOR_GROUP = Axis(lambda basis: basis.sector_groups, lambda case: case.sector_group)
BY_REGION = Axis(lambda basis: basis.regions, lambda case: case.region)
BY_ANSWER = Axis(_answers, lambda case: case.outcome or UNANSWERED)


# Measuring ------------------------------------------------------------------------------------------------------------


def _may_be_shown(units: Sequence[Unit], rules: Rules) -> bool:
    return _number(disclosure.publish([Cell(TOTAL, tuple(units))], rules).total) is not None


def _weeks_to_answer(basis: Basis, _earlier: Mapping[str, Row]) -> list[Row]:
    """Begun weeks count whole, so that the half has the answer within the number shown."""
    answered = [case for case in basis.cases if case.days_to_answer is not None]
    days = [case.days_to_answer for case in answered if case.days_to_answer is not None]
    if not _may_be_shown([Unit(case.municipality) for case in answered], CASES):
        return [Row(TOTAL, "", None)]
    return [Row(TOTAL, "", max(1, ceil(median(days) / 7)))]


def _agreement(kind: WaveKind) -> Callable[[Basis, Mapping[str, Row]], list[Row]]:
    """One row for each item, answered or not: an item nobody has answered is as silent as one with forty answers."""

    def compute(basis: Basis, earlier: Mapping[str, Row]) -> list[Row]:
        answers: dict[int, list[Opinion]] = {}
        for one in basis.opinions[kind]:
            answers.setdefault(one.item_id, []).append(one)
        return [
            _renewed(earlier.get(item.code, Row(item.code, item.text, None)), answers.get(item.pk, []), basis.as_of)
            for item in basis.items[kind]
        ]

    return compute


def _renewed(shown: Row, answers: Sequence[Opinion], as_of: date) -> Row:
    """The row over all answers, once those that are new since it was shown may be known by themselves.

    Until then it is repeated as it stands. So a reader who compares two releases learns about a whole new crowd, never
    about one workplace: what lies between them passes the rule, or is nothing.
    """
    new = [one for one in answers if shown.renewed_date is None or one.closed_date > shown.renewed_date]
    if not _may_be_shown([Unit(str(one.municipality_id), str(one.workplace_id)) for one in new], ANSWERS):
        return shown
    return _share(shown, agree=sum(one.value >= AGREES_FROM for one in answers), of=len(answers), as_of=as_of)


def _share(row: Row, *, agree: int, of: int, as_of: date) -> Row:
    """The interval covers every share that is rounded to the one shown, so it tells no more about the exact one."""
    value = _nearest(agree, of) * SHARE_STEP
    low, _high = wilson(max(0, value - SHARE_STEP / 2) / 100 * of, of)
    _low, high = wilson(min(100, value + SHARE_STEP / 2) / 100 * of, of)
    steps = 100 // END_STEP
    return Row(row.key, row.label, value, floor(low * steps) * END_STEP, ceil(high * steps) * END_STEP, as_of)


def _nearest(agree: int, of: int) -> int:
    """The share in whole steps, a half upwards."""
    return (2 * agree * (100 // SHARE_STEP) + of) // (2 * of)


def wilson(hits: float, of: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share (Wilson 1927, JASA 22:209-212)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, squared = hits / of, z * z / of
    middle = (share + squared / 2) / (1 + squared)
    reach = z / (1 + squared) * sqrt(share * (1 - share) / of + squared / (4 * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)


# The figures ----------------------------------------------------------------------------------------------------------

FIGURES: tuple[Figure, ...] = (
    Count(
        "ansoegninger-tema",
        gettext_lazy("Ansøgninger efter tema"),
        gettext_lazy("Sendte ansøgninger fra perioden. Hver tæller én gang, under det tema, der fylder mest."),
        Shape.COUNT,
        among=_sent,
        along=BY_THEME,
    ),
    Count(
        "ansoegninger-omraade",
        gettext_lazy("Ansøgninger efter område"),
        gettext_lazy("Sendte ansøgninger fra perioden efter arbejdspladsens område."),
        Shape.COUNT,
        among=_sent,
        along=BY_SECTOR_GROUP,
    ),
    Count(
        "ansoegninger-region",
        gettext_lazy("Ansøgninger efter region"),
        gettext_lazy("Sendte ansøgninger fra perioden efter den region, kommunen ligger i på opgørelsesdagen."),
        Shape.COUNT,
        among=_sent,
        along=BY_REGION,
    ),
    Count(
        "svar",
        gettext_lazy("Svar på ansøgninger"),
        gettext_lazy("Det nyeste svar, arbejdspladsen har fået brev om. Resten venter på svar."),
        Shape.COUNT,
        among=_sent,
        along=BY_ANSWER,
    ),
    Measure(
        "ventetid",
        gettext_lazy("Uger til svar"),
        gettext_lazy("Halvdelen af dem, der har fået svar, fik det nyeste inden for så mange uger."),
        Shape.WEEKS,
        _weeks_to_answer,
    ),
    Count(
        "forloeb-tema",
        gettext_lazy("Forløb efter tema"),
        gettext_lazy("Ansøgninger fra perioden, hvor forløbet er begyndt. Hver tæller én gang, under sit hovedtema."),
        Shape.COUNT,
        among=_begun,
        along=BY_THEME,
    ),
    Count(
        "forloeb-omraade",
        gettext_lazy("Forløb efter område"),
        gettext_lazy("Ansøgninger fra perioden, hvor forløbet er begyndt, efter arbejdspladsens område."),
        Shape.COUNT,
        among=_begun,
        along=BY_SECTOR_GROUP,
    ),
    Count(
        "forloeb-region",
        gettext_lazy("Forløb efter region"),
        gettext_lazy("Ansøgninger fra perioden, hvor forløbet er begyndt, efter kommunens region på opgørelsesdagen."),
        Shape.COUNT,
        among=_begun,
        along=BY_REGION,
    ),
    Measure(
        "evaluering-efter",
        gettext_lazy("Lige efter forløbet"),
        gettext_lazy("Så mange er enige: 4 eller 5 på en skala til 5. Begge sider af bordet, på tværs af forløb."),
        Shape.SHARE,
        _agreement(WaveKind.RIGHT_AFTER),
    ),
    Measure(
        "evaluering-tre-maaneder",
        gettext_lazy("Tre måneder efter"),
        gettext_lazy("Så mange er enige, tre måneder efter at forløbet sluttede: 4 eller 5 på en skala til 5."),
        Shape.SHARE,
        _agreement(WaveKind.THREE_MONTHS),
    ),
)
BY_CODE = {figure.code: figure for figure in FIGURES}

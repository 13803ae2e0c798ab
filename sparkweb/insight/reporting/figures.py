"""Each figure of the programme, defined once with its sentence. Nothing here shows a number; `core.disclosure` does."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import median

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.foundation.core import disclosure
from sparkweb.foundation.core.disclosure import ANSWERS, CASES, Cell, Rules, Unit
from sparkweb.insight.reporting.basis import Basis, Case
from sparkweb.registers.places.queries import regions_on
from sparkweb.registers.programme.models import SectorGroup, Theme

AGREES_FROM = 4
"""Ratings 4 and 5 on the five-step scale count as agreeing."""


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


@dataclass(frozen=True)
class Figure:
    code: str
    title: str | Promise
    sentence: str | Promise
    shape: Shape
    compute: Callable[[Basis], Sequence[Row]]


TOTAL = ""
"""The row that stands for the whole population."""


def _themes() -> list[tuple[str, str, bool]]:
    return [(theme.code, theme.name, theme.is_sensitive) for theme in Theme.objects.all()]


def _groups() -> list[tuple[str, str, bool]]:
    return [(group.code, group.name, False) for group in SectorGroup.objects.all()]


def _counted(
    cases: Iterable[Case],
    rows: Sequence[tuple[str, str, bool]],
    row_of: Callable[[Case], str],
    rules: Rules = CASES,
) -> list[Row]:
    """A one-way table with its total: each case in one row, safe as a whole."""
    found = list(cases)
    units: dict[str, list[Unit]] = {key: [] for key, _label, _sensitive in rows}
    for case in found:
        units[row_of(case)].append(Unit(case.municipality, case.workplace))
    # A row whose cases touch a sensitive theme is only sensitive where the table is by theme: elsewhere it tells none.
    table = disclosure.publish([Cell(key, tuple(units[key]), sensitive) for key, _l, sensitive in rows], rules)
    published = [Row(key, label, _number(table.cells[key])) for key, label, _sensitive in rows]
    return [Row(TOTAL, "", _number(table.total)), *published]


def _number(figure: disclosure.Figure) -> int | None:
    return figure if isinstance(figure, int) else None


def _by_region(cases: Iterable[Case], basis: Basis) -> list[Row]:
    return _counted(
        cases, [(each.code, each.name, False) for each in regions_on(basis.as_of)], lambda case: case.region
    )


def _by_outcome(basis: Basis) -> list[Row]:
    rows = [
        (str(Outcome.GRANTED), str(_("Har fået ja")), False),
        (str(Outcome.WAITING), str(_("Står på venteliste")), False),
        (str(Outcome.DECLINED), str(_("Har fået nej")), False),
        ("unanswered", str(_("Venter på svar")), False),
    ]
    return _counted(basis.cases, rows, lambda case: case.outcome or "unanswered")


def _started(basis: Basis) -> list[Case]:
    return [case for case in basis.cases if case.is_started]


def _weeks_to_answer(basis: Basis) -> list[Row]:
    """The middle waiting time from sent to the newest answer, in whole weeks."""
    answered = [case for case in basis.cases if case.days_to_answer is not None]
    units = [Unit(case.municipality, case.workplace) for case in answered]
    if not CASES.ordinary.allows(units):
        return [Row(TOTAL, "", None)]
    days = [case.days_to_answer for case in answered if case.days_to_answer is not None]
    return [Row(TOTAL, "", round(median(days) / 7))]


def _agreement(kind: WaveKind) -> Callable[[Basis], list[Row]]:
    """Share that agrees with each statement, with Wilson's 95 per cent interval (1927)."""

    def compute(basis: Basis) -> list[Row]:
        by_item: dict[int, list[tuple[Unit, int]]] = {}
        code_of = basis.items
        for one in basis.opinions[kind]:
            unit = Unit(str(one.municipality_id), str(one.course_id))
            by_item.setdefault(one.item_id, []).append((unit, one.value))
        return [_share(code_of[item].code, code_of[item].text, answers) for item, answers in sorted(by_item.items())]

    return compute


def _share(code: str, text: str, answers: Sequence[tuple[Unit, int]]) -> Row:
    if not ANSWERS.ordinary.allows([unit for unit, _value in answers]):
        return Row(code, text, None)
    agree, of = sum(value >= AGREES_FROM for _unit, value in answers), len(answers)
    low, high = wilson(agree, of)
    return Row(code, text, round(100 * agree / of), round(100 * low), round(100 * high))


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's score interval for a share (Wilson 1927, JASA 22:209-212)."""
    share, squared = hits / of, z * z / of
    middle = (share + squared / 2) / (1 + squared)
    reach = z / (1 + squared) * sqrt(share * (1 - share) / of + squared / (4 * of))
    return max(0.0, middle - reach), min(1.0, middle + reach)


FIGURES: tuple[Figure, ...] = (
    Figure(
        "ansoegninger-tema",
        _("Ansøgninger efter tema"),
        _("Sendte ansøgninger i perioden. Hver tæller én gang, under det tema, der fylder mest."),
        Shape.COUNT,
        lambda basis: _counted(basis.cases, _themes(), lambda case: case.theme),
    ),
    Figure(
        "ansoegninger-omraade",
        _("Ansøgninger efter område"),
        _("Sendte ansøgninger i perioden efter arbejdspladsens område."),
        Shape.COUNT,
        lambda basis: _counted(basis.cases, _groups(), lambda case: case.sector_group),
    ),
    Figure(
        "ansoegninger-region",
        _("Ansøgninger efter region"),
        _("Sendte ansøgninger i perioden efter den region, kommunen ligger i på opgørelsesdagen."),
        Shape.COUNT,
        lambda basis: _by_region(basis.cases, basis),
    ),
    Figure(
        "svar",
        _("Svar på ansøgninger"),
        _("Det nyeste svar, arbejdspladsen har fået brev om. Resten venter på svar."),
        Shape.COUNT,
        _by_outcome,
    ),
    Figure(
        "ventetid",
        _("Uger til svar"),
        _("Halvdelen har fået svar inden for så mange uger, fra ansøgningen blev sendt."),
        Shape.WEEKS,
        _weeks_to_answer,
    ),
    Figure(
        "forloeb-tema",
        _("Forløb efter tema"),
        _("Forløb, der er begyndt i perioden. Hvert tæller én gang, under det tema, der fylder mest."),
        Shape.COUNT,
        lambda basis: _counted(_started(basis), _themes(), lambda case: case.theme),
    ),
    Figure(
        "forloeb-omraade",
        _("Forløb efter område"),
        _("Forløb, der er begyndt i perioden, efter arbejdspladsens område."),
        Shape.COUNT,
        lambda basis: _counted(_started(basis), _groups(), lambda case: case.sector_group),
    ),
    Figure(
        "forloeb-region",
        _("Forløb efter region"),
        _("Forløb, der er begyndt i perioden, efter den region, kommunen ligger i på opgørelsesdagen."),
        Shape.COUNT,
        lambda basis: _by_region(_started(basis), basis),
    ),
    Figure(
        "evaluering-efter",
        _("Lige efter forløbet"),
        _("Så mange er enige (4 eller 5 på en skala til 5). Ledere og repræsentanter samlet, på tværs af forløb."),
        Shape.SHARE,
        _agreement(WaveKind.RIGHT_AFTER),
    ),
    Figure(
        "evaluering-tre-maaneder",
        _("Tre måneder efter"),
        _("Så mange er enige (4 eller 5 på en skala til 5), tre måneder efter at forløbet sluttede."),
        Shape.SHARE,
        _agreement(WaveKind.THREE_MONTHS),
    ),
)
BY_CODE = {figure.code: figure for figure in FIGURES}

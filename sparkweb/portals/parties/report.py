"""What the page shows of one release: the same cells, in the shapes that the components draw."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sparkweb.foundation.core.components import Bar, Interval
from sparkweb.foundation.core.disclosure import SUPPRESSED
from sparkweb.insight.reporting.enums import ReachState
from sparkweb.insight.reporting.figures import BY_CODE, TOTAL
from sparkweb.insight.reporting.models import Release, ReleasedFigure
from sparkweb.insight.reporting.queries import Reached, figures_of, reach_of
from sparkweb.portals.parties import map as maps

Cells = Mapping[str, Sequence[ReleasedFigure]]
APPLICATIONS = ("ansoegninger-tema", "ansoegninger-omraade", "ansoegninger-region")
COURSES = ("forloeb-tema", "forloeb-omraade", "forloeb-region")
EVALUATIONS = ("evaluering-efter", "evaluering-tre-maaneder")


@dataclass(frozen=True)
class Headline:
    big: str
    sentence: str
    remark: str = ""


@dataclass(frozen=True)
class Chart:
    title: str | Promise
    sentence: str | Promise
    bars: Sequence[Bar] = ()
    intervals: Sequence[Interval] = ()


@dataclass(frozen=True)
class Family:
    """Charts of the same cases, on one scale."""

    total: str
    charts: Sequence[Chart]
    longest: int


@dataclass(frozen=True)
class Legend:
    sample: SafeString
    label: str | Promise
    count: int


@dataclass(frozen=True)
class Region:
    name: str
    counts: Sequence[int]
    names: Sequence[tuple[str | Promise, str]]
    """Per state: its label and the municipalities' names, or a dash."""


@dataclass(frozen=True)
class Map:
    heading: str
    country: SafeString
    capital: SafeString
    legend: Sequence[Legend]
    regions: Sequence[Region]
    counts: Sequence[int]
    not_yet: str


@dataclass(frozen=True)
class Report:
    release: Release
    headlines: Sequence[Headline]
    map: Map
    applications: Family
    answers: Chart
    courses: Family
    evaluations: Sequence[Chart]


def report(release: Release) -> Report:
    cells, reached = figures_of(release), reach_of(release)
    return Report(
        release=release,
        headlines=_headlines(cells, reached),
        map=_map(reached),
        applications=_family(cells, APPLICATIONS),
        answers=_bars(cells, "svar"),
        courses=_family(cells, COURSES),
        evaluations=[_intervals(cells, code) for code in EVALUATIONS],
    )


# The four figures -----------------------------------------------------------------------------------------------------


def _headlines(cells: Cells, reached: Sequence[Reached]) -> list[Headline]:
    return [_municipalities(reached), _begun(cells), _weeks(cells), _recommend(cells)]


def _municipalities(reached: Sequence[Reached]) -> Headline:
    count = sum(one.state == ReachState.REACHED for one in reached)
    return Headline(str(count), _("af {all} kommuner har fået mindst ét forløb i perioden.").format(all=len(reached)))


def _begun(cells: Cells) -> Headline:
    count = _value(cells, "forloeb-tema")
    if count is None:
        return Headline(_("Få"), _("forløb er begyndt."))
    return Headline(str(count), _("forløb er begyndt."), _("Rundet til nærmeste 5."))


def _weeks(cells: Cells) -> Headline:
    weeks = _value(cells, "ventetid")
    if weeks is None:
        return Headline(_("For få"), _("har fået svar, til at ventetiden kan vises."))
    big = ngettext("{weeks} uge", "{weeks} uger", weeks).format(weeks=weeks)
    sentence = ngettext(
        "Halvdelen fik svar inden for {weeks} uge.", "Halvdelen fik svar inden for {weeks} uger.", weeks
    ).format(weeks=weeks)
    return Headline(big, sentence)


def _recommend(cells: Cells) -> Headline:
    row = next((row for row in cells["evaluering-efter"] if row.row == "anbefaling"), None)
    if row is None or row.value is None:
        return Headline(_("For få"), _("har svaret, til at vi kan sige, hvor mange der vil anbefale SPARK."))
    remark = _("Usikkerhed: {low}–{high} %.").format(low=row.low, high=row.high)
    return Headline(f"{row.value} %", _("vil anbefale SPARK til en anden arbejdsplads."), remark)


def _value(cells: Cells, code: str) -> int | None:
    return next((row.value for row in cells[code] if row.row == TOTAL), None)


# The map --------------------------------------------------------------------------------------------------------------


def _map(reached: Sequence[Reached]) -> Map:
    states = {one.code: one.state for one in reached}
    counts = Counter(states.values())
    return Map(
        heading=_map_heading(counts[ReachState.NOT_YET]),
        country=maps.country(states),
        capital=maps.capital(states),
        legend=[Legend(maps.sample(state), state.label, counts[state]) for state in ReachState],
        regions=[_region(name, reached) for name in dict.fromkeys(sorted(one.region for one in reached))],
        counts=[counts[state] for state in ReachState],
        not_yet=_names(reached, ReachState.NOT_YET),
    )


def _map_heading(not_yet: int) -> str:
    if not not_yet:
        return _("Alle kommuner er nået")
    return ngettext("{count} kommune er ikke nået endnu", "{count} kommuner er ikke nået endnu", not_yet).format(
        count=not_yet
    )


def _region(name: str, reached: Sequence[Reached]) -> Region:
    here = [one for one in reached if one.region == name]
    return Region(
        name=name,
        counts=[sum(one.state == state for one in here) for state in ReachState],
        names=[(state.label, _names(here, state) or "–") for state in ReachState],
    )


def _names(reached: Sequence[Reached], state: ReachState) -> str:
    return ", ".join(one.name for one in reached if one.state == state)


# Charts ---------------------------------------------------------------------------------------------------------------


def _family(cells: Cells, codes: Sequence[str]) -> Family:
    total = _value(cells, codes[0])
    return Family(
        total=str(SUPPRESSED if total is None else total),
        charts=[_bars(cells, code) for code in codes],
        longest=max((row.value or 0 for code in codes for row in cells[code] if row.row != TOTAL), default=0),
    )


def _bars(cells: Cells, code: str) -> Chart:
    rows = [row for row in cells[code] if row.row != TOTAL]
    figure = BY_CODE[code]
    return Chart(figure.title, figure.sentence, bars=[_bar(row) for row in rows])


def _bar(row: ReleasedFigure) -> Bar:
    return Bar(row.label, row.value, text=str(SUPPRESSED if row.value is None else row.value))


def _intervals(cells: Cells, code: str) -> Chart:
    figure = BY_CODE[code]
    return Chart(figure.title, figure.sentence, intervals=[_interval(row) for row in cells[code]])


def _interval(row: ReleasedFigure) -> Interval:
    text = _("{value} % ({low}–{high})").format(value=row.value, low=row.low, high=row.high)
    return Interval(row.label, row.value, row.low or 0, row.high or 0, text)

"""The cells of the page as a file that a Danish Excel opens at once: semicolons, and a mark that says UTF-8."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from sparkweb.foundation.core.disclosure import SUPPRESSED
from sparkweb.insight.reporting.figures import FIGURES, TOTAL, Shape
from sparkweb.insight.reporting.models import Release, ReleasedFigure
from sparkweb.insight.reporting.queries import figures_of, reach_of

BYTE_ORDER_MARK = "\ufeff"


def file_name(release: Release) -> str:
    return f"spark-tal-{release.as_of_date:%Y-%m-%d}.csv"


def as_csv(release: Release) -> str:
    file = StringIO()
    rows = csv.writer(file, delimiter=";")
    rows.writerow([_("Periode"), _("Opgjort"), _("Tal"), _("Række"), _("Værdi"), _("Fra"), _("Til"), _("Betyder")])
    cells = figures_of(release)
    for figure in FIGURES:
        for row in cells[figure.code]:
            rows.writerow(
                [*_head(release, row), figure.title, _label(row), *_values(row, figure.shape), figure.sentence]
            )
    for one in reach_of(release):
        rows.writerow([*_head(release), _("Kommuner"), one.name, one.state.label, "", "", one.region])
    return BYTE_ORDER_MARK + file.getvalue()


def _head(release: Release, row: ReleasedFigure | None = None) -> list[str]:
    """A share may be older than the release that repeats it."""
    day = (row and row.renewed_date) or release.as_of_date
    return [release.period.code, f"{day:%d-%m-%Y}"]


def _label(row: ReleasedFigure) -> str:
    return _("I alt") if row.row == TOTAL else row.label


def _values(row: ReleasedFigure, shape: Shape) -> list[str]:
    percent = " %" if shape == Shape.SHARE else ""
    values = [row.value, row.low, row.high]
    shown = ["" if value is None else f"{value}{percent}" for value in values]
    return shown if row.value is not None else [str(SUPPRESSED), "", ""]

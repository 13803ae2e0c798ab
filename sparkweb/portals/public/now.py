"""The strip under the heading: what a workplace would want to know today."""

from dataclasses import dataclass
from datetime import date, timedelta

from sparkweb.flow.prioritisation import queries as prioritisation
from sparkweb.flow.prioritisation.models import Round
from sparkweb.insight.reporting import queries as reporting
from sparkweb.registers.programme import queries as programme
from sparkweb.registers.programme.models import AgreementPeriod

WAITING = "ventetid"


@dataclass(frozen=True)
class Now:
    round: Round | None
    """The next round a new application can be part of; none before the secretariat has planned it."""
    weeks: int | None
    """From sent to answered, as of last month's end; none while the answers are too few to say."""

    @property
    def last_day(self) -> date | None:
        """The round closes at the beginning of its day, so the day before is the last."""
        return self.round.closes_date - timedelta(days=1) if self.round else None


def on(day: date) -> Now:
    return Now(round=prioritisation.next_round(day), weeks=_weeks_to_answer(day))


def _weeks_to_answer(day: date) -> int | None:
    try:
        release = reporting.newest_release(programme.period_on(day))
    except AgreementPeriod.DoesNotExist:
        return None
    rows = reporting.figures_of(release).get(WAITING, []) if release else []
    return rows[0].value if rows else None

"""The strip under the heading: what a workplace would want to know today."""

from dataclasses import dataclass
from datetime import date

from sparkweb.flow.prioritisation import queries as prioritisation
from sparkweb.flow.prioritisation.models import Round


@dataclass(frozen=True)
class Now:
    round: Round | None
    """The next round a new application can be part of; none before the secretariat has planned it."""
    weeks: int | None
    """How long the workplaces of the last half year waited for their first meeting; none while they are too few."""


def on(day: date) -> Now:
    return Now(round=prioritisation.next_round(day), weeks=None)

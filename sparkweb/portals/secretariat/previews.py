"""Each letter as its first reader will see it, and how many get it."""

from dataclasses import dataclass

from sparkweb.flow.prioritisation.mails import letter_of
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.queries import decisions_to_tell
from sparkweb.foundation.messaging.letters import Letter


@dataclass(frozen=True)
class Preview:
    decision: Decision
    letter: Letter
    first_names: list[str]


def previews_of(round_: Round) -> list[Preview]:
    return [_preview(decision) for decision in decisions_to_tell(round_)]


def _preview(decision: Decision) -> Preview:
    names = [seat.person.first_name for seat in decision.application.committee.seats.all()]
    return Preview(decision, letter_of(decision, first_name=next(iter(names), "…"), url=""), names)

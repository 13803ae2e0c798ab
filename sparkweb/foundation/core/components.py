"""The shapes that pages hand to the components."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    DONE = "done"
    HERE = "here"
    NEXT = "next"


@dataclass(frozen=True)
class Step:
    """One step of a form, or one stop on a course. The note stands under it: a date, who it waits for."""

    label: str
    stage: Stage
    url: str = ""
    note: str = ""


def steps_at(here: int, labels: Sequence[str], urls: Sequence[str] = ()) -> list[Step]:
    """The steps of a form when standing at number `here`, counted from 1. Only steps already done become links."""

    def stage(number: int) -> Stage:
        return Stage.HERE if number == here else Stage.DONE if number < here else Stage.NEXT

    linked = [*urls, *[""] * (len(labels) - len(urls))]
    return [
        Step(label, stage(number), url if number < here else "")
        for number, (label, url) in enumerate(zip(labels, linked, strict=True), start=1)
    ]


@dataclass(frozen=True)
class Bar:
    """One bar: solid for what is decided, lighter for what is proposed, a line at the goal people set.

    None in `value` is drawn as too few to say; `text` says it.
    """

    label: str
    value: float | None
    proposed: float = 0
    goal: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Interval:
    """A figure with its uncertainty. None in `value` prints as too few to say."""

    label: str
    value: float | None
    low: float = 0
    high: float = 0
    text: str = ""

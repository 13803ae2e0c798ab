"""Two pages measured in the same run, turn by turn: A B A B, so that the machine's moods fall on both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from benchmarks.servers import Server
from benchmarks.visiting import visit

TURNS = 4
MOST_SPREAD = 1.3
"""When the turns of one page differ by more, the machine was busy with something else and the run says nothing."""
TRIES = 3


@dataclass(frozen=True)
class Page:
    """One page of one server, as so many visitors ask for it."""

    server: Server
    path: str
    cookie: str = ""
    connections: int = 1


@dataclass
class Measured:
    """What a page cost: processor milliseconds per request in each turn, and how long every answer took."""

    cpu_ms: list[float] = field(default_factory=list)
    answers_ms: list[float] = field(default_factory=list)

    @property
    def cost(self) -> float:
        return median(self.cpu_ms)

    @property
    def is_steady(self) -> bool:
        return max(self.cpu_ms) / min(self.cpu_ms) <= MOST_SPREAD

    @property
    def p50(self) -> float:
        return median(self.answers_ms)

    @property
    def p99(self) -> float:
        return quantiles(self.answers_ms, n=100)[98]


@dataclass(frozen=True)
class Comparison:
    ours: Measured
    theirs: Measured

    @property
    def is_steady(self) -> bool:
        return self.ours.is_steady and self.theirs.is_steady

    @property
    def ratio(self) -> float:
        """The median over the turns, each of ours against theirs of the same round."""
        return median(our / their for our, their in zip(self.ours.cpu_ms, self.theirs.cpu_ms, strict=True))


def compare(ours: Page, theirs: Page, seconds: float) -> Comparison:
    """Tried again while the machine is unsteady, three times at most; the last try stands, steady or not."""
    for _ in range(TRIES):
        comparison = Comparison(*take_turns([ours, theirs], seconds))
        if comparison.is_steady:
            break
    return comparison


def take_turns(pages: Sequence[Page], seconds: float) -> list[Measured]:
    results = [Measured() for _ in pages]
    for page in pages:
        _turn(page, Measured(), seconds / 2)  # To warm up.
    for _ in range(TURNS):
        for page, result in zip(pages, results, strict=True):
            _turn(page, result, seconds)
    return results


def _turn(page: Page, result: Measured, seconds: float) -> None:
    before = page.server.cpu_seconds()
    answers = visit(page.server.port, page.path, cookie=page.cookie, connections=page.connections, seconds=seconds)
    result.cpu_ms.append(1000 * (page.server.cpu_seconds() - before) / len(answers))
    result.answers_ms += answers

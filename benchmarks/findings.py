"""One line for each goal: what was found, what must hold, and where we want to be."""

from collections.abc import Iterable
from dataclasses import dataclass

FAILED, REFUSED = 1, 2


@dataclass(frozen=True)
class Finding:
    """The gate is what must hold; the aim is where we want to be."""

    goal: str
    what: str
    value: float
    gate: float
    aim: float
    detail: str = ""
    is_steady: bool = True

    @property
    def verdict(self) -> str:
        if not self.is_steady:
            return "refused"
        if self.value > self.gate:
            return "FAILED"
        return "aim reached" if self.value <= self.aim else "gate holds"

    def __str__(self) -> str:
        value = f"{self.value:.2f}" if self.is_steady else "–"
        bounds = f"≤ {self.gate:g} ({self.aim:g})"
        return f"{self.goal:<4} {self.what:<54} {value:>7}  {bounds:<13} {self.verdict:<12} {self.detail}"


def show(findings: Iterable[Finding]) -> int:
    """Each line as it is found; the answer is the exit code."""
    verdicts = set()
    for finding in findings:
        print(finding, flush=True)
        verdicts.add(finding.verdict)
    if "refused" in verdicts:
        print("\nRefused: the turns of one page differed by more than 30 %. Run again when the machine is quiet.")
    return FAILED if "FAILED" in verdicts else REFUSED if "refused" in verdicts else 0

"""How long a field may be remembered; every own model says it for every field, and a test checks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Classified:
    """Field names, separated by spaces: kept for good, made coarser, or erased when their time has passed."""

    kept: str = ""
    shortened: str = ""
    erased: str = ""

    def names(self) -> list[str]:
        return [*self.kept.split(), *self.shortened.split(), *self.erased.split()]

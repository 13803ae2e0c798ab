"""What a yes would do to the spread and the capacity. Plain Python, no Django: easy to test and to prove."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One application as the round weighs it; never its distress, never its text."""

    municipality: int
    sector_group: int
    theme: int
    days_waited: int


@dataclass
class Standing:
    """What has been granted so far in the period, and the places left in the round."""

    places: int
    by_municipality: Counter[int] = field(default_factory=Counter)
    by_group: Counter[int] = field(default_factory=Counter)
    by_theme: Counter[int] = field(default_factory=Counter)
    granted_now: int = 0

    @property
    def places_left(self) -> int:
        return self.places - self.granted_now

    def granted_before(self) -> int:
        return sum(self.by_municipality.values())


@dataclass(frozen=True)
class Effect:
    """The change one more yes makes."""

    municipality_before: int
    group_before: int
    group_share_percent: int
    theme_before: int
    places_left_after: int

    @property
    def is_first_in_municipality(self) -> bool:
        return self.municipality_before == 0

    @property
    def fits(self) -> bool:
        return self.places_left_after >= 0


def standing(granted_in_period: Iterable[Case], *, places: int, granted_now: int) -> Standing:
    """Sum up the period's yeses; `granted_now` of them belong to this round and use its places."""
    result = Standing(places=places, granted_now=granted_now)
    for case in granted_in_period:
        result.by_municipality[case.municipality] += 1
        result.by_group[case.sector_group] += 1
        result.by_theme[case.theme] += 1
    return result


def effect_of(case: Case, before: Standing) -> Effect:
    """What granting this one would change, all else as it stands."""
    total_after = before.granted_before() + 1
    group_after = before.by_group[case.sector_group] + 1
    return Effect(
        municipality_before=before.by_municipality[case.municipality],
        group_before=before.by_group[case.sector_group],
        group_share_percent=round(100 * group_after / total_after),
        theme_before=before.by_theme[case.theme],
        places_left_after=before.places_left - 1,
    )

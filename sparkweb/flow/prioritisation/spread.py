"""What a yes does to the spread and the capacity. Plain Python, no Django: easy to test and to prove."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """One application as the round weighs it; never its distress, never its text."""

    municipality: int
    sector_group: int
    theme: int


@dataclass
class Standing:
    """What has been granted so far in the period, and how many of the round's places are used."""

    places: int
    granted_now: int = 0
    by_municipality: Counter[int] = field(default_factory=Counter)
    by_group: Counter[int] = field(default_factory=Counter)
    by_theme: Counter[int] = field(default_factory=Counter)

    @property
    def places_left(self) -> int:
        """Below zero when people have said yes to more than there is room for."""
        return self.places - self.granted_now

    @property
    def granted(self) -> int:
        return self.by_municipality.total()

    @property
    def municipalities_reached(self) -> int:
        return sum(1 for count in self.by_municipality.values() if count)


@dataclass(frozen=True)
class Effect:
    """The change that one yes makes, all else as it stands."""

    municipality_before: int
    group_percent_before: int
    group_percent_after: int
    places_left_after: int


def standing(granted_in_period: Iterable[Case], *, places: int, granted_now: int) -> Standing:
    """Sum up the period's yeses; `granted_now` of them belong to this round and use its places."""
    result = Standing(places=places, granted_now=granted_now)
    for case in granted_in_period:
        result.by_municipality[case.municipality] += 1
        result.by_group[case.sector_group] += 1
        result.by_theme[case.theme] += 1
    return result


def effect_of(case: Case, now: Standing, *, is_granted: bool = False) -> Effect:
    """What a yes to this one changes; one that is granted already is seen against the others."""
    own = int(is_granted)
    others, group_others = now.granted - own, now.by_group[case.sector_group] - own
    return Effect(
        municipality_before=now.by_municipality[case.municipality] - own,
        group_percent_before=percent(group_others, others),
        group_percent_after=percent(group_others + 1, others + 1),
        places_left_after=now.places_left + own - 1,
    )


def percent(part: int, whole: int) -> int:
    """Rounded half up; nothing of nothing is nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0

"""The consultants: what they can, where they start from, how much they carry and when they are taken."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from sparkweb.flow.planning.queries import point_of
from sparkweb.flow.planning.services import Slot
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.core.geography import road_km
from sparkweb.registers.consultants.enums import HalfDay
from sparkweb.registers.consultants.models import Absence, Booking, Commitment, Consultant
from sparkweb.registers.consultants.queries import half_days
from tests.living_year import crowd
from tests.living_year.almanac import DAY, can_meet, moment, workdays_after
from tests.living_year.applying import Case
from tests.world import employ, equip

HOURS = {HalfDay.MORNING: (9, 12), HalfDay.AFTERNOON: (13, 16)}
WHOLE_DAY = (9, 15)
KM_FOR_A_COURSE = 20
"""How much further somebody may live who carries one course less."""


@dataclass
class Diary:
    """One consultant's half-days and courses as the year goes on."""

    consultant: Consultant
    skills: frozenset[str]
    taken: set[tuple[date, HalfDay]] = field(default_factory=set)
    carried: list[tuple[date, date | None]] = field(default_factory=list)
    away: tuple[Absence, ...] = ()

    def load_on(self, day: date) -> int:
        return sum(start <= day and (end is None or day < end) for start, end in self.carried)

    def can_take(self, theme: str, day: date) -> bool:
        return (
            theme in self.skills
            and self.load_on(day) < self.consultant.max_open_courses
            and not any(absence.covers(day) for absence in self.away)
        )

    def slots_from(self, day: date, count: int, dice: Random, *, is_whole: bool = False) -> list[Slot]:
        """So many free half-days a few days apart, at ordinary hours."""
        found: list[Slot] = []
        while len(found) < count:
            slot = self._slot(day, dice, is_whole)
            day += (1 if slot is None else dice.randint(1, 5)) * DAY
            found += [slot] if slot else []
        return found

    def take(self, slot: Slot) -> None:
        self.taken |= set(half_days(slot.starts_at, slot.ends_at))

    def _slot(self, day: date, dice: Random, is_whole: bool) -> Slot | None:
        if not can_meet(day) or any(absence.covers(day) for absence in self.away):
            return None
        for start, end in (WHOLE_DAY,) if is_whole else dice.sample(list(HOURS.values()), 2):
            slot = Slot(moment(day, start), moment(day, end))
            if self.taken.isdisjoint(half_days(slot.starts_at, slot.ends_at)):
                return slot
        return None


def hire_the_rest(at: datetime) -> None:
    """Together with the cast's they cover the country."""
    for each in crowd.consultants():
        first, *_, last = each["name"].lower().split()
        user = employ(each["name"], f"{first}.{last}@spark.example", Role.CONSULTANT, at)
        equip(user, each["base"], each["capacity"], tuple(each["skills"]))


def send_away(today: date) -> None:
    """One consultant is on leave just now, before the year's dates are made."""
    consultant = Consultant.objects.order_by("-user__name")[0]
    Absence.objects.create(consultant=consultant, from_date=workdays_after(today, -3), to_date=workdays_after(today, 9))


def diaries() -> list[Diary]:
    """With what the cast has booked already."""
    found = Consultant.objects.select_related("base", "user").prefetch_related("skills", "absences").order_by("pk")
    return [_diary(consultant) for consultant in found]


def _diary(consultant: Consultant) -> Diary:
    booked = Booking.objects.filter(consultant=consultant).values_list("date", "half_day")
    carried = Commitment.objects.filter(consultant=consultant).values_list("from_date", "ended_date")
    return Diary(
        consultant,
        frozenset(theme.code for theme in consultant.skills.all()),
        {(day, HalfDay(half)) for day, half in booked},
        list(carried),
        tuple(consultant.absences.all()),
    )


def best_for(case: Case, day: date, among: list[Diary]) -> Diary | None:
    """Near, and not the busiest; never without the skill or the room."""
    there = point_of(case.application.municipality)

    def cost(diary: Diary) -> float:
        return road_km(point_of(diary.consultant.base), there) + KM_FOR_A_COURSE * diary.load_on(day)

    able = [diary for diary in among if diary.can_take(case.theme.code, day)]
    return min(able, key=cost) if able else None

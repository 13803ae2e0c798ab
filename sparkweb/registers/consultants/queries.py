"""Reads on consultants: who has room, who can what, who is taken when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sparkweb.registers.consultants.models import Absence, Booking, Consultant


@dataclass(frozen=True)
class Load:
    """A consultant and how many courses they carry now."""

    consultant: Consultant
    open_courses: int

    @property
    def places_left(self) -> int:
        return _places_left(self.consultant.max_open_courses, self.open_courses)


OPEN_COURSES = Count("commitments", filter=Q(commitments__ended_date=None))


def loads() -> list[Load]:
    """Active consultants with their skills and load, by name, in constant queries."""
    active = Consultant.objects.active()
    carried = dict(active.annotate(carried=OPEN_COURSES).values_list("pk", "carried"))
    by_name = active.select_related("user", "base").prefetch_related("skills").order_by("user__name", "pk")
    return [Load(each, carried[each.pk]) for each in by_name]


def free_places() -> int:
    """How many more courses the consultants can carry now. One query."""
    rows = Consultant.objects.active().annotate(carried=OPEN_COURSES).values_list("max_open_courses", "carried")
    return sum(_places_left(room, carried) for room, carried in rows)


def taken_between(consultant: Consultant, from_date: date, to_date: date) -> QuerySet[Booking]:
    return consultant.bookings.filter(date__gte=from_date, date__lt=to_date).order_by("date", "half_day")


def absent_on(day: date) -> set[int]:
    """Ids of the consultants who are away that day."""
    return set(Absence.objects.on(day).values_list("consultant", flat=True))


def _places_left(room: int, carried: int) -> int:
    return max(0, room - carried)

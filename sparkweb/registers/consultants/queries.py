"""Reads on consultants: who has room, who can what, who is taken when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from sparkweb.registers.consultants.enums import HalfDay
from sparkweb.registers.consultants.models import Absence, Booking, Consultant

NOON = time(12)


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
    return [Load(each, carried.get(each.pk, 0)) for each in by_name]


def free_places() -> int:
    """How many more courses the consultants can carry now. One query."""
    rows = Consultant.objects.active().annotate(carried=OPEN_COURSES).values_list("max_open_courses", "carried")
    return sum(_places_left(room, carried) for room, carried in rows)


def of_user(user_id: int | None) -> Consultant | None:
    return Consultant.objects.select_related("user", "base").filter(user=user_id).first() if user_id else None


def taken_between(consultant: Consultant, from_date: date, to_date: date) -> QuerySet[Booking]:
    return consultant.bookings.filter(date__gte=from_date, date__lt=to_date).order_by("date", "half_day")


def taken_among(consultant: Consultant, spans: Sequence[tuple[datetime, datetime]]) -> list[bool]:
    """For each span, whether the consultant is booked in one of its half-days. One query."""
    wanted = [set(half_days(*span)) for span in spans]
    days = {day for half in wanted for day, _ in half}
    taken = set(consultant.bookings.filter(date__in=days).values_list("date", "half_day"))
    return [not taken.isdisjoint(half) for half in wanted]


def half_days(starts_at: datetime, ends_at: datetime) -> list[tuple[date, HalfDay]]:
    """The half-days a meeting touches, in Danish time. A meeting stays within one day."""
    start, end = localtime(starts_at), localtime(ends_at)
    touched = []
    if start.time() < NOON:
        touched.append((start.date(), HalfDay.MORNING))
    if end.time() > NOON:
        touched.append((start.date(), HalfDay.AFTERNOON))
    return touched


def absent_on(day: date) -> set[int]:
    """Ids of the consultants who are away that day."""
    return set(Absence.objects.on(day).values_list("consultant", flat=True))


def _places_left(room: int, carried: int) -> int:
    return max(0, room - carried)

"""Reads on consultants: who has room, who can what, who is taken when."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sparkweb.registers.consultants.models import Booking, Commitment, Consultant


@dataclass(frozen=True)
class Load:
    """A consultant and how many courses they carry now."""

    consultant: Consultant
    open_courses: int

    @property
    def places_left(self) -> int:
        return max(0, self.consultant.max_open_courses - self.open_courses)


def loads() -> list[Load]:
    """Active consultants with their skills and load, by name, in constant queries."""
    carried = dict(
        Commitment.objects.filter(ended_date=None).values_list("consultant").annotate(count=Count("id")).order_by()
    )
    consultants = Consultant.objects.active().select_related("user", "base").prefetch_related("skills")
    return [Load(each, carried.get(each.pk, 0)) for each in consultants.order_by("user__name")]


def free_places() -> int:
    """How many more courses the consultants can carry now."""
    return sum(load.places_left for load in loads())


def taken_between(consultant: Consultant, from_date: date, to_date: date) -> QuerySet[Booking]:
    return consultant.bookings.filter(date__gte=from_date, date__lt=to_date).order_by("date", "half_day")


def absent_on(day: date) -> set[int]:
    """Ids of the consultants who are away that day."""
    away = Q(absences__from_date__lte=day) & (Q(absences__to_date=None) | Q(absences__to_date__gt=day))
    return set(Consultant.objects.filter(away).values_list("id", flat=True))

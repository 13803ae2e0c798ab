"""Reads on assignments, dates and visits. `assignments_to_open` is the seam to the courses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from sparkweb.flow.applications.models import Application
from sparkweb.flow.planning.models import Assignment, DateOption, DateProposal, DateWish, Visit
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.flow.prioritisation.queries import granted_decisions
from sparkweb.foundation.core.geography import Point, road_km
from sparkweb.registers.consultants import queries as consultants
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.places.models import Municipality


@dataclass(frozen=True)
class Suggestion:
    """One consultant seen from one application, with what speaks for and against."""

    consultant: Consultant
    has_skill: bool
    open_courses: int
    places_left: int
    road_km: int
    is_away: bool

    @property
    def can_take_it(self) -> bool:
        return self.has_skill and self.places_left > 0 and not self.is_away


def granted_without_assignment() -> QuerySet[Decision]:
    """Yeses that wait for a consultant, oldest first."""
    current = Assignment.objects.filter(application=OuterRef("application"), ended_date=None)
    return granted_decisions().exclude(Exists(current))


def suggestions(application: Application, on: date) -> list[Suggestion]:
    """Every active consultant, those who can take it first and the nearest of them on top."""
    return suggestions_for([application], on)[application.pk]


def suggestions_for(applications: Sequence[Application], on: date) -> dict[UUID, list[Suggestion]]:
    """The same for many applications, in constant queries."""
    loads, away = consultants.loads(), consultants.absent_on(on)
    return {application.pk: _ranked(application, loads, away) for application in applications}


def _ranked(application: Application, loads: Sequence[consultants.Load], away: set[int]) -> list[Suggestion]:
    theme = next(row.theme for row in application.theme_rows.all() if row.is_main)
    there = point_of(application.municipality)
    found = [
        Suggestion(
            consultant=load.consultant,
            has_skill=theme in load.consultant.skills.all(),
            open_courses=load.open_courses,
            places_left=load.places_left,
            road_km=round(road_km(point_of(load.consultant.base), there)),
            is_away=load.consultant.id in away,
        )
        for load in loads
    ]
    return sorted(found, key=lambda one: (not one.can_take_it, one.road_km, one.open_courses, one.consultant.pk))


def point_of(municipality: Municipality) -> Point:
    return Point(float(municipality.latitude), float(municipality.longitude))


def current_assignment(application_id: UUID) -> Assignment | None:
    return (
        Assignment.objects.filter(application=application_id, ended_date=None)
        .select_related("consultant__user", "application")
        .first()
    )


def assignments_to_open(known_courses: QuerySet[Application]) -> QuerySet[Assignment]:
    """Current assignments whose application has no course yet; the caller says which have."""
    return Assignment.objects.filter(ended_date=None).exclude(application__in=known_courses)


def open_proposals() -> QuerySet[DateProposal]:
    """Proposals nobody has picked from or replaced, with their options and what the workplace said to them."""
    wishes = Prefetch("wishes", queryset=DateWish.objects.select_related("seat__person"))
    return DateProposal.objects.filter(closed_at=None).prefetch_related("options", wishes)


def open_proposal(assignment: Assignment) -> DateProposal | None:
    return open_proposals().filter(assignment=assignment).first()


def options_left(proposal: DateProposal, *, at: datetime) -> list[DateOption]:
    """The options that lie ahead and still fit the consultant's calendar, soonest first."""
    ahead = [option for option in proposal.options.all() if option.starts_at > at]
    taken = consultants.taken_among(
        proposal.assignment.consultant, [(option.starts_at, option.ends_at) for option in ahead]
    )
    return [option for option, is_taken in zip(ahead, taken, strict=True) if not is_taken]


def visits_of(consultant: Consultant, *, from_at: datetime) -> QuerySet[Visit]:
    """A consultant's booked visits from a moment on, soonest first."""
    return (
        Visit.objects.filter(assignment__consultant=consultant, cancelled_at=None, ends_at__gte=from_at)
        .select_related("assignment__application__workplace", "assignment__application__municipality")
        .order_by("starts_at")
    )


def next_visit(assignments: Sequence[Assignment], *, from_at: datetime) -> Visit | None:
    return Visit.objects.filter(assignment__in=assignments, cancelled_at=None, ends_at__gte=from_at).first()

"""What belongs to the seat behind the session. Another committee's case does not exist here."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from sparkweb.flow.applications import queries
from sparkweb.flow.applications.models import Application
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of


@dataclass(frozen=True)
class Case:
    """One application, the people on it now, and which of them is looking."""

    application: Application
    seats: list[Seat]
    me: Seat
    came_by_link: bool

    @property
    def other_side(self) -> Side:
        return Side.EMPLOYEES if self.me.side == Side.LEADER else Side.LEADER

    def on_side(self, side: Side) -> list[Seat]:
        return [seat for seat in self.seats if seat.side == side]

    def seat(self, seat_id: UUID) -> Seat:
        """Somebody on this committee. Raises Http404."""
        return _the(seat_id, self.seats)


def case_of(request: SparkRequest, application_id: UUID) -> Case:
    """Raises Http404 for whatever is not the actor's own."""
    seat_id = request.actor.seat_id
    application = queries.visible_to_seat(seat_id).filter(pk=application_id).first() if seat_id else None
    if seat_id is None or application is None:
        raise Http404
    seats = list(seats_of(application.committee))
    return Case(application, seats, me=_the(seat_id, seats), came_by_link=request.actor.came_by_link)


def _the(seat_id: UUID, seats: list[Seat]) -> Seat:
    found = next((seat for seat in seats if seat.id == seat_id), None)
    if found is None:
        raise Http404
    return found

"""Reads on seats and the people in them."""

from uuid import UUID

from sparkweb.registers.workplaces.models import Committee, Seat, SeatQuerySet


def seats_of(committee: Committee) -> SeatQuerySet:
    """The people on the committee now, leader side first."""
    return committee.seats.current().select_related("person")


def current_seat(seat_id: UUID) -> Seat | None:
    return Seat.objects.current().select_related("person", "committee__workplace").filter(pk=seat_id).first()


def seat_now(seat_id: UUID, committee: Committee) -> Seat | None:
    """The same person's seat of today: a corrected address has given them a new one. None when they have left."""
    return seats_of(committee).filter(person__seats__id=seat_id, person__seats__committee=committee).first()


def has_sat(seat_id: UUID, committee: Committee) -> bool:
    return committee.seats.filter(pk=seat_id).exists()


def current_seats_with_address(email: str) -> SeatQuerySet:
    return Seat.objects.current().filter(person__email__iexact=email).select_related("person")

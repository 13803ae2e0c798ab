"""Writes on load and calendar. Planning takes them on and courses ends them."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from sparkweb.registers.consultants.enums import HalfDay
from sparkweb.registers.consultants.models import Booking, Commitment, Consultant


class AlreadyBooked(Exception):
    """Raised when the consultant is taken in one of the half-days."""


@transaction.atomic
def take_on(*, consultant: Consultant, about_key: str, from_date: date) -> Commitment:
    return Commitment.objects.create(consultant=consultant, about_key=about_key, from_date=from_date)


@transaction.atomic
def lay_down(*, about_key: str, ended_date: date) -> None:
    Commitment.objects.filter(about_key=about_key, ended_date=None).update(ended_date=ended_date)


@transaction.atomic
def book(*, consultant: Consultant, slots: Iterable[tuple[date, HalfDay]], about_key: str) -> None:
    """All half-days or none. Raises AlreadyBooked; the unique key decides between two at once."""
    try:
        with transaction.atomic():
            for day, half in slots:
                Booking.objects.create(consultant=consultant, date=day, half_day=half, about_key=about_key)
    except IntegrityError as taken:
        raise AlreadyBooked(_("Den tid er lige blevet optaget. Vælg en anden.")) from taken


@transaction.atomic
def release(*, about_key: str) -> None:
    Booking.objects.filter(about_key=about_key).delete()

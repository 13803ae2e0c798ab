"""Writes on workplaces, committees and seats."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.acting import HasKey
from sparkweb.foundation.core.mailboxes import mailbox
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector
from sparkweb.registers.workplaces.enums import CommitteeKind, SeatRole
from sparkweb.registers.workplaces.models import Committee, Person, Seat, Workplace

MOST_MEMBERS = 12
"""More than any committee that applies; a list without end would be a way to write to strangers."""


class AddressTaken(Exception):
    """Raised when two members would share a mailbox; one mailbox can never speak for two people."""


class CommitteeFull(Exception):
    """Raised when a committee has as many members as it can have."""


@dataclass(frozen=True)
class WorkplaceFacts:
    name: str
    municipality: Municipality
    sector: Sector
    employee_count: int


@dataclass(frozen=True)
class MemberFacts:
    name: str
    email: str
    role: SeatRole


@transaction.atomic
def register_workplace(*, facts: WorkplaceFacts, by: HasKey, at: datetime) -> Committee:
    """A workplace as its people describe it, with an empty committee around it."""
    workplace = Workplace.objects.create(
        name=facts.name,
        municipality=facts.municipality,
        sector=facts.sector,
        employee_count=facts.employee_count,
        created_at=at,
    )
    audit.record("workplace.registered", about=workplace, by=by, at=at)
    return Committee.objects.create(workplace=workplace, kind=CommitteeKind.TRIO)


@transaction.atomic
def correct_workplace(*, workplace: Workplace, facts: WorkplaceFacts, by: HasKey, at: datetime) -> Workplace:
    for field in ("name", "municipality", "sector", "employee_count"):
        setattr(workplace, field, getattr(facts, field))
    workplace.save()
    audit.record("workplace.corrected", about=workplace, by=by, at=at)
    return workplace


@transaction.atomic
def add_member(*, committee: Committee, facts: MemberFacts, by: HasKey, at: datetime) -> Seat:
    """A new person with a seat from today. Raises AddressTaken and CommitteeFull."""
    _refuse_taken_address(committee, facts.email, by=by)
    if committee.seats.current().count() >= MOST_MEMBERS:
        raise CommitteeFull(_("I kan højst være {most} på ansøgningen.").format(most=MOST_MEMBERS))
    person = Person.objects.create(name=facts.name, email=facts.email)
    seat = Seat.objects.create(
        committee=committee, person=person, role=facts.role, side=facts.role.side, from_date=localdate(at)
    )
    audit.record("seat.taken", about=seat, by=by, at=at, facts={"side": seat.side})
    return seat


@transaction.atomic
def correct_member(*, seat: Seat, facts: MemberFacts, by: HasKey, at: datetime) -> Seat:
    """Correct what was typed wrong. A new address is a new key: the old seat ends with its links and sessions."""
    _refuse_taken_address(seat.committee, facts.email, by=by, besides=seat)
    person = seat.person
    if person.email.casefold() != facts.email.casefold():
        end_seat(seat=seat, by=by, at=at)
        seat = Seat(committee=seat.committee, person=person, from_date=localdate(at))
        person.address_confirmed_at = None
    person.name, person.email = facts.name, facts.email
    person.save()
    seat.role, seat.side = facts.role, facts.role.side
    seat.save()
    audit.record("seat.corrected", about=seat, by=by, at=at)
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, by: HasKey, at: datetime) -> Seat:
    """The person leaves the committee; their links and session stop working at once."""
    seat.ended_date = localdate(at)
    seat.save(update_fields=["ended_date"])
    audit.record("seat.ended", about=seat, by=by, at=at)
    return seat


@transaction.atomic
def confirm_address(*, seat: Seat, at: datetime) -> Seat:
    """The person opened the link we mailed, so the address is theirs."""
    if seat.person.address_confirmed_at is None:
        seat.person.address_confirmed_at = at
        seat.person.save(update_fields=["address_confirmed_at"])
    return seat


def _refuse_taken_address(committee: Committee, email: str, *, by: HasKey, besides: Seat | None = None) -> None:
    others = [seat for seat in committee.seats.current().select_related("person") if seat != besides]
    other = next((seat for seat in others if mailbox(seat.person.email) == mailbox(email)), None)
    if other is not None and other.subject == by.key:
        raise AddressTaken(_("Den e-mail bruger du selv. I skal have hver sin, for hvert ja er personligt."))
    if other is not None:
        raise AddressTaken(
            _("{name} bruger allerede den e-mail. I skal have hver sin, for hvert ja er personligt.").format(
                name=other.person.first_name
            )
        )

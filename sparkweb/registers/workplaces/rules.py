"""What a seat lets its holder be: the answer to 'who holds this link'."""

import re
from uuid import UUID

from sparkweb.foundation.accounts import subjects
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import current_seat, current_seats_with_address

LONGEST_NAME = 60
_NO_NAME = re.compile(r"://|[/\\@]|www\.|\w{2}\.\w{2}", re.IGNORECASE)
"""What makes an address that mail programs turn into a link."""
ROLE_OF_SIDE = {Side.LEADER: Role.LEADER, Side.EMPLOYEES: Role.REPRESENTATIVE}


def is_a_name(text: str) -> bool:
    """We write it in letters to others, so it must not carry an address of somebody else's choosing."""
    return len(text) <= LONGEST_NAME and not _NO_NAME.search(text)


def actor_for(seat: Seat, *, came_by_link: bool = False) -> Actor:
    """The holder of one seat: one hat, one side."""
    return Actor(
        key=seat.subject,
        roles=frozenset({ROLE_OF_SIDE[Side(seat.side)]}),
        name=seat.person.name,
        user_id=None,
        seat_id=seat.id,
        came_by_link=came_by_link,
    )


def resolve(key: str) -> Actor | None:
    """None once the seat has ended or the key is no seat's."""
    try:
        seat = current_seat(UUID(key))
    except ValueError:
        return None
    return actor_for(seat) if seat else None


def address_of(key: str) -> str | None:
    try:
        seat = current_seat(UUID(key))
    except ValueError:
        return None
    return seat.person.email if seat else None


def subjects_of(email: str) -> list[str]:
    return [seat.subject for seat in current_seats_with_address(email)]


subjects.register("seat", resolve)
subjects.register_address("seat", address_of)
subjects.register_finder(subjects_of)

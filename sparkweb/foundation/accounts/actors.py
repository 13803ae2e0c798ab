"""Who is acting: one hat at a time, and a key that can be written in the log."""

from dataclasses import dataclass
from uuid import UUID

from sparkweb.foundation.accounts.enums import PARTICIPANTS, STAFF, Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The key outlives the person: 'user:7', 'seat:<uuid>', 'visitor' or 'system'."""

    key: str
    roles: frozenset[Role]
    name: str = ""
    user_id: int | None = None
    seat_id: UUID | None = None
    came_by_link: bool = False
    """The session was opened by a link from the person's own mailbox, not by whoever typed the address."""

    @property
    def first_name(self) -> str:
        return next(iter(self.name.split()), self.name)

    @property
    def is_staff(self) -> bool:
        return bool(self.roles & STAFF)

    @property
    def is_participant(self) -> bool:
        return bool(self.roles & PARTICIPANTS)


VISITOR = Actor(key="visitor", roles=frozenset({Role.VISITOR}))
# The worker and the seed data act as the system; it passes no door, because it comes through none.
SYSTEM = Actor(key="system", roles=frozenset())

"""Asking the product as somebody, and seeing all that came of it. Every question is taken back afterwards."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from sparkweb.foundation.accounts.enums import STAFF, Role
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from tests.world import STAFF as CAST
from tests.world import World

NAMES = {role: name.split()[0] for name, (_, role) in reversed(CAST.items())}
"""The first of the cast in each role of staff."""
AT_THE_DOOR = (Role.VISITOR, Role.LEADER, Role.REPRESENTATIVE, *sorted(STAFF))
"""Roles somebody can come in as today; the others have no way to get a session."""
_WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    text: str
    wrote: frozenset[str] = field(default=frozenset())
    """The tables in which the question changed anything."""
    broke: str = ""
    """What went wrong on our side, when something did."""

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def everything(self) -> str:
        """Headers and body."""
        return "\n".join([*(f"{name}: {value}" for name, value in self.headers.items()), self.text])

    @property
    def is_broken(self) -> bool:
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR

    @property
    def comes_in(self) -> bool:
        return self.status not in {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND} and not self.is_broken


class Person:
    """A browser with one session, which no answer can change for the next question."""

    def __init__(self, role: Role, session_key: str = "", table: str = "") -> None:
        self.role = role
        self.table = table
        """The case at whose table a participant sits."""
        self._client = Client(raise_request_exception=False)
        self.session_key = session_key

    def without_token(self) -> "Person":
        """The same browser, sent here by a page on another site."""
        other = Person(self.role, self.session_key, self.table)
        other._client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        return other

    def get(self, path: str, **options: Any) -> Answer:
        return self.ask("get", path, **options)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **options: Any) -> Answer:
        return self.ask("post", path, data=data or {}, **options)

    def ask(self, method: str, path: str, **options: Any) -> Answer:
        """The change stays in the transaction; wrap in `undone` to take it back."""
        self._client.cookies.clear()
        if self.session_key:
            self._client.cookies[settings.SESSION_COOKIE_NAME] = self.session_key
        cache.clear()  # No limit of one question reaches the next.
        with writes() as wrote:
            response = getattr(self._client, method)(path, **options)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        broke = repr(response.exc_info[1]) if response.exc_info else ""
        return Answer(
            response.status_code, dict(response.items()), content.decode(errors="replace"), frozenset(wrote), broke
        )


def holder(world: World, seat: Seat, table: str = "") -> Person:
    role = Role.LEADER if seat.side == Side.LEADER else Role.REPRESENTATIVE
    return Person(role, world.enter(Client(), seat).cookies[settings.SESSION_COOKIE_NAME].value, table)


def staff(world: World, first_name: str) -> Person:
    role = world.actor(first_name).roles
    return Person(next(iter(role)), world.log_in(Client(), first_name).cookies[settings.SESSION_COOKIE_NAME].value)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written to while the block runs."""
    wrote: set[str] = set()

    def noted(execute: Callable[..., Any], sql: str, *arguments: Any) -> Any:
        wrote.update(_WRITE.findall(sql))
        return execute(sql, *arguments)

    with connection.execute_wrapper(noted):
        yield wrote

"""A small registry of people, so that accounts is tested without the apps above it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings

from sparkweb.foundation.accounts import matrix, post, services, subjects
from sparkweb.foundation.accounts.actors import SYSTEM, Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.matrix import Matrix, Resource, Route
from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.accounts.post import Note

NOON = datetime(2026, 3, 3, 11, tzinfo=UTC)
ANNE, MIKKEL = "person:anne", "person:mikkel"
PEOPLE = {"anne": (Role.LEADER, "Anne"), "mikkel": (Role.REPRESENTATIVE, "Mikkel")}
ADDRESSES = {"anne": "anne@havrevang.example", "mikkel": "mikkel@havrevang.example"}


class Registry:
    """Who holds a seat now; a test may end one."""

    def __init__(self) -> None:
        self.seated = set(PEOPLE)

    def resolve(self, identifier: str) -> Actor | None:
        if identifier not in self.seated:
            return None
        role, name = PEOPLE[identifier]
        return Actor(key=f"person:{identifier}", roles=frozenset({role}), name=name)

    def address_of(self, identifier: str) -> str | None:
        return ADDRESSES.get(identifier)

    def find(self, email: str) -> list[str]:
        return [f"person:{who}" for who, address in ADDRESSES.items() if address == email and who in self.seated]


SITE = Matrix(
    resources={
        **matrix.current().resources,
        "desk": Resource("x", {(Role.COORDINATOR, "view"): "always"}),
        "case": Resource("x", {(Role.LEADER, "view"): "cases.own", (Role.CONSULTANT, "view"): "cases.own"}),
    },
    routes={
        **{name: route for name, route in matrix.current().routes.items() if route.resource in ("door", "own_account")},
        "open": Route("public_page", "view", "view"),
        "desk": Route("desk", "view", "view"),
        "case": Route("case", "view", "change"),
        "participants:enter": Route("door", "use", "use"),
        "participants:lost_link": Route("door", "use", "use"),
        "participants:home": Route("own_case", "view", "view"),
        "secretariat:home": Route("desk", "view", "view"),
    },
)


@pytest.fixture
def site(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The small site of urls.py with its matrix; 'forgotten' is left out of it on purpose."""
    settings.ROOT_URLCONF = "tests.foundation.accounts.urls"
    settings.STAFF_HOME_ROUTES = {"coordinator": "secretariat:home"}
    monkeypatch.setattr(matrix, "current", lambda: SITE)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    registry = Registry()
    monkeypatch.setitem(subjects._resolvers, "person", registry.resolve)
    monkeypatch.setitem(subjects._addressers, "person", registry.address_of)
    monkeypatch.setattr(subjects, "_finders", [registry.find])
    return registry


@pytest.fixture
def posted() -> Iterator[list[Note]]:
    """The letters handed over, instead of the outbox."""
    notes: list[Note] = []
    before = list(post._sender)
    post.register(lambda note, _: notes.append(note))
    yield notes
    post._sender[:] = before


@pytest.fixture
def birgit(db: None) -> User:
    """A coordinator with a password."""
    user = services.employ(
        email="birgit@spark.example",
        name="Birgit Holm",
        role=Role.COORDINATOR,
        from_date=date(2024, 1, 1),
        by=SYSTEM,
        at=NOON,
    )
    user.set_password("to-sider-og-en-gnist")
    user.save()
    return user

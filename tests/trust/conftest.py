"""The two worlds are made once for this folder, inside a transaction that is taken back after its last test."""

import logging
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from sparkweb.foundation.accounts.enums import Role
from tests.trust.cases import TwoWorlds
from tests.trust.knocking import undone
from tests.trust.walking import Look, looks

Walk = Callable[[Role], list[Look]]


@pytest.fixture(autouse=True)
def _refusals_are_not_news(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of closed doors are tried here, and each would have its line."""
    caplog.set_level(logging.ERROR, logger="django.request")


@pytest.fixture(scope="package")
def made_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TwoWorlds]:
    with django_db_blocker.unblock(), undone():
        yield TwoWorlds()


@pytest.fixture
def worlds(made_once: TwoWorlds, db: None) -> TwoWorlds:
    return made_once


@pytest.fixture(scope="package")
def walked() -> dict[Role, list[Look]]:
    return {}


@pytest.fixture
def walk(worlds: TwoWorlds, walked: dict[Role, list[Look]]) -> Walk:
    """Everything a role can see; seen once for all tests, since looking changes nothing."""

    def walk_as(role: Role) -> list[Look]:
        if role not in walked:
            walked[role] = looks(worlds, role)
        return walked[role]

    return walk_as

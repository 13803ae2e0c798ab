"""For every test: the outside world is shut, what is random is the same every time, and nothing is left behind."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.test import TransactionTestCase

from tests.emptying import triggers_off
from tests.world import World, ensure_questions

hypothesis.settings.register_profile("spark", deadline=None, derandomize=True)
hypothesis.settings.load_profile("spark")


@pytest.fixture
def world(db: None) -> World:
    return World()


class OutsideWorld(Exception):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session", autouse=True)
def _no_outside_world() -> Iterator[None]:
    """Sockets reach this machine and nothing else; a name is not even looked up."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _only_here(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _only_local_names(socket.getaddrinfo))
        yield


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests_that_commit() -> Iterator[None]:
    """The tables that refuse to forget as well; and what a migration once wrote is back at once."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # Django's own, not in its stubs.

    def emptied(case: TransactionTestCase) -> None:
        with triggers_off():
            empty(case)
        ensure_questions()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
        yield


def _only_here(reach: Any) -> Any:
    def guarded(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            raise OutsideWorld(address)
        return reach(self, *arguments)

    return guarded


def _only_local_names(look_up: Any) -> Any:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        if not _is_here(host):
            raise OutsideWorld(host)
        return look_up(host, *arguments, **options)

    return guarded


def _is_here(host: str | bytes | None) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost", socket.gethostname(), socket.getfqdn()):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

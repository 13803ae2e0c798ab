"""The shut door is tried now and then, or nobody would notice it standing open."""

import socket

import pytest

from tests.conftest import OutsideWorld


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as caller, pytest.raises(OutsideWorld):
        caller.connect(("192.0.2.1", 80))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(OutsideWorld):
        socket.create_connection(("sparkweb.example", 80))


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as caller:
        assert caller.getpeername() == listener.getsockname()

"""A real mail server on this machine that does as it is told, and keeps what it accepts."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 OK"
HANG_UP = "hang up"


@dataclass
class PostOffice:
    """Answers to RCPT and DATA come from the lists, one for each attempt; when a list is empty the answer is yes."""

    on_recipient: list[str] = field(default_factory=list)
    on_data: list[str] = field(default_factory=list)
    received: list[EmailMessage] = field(default_factory=list)
    lost: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 – aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        answer = self.on_recipient.pop(0) if self.on_recipient else OK
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        answer = self.on_data.pop(0) if self.on_data else OK
        if answer == OK:
            self.received.append(mail)
        if answer == HANG_UP:
            self.lost.append(mail)
            assert server.transport is not None
            server.transport.close()
        return answer


@contextmanager
def opened(office: PostOffice, port: int) -> Iterator[PostOffice]:
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port

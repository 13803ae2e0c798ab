"""`manage.py worker`: sends mail from the outbox and runs the recurring jobs until it is told to stop."""

import logging
import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, connections

from sparkweb.foundation.core import clock
from sparkweb.foundation.messaging.delivery import deliver_due
from sparkweb.foundation.messaging.periodic import run_due

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Sends mail from the outbox and runs the recurring jobs, until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
        parser.add_argument("--pause", type=float, default=2.0, help="seconds between two looks at the outbox")

    def handle(self, *args: Any, once: bool, pause: float, **options: Any) -> None:
        if once:
            _work()
            return
        told_to_stop = threading.Event()
        _stop_on_signal(told_to_stop)
        while not told_to_stop.is_set():
            _work_through_trouble()
            told_to_stop.wait(pause)


def _stop_on_signal(told_to_stop: threading.Event) -> None:
    """What is under way is finished first."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        told_to_stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _work() -> None:
    at = clock.now()
    run_due(at=at)
    deliver_due(at=at)


def _work_through_trouble() -> None:
    """A database that restarts must not end the worker: drop the broken connection and look again."""
    try:
        _work()
    except (DatabaseError, InterfaceError):
        logger.exception("The database did not answer; trying again.")
        connections.close_all()

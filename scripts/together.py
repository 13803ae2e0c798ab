"""Several programs run as one: they start together, and when one ends or we are asked to stop, all of them stop."""

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import FrameType

SECONDS_TO_FINISH = 10
REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """Somebody pressed Ctrl-C, closed the terminal or sent SIGTERM."""


class Ended(Exception):
    """One of the programs ended by itself; the message says which."""


class Programs:
    def __init__(self) -> None:
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        # In a session of its own, so that Ctrl-C reaches it once, through us.
        self._running[name] = subprocess.Popen(command, env=environment, start_new_session=True)

    def wait(self, until: Callable[[], bool] = lambda: False) -> None:
        while not until():
            self._all_alive()
            time.sleep(0.1)

    def _all_alive(self) -> None:
        for name, program in self._running.items():
            if program.poll() is not None:
                raise Ended(f"The {name} ended by itself with code {program.returncode}; what it said stands above.")

    def stop(self) -> None:
        for program in self._running.values():
            if program.poll() is None:
                program.terminate()
        deadline = time.monotonic() + SECONDS_TO_FINISH
        for program in self._running.values():
            _wait_or_kill(program, max(0.1, deadline - time.monotonic()))


def _wait_or_kill(program: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        program.wait(seconds)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


@contextmanager
def together(commands: Mapping[str, Sequence[str]], environment: Mapping[str, str]) -> Iterator[Programs]:
    """Each name with its command. Raises Stop inside the block when we are asked to stop."""
    programs = Programs()
    before = {number: signal.signal(number, _ask_to_stop) for number in REQUESTS}
    try:
        for name, command in commands.items():
            programs.start(name, command, environment)
        yield programs
    finally:
        for number in REQUESTS:
            signal.signal(number, signal.SIG_IGN)  # A second Ctrl-C must not leave a program behind.
        programs.stop()
        for number, handler in before.items():
            signal.signal(number, handler)


def _ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise Stop

"""No program is left behind, however the others end."""

import os
import signal
import sys
from pathlib import Path

import pytest

from scripts.together import Ended, Stop, together

QUITTER = [sys.executable, "-c", "raise SystemExit(3)"]
STAYER = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """Where the stayer writes its process number."""
    return tmp_path / "pid"


def stayer(note: Path) -> list[str]:
    return [sys.executable, "-c", STAYER, str(note)]


def is_running(note: Path) -> bool:
    try:
        os.kill(int(note.read_text()), 0)
    except ProcessLookupError:
        return False
    return True


def has_begun(note: Path) -> bool:
    return note.exists() and note.read_text() != ""


def test_when_one_ends_the_others_are_stopped(note: Path) -> None:
    with together({"stayer": stayer(note)}, os.environ) as programs:
        programs.wait(until=lambda: has_begun(note))
        assert is_running(note)

        programs.start("quitter", QUITTER, os.environ)
        with pytest.raises(Ended, match="quitter ended by itself with code 3"):
            programs.wait()

    assert not is_running(note)


def test_all_are_stopped_when_we_are_asked_to_stop(note: Path) -> None:
    with together({"stayer": stayer(note)}, os.environ) as programs:
        programs.wait(until=lambda: has_begun(note))
        with pytest.raises(Stop):
            signal.raise_signal(signal.SIGTERM)

    assert not is_running(note)

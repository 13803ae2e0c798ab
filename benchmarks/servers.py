"""A database and a web server for one side of a comparison, in a folder that is gone afterwards."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import processes
from benchmarks.visiting import HOST, look

PYTHON = sys.executable
PROJECT_DIR = Path(__file__).resolve().parents[1]
PRODUCT, BARE = "sparkweb.config.wsgi", "benchmarks.bare_django:application"
FIRST_PAGE = {PRODUCT: "/", BARE: "/form"}
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    database_pid: int | None

    def cpu_seconds(self) -> float:
        """Its own, and the database's while nobody else asks it anything."""
        return processes.cpu_seconds(self.pid) + (processes.cpu_seconds(self.database_pid) if self.database_pid else 0)


@dataclass(frozen=True)
class Ground:
    """Where the databases of a run lie: files in a folder, or one PostgreSQL server."""

    folder: Path
    postgresql: str

    def environment(self, name: str) -> dict[str, str]:
        """What a side of this name needs to know; its database is there, and empty."""
        address = self._create(name) if self.postgresql else ""
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "BENCHMARK_STATIC": str(self.folder / "static"),
            "SPARK_SECRET_KEY": "only-for-the-benchmark-" + "x" * 40,
            "SPARK_SITE_URL": "https://localhost",
            "SPARK_DATABASE": address,
            "SPARK_SQLITE_FILE": str(self.folder / f"{name}.sqlite3"),
        }

    def _create(self, name: str) -> str:
        self._ask(f'CREATE DATABASE "{name}"')
        return self._address(name)

    def _address(self, name: str) -> str:
        return urlsplit(self.postgresql)._replace(path=f"/{name}").geturl()

    def database_pid(self) -> int | None:
        """The server behind a connection, on this machine; none with SQLite, which runs inside the web process."""
        return self._ask("SELECT pg_backend_pid()", parent_of=True) if self.postgresql else None

    def _ask(self, statement: str, *, parent_of: bool = False) -> int | None:
        import psycopg  # noqa: PLC0415 – not there where only SQLite is measured

        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return processes.parent(cursor.fetchone()[0]) if parent_of else None  # type: ignore[index]  # one row


def run(*command: str, environment: Mapping[str, str]) -> str:
    """What the program printed."""
    done = subprocess.run(command, cwd=PROJECT_DIR, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def manage(*command: str, environment: Mapping[str, str]) -> None:
    run(PYTHON, "manage.py", *command, environment=environment)


@contextmanager
def serving(application: str, ground: Ground, environment: Mapping[str, str], *, workers: int = 1) -> Iterator[Server]:
    """The application behind gunicorn, once it has answered its first page."""
    port = free_port()
    command = [
        PYTHON, "-m", "gunicorn", application, f"--bind={HOST}:{port}", "--worker-class=gthread",
        f"--workers={workers}", "--threads=4", "--keep-alive=30", "--preload", "--log-level=warning",
        "--no-control-socket",
    ]  # fmt: skip
    with subprocess.Popen(command, cwd=PROJECT_DIR, env=environment) as program:
        try:
            wait_for(port, FIRST_PAGE[application])
            yield Server(port, program.pid, ground.database_pid())
        finally:
            program.terminate()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return int(listener.getsockname()[1])


def wait_for(port: int, path: str) -> None:
    """Raises OSError when nobody has answered after a minute."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            look(port, path)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return

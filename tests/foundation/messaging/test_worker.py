"""Recurring jobs, and the process that runs them."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection, connections

from sparkweb.foundation.messaging import periodic
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.foundation.messaging.management.commands import worker
from sparkweb.foundation.messaging.models import OutboxMessage, PeriodicRun
from sparkweb.foundation.messaging.services import enqueue

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _only_our_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_jobs", {})


@pytest.fixture
def runs() -> list[datetime]:
    runs: list[datetime] = []
    periodic.register("test.remind", HOUR, runs.append)
    return runs


@pytest.mark.django_db
def test_a_job_runs_when_its_time_has_come(runs: list[datetime]) -> None:
    for minutes in (0, 1, 59, 60, 90, 180):
        periodic.run_due(at=NOON + timedelta(minutes=minutes))

    assert runs == [NOON, NOON + HOUR, NOON + 3 * HOUR]


@pytest.mark.django_db
def test_a_job_that_fails_is_logged_and_the_next_goes_on(
    runs: list[datetime], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    periodic.register("test.broken", HOUR, lambda _at: 1 // 0)
    monkeypatch.setattr(periodic, "_jobs", dict(reversed(periodic._jobs.items())))

    assert periodic.run_due(at=NOON) == ["test.remind"]

    assert runs == [NOON]
    assert "The job test.broken failed." in caplog.messages
    assert PeriodicRun.objects.get(name="test.broken").finished_at is None
    assert PeriodicRun.objects.get(name="test.remind").finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_four_workers_run_a_job_once(runs: list[datetime]) -> None:
    barrier = threading.Barrier(4)

    def work(_worker: int) -> None:
        barrier.wait()
        periodic.run_due(at=NOON)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert runs == [NOON]


@pytest.mark.django_db
def test_once_does_what_is_due_and_stops(runs: list[datetime]) -> None:
    enqueue(to="a@b.invalid", to_name="", letter=Letter("S", "Hej", ()), kind="k", dedupe_key="d", at=NOON - 100 * HOUR)
    OutboxMessage.objects.update(send_after_at=datetime(2020, 1, 1, tzinfo=UTC))

    call_command("worker", "--once")

    assert len(runs) == 1
    assert [sent.to for sent in mail.outbox] == [["a@b.invalid"]]


@pytest.mark.django_db
def test_a_database_away_for_a_moment_does_not_end_the_worker(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_work", broken)
    monkeypatch.setattr(connections, "close_all", lambda: None)

    worker._work_through_trouble()

    assert "The database did not answer; trying again." in caplog.messages


def broken() -> None:
    raise OperationalError("server closed the connection")


def test_told_to_stop_it_stops_at_once_and_in_order(tmp_path: Path) -> None:
    """The real process. Its database has no tables yet, which it survives as any other trouble."""
    with worker_on(tmp_path / "empty.sqlite3") as process:
        assert process.stderr is not None
        assert process.stderr.readline().endswith("The database did not answer; trying again.\n")

        process.send_signal(signal.SIGTERM)

        assert process.wait(10) == 0


@contextmanager
def worker_on(database: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "manage.py", "worker", "--pause=60"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "sparkweb.config.settings.production",
        "SPARK_SECRET_KEY": "only-for-this-test" * 3,
        "SPARK_SITE_URL": "https://spark.invalid",
        "SPARK_SQLITE_FILE": str(database),
    }
    with subprocess.Popen(
        command, env=environment, cwd=settings.PROJECT_DIR, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()

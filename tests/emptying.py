"""Some tables refuse to forget, whoever asks. Between two tests that really commit, they must."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

Triggers = list[tuple[str, str]]


@contextmanager
def triggers_off() -> Iterator[None]:
    """Nothing in the database refuses while this block runs; afterwards everything does again."""
    if connection.vendor == "postgresql":
        _run("SET session_replication_role = replica")
        yield
        _run("SET session_replication_role = DEFAULT")
    else:
        triggers = _sqlite_triggers()
        for name, _ in triggers:
            _run(f"DROP TRIGGER {name}")
        yield
        for _, definition in triggers:
            _run(definition)


def _sqlite_triggers() -> Triggers:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return list(cursor.fetchall())


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)

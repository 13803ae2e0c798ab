"""The database's own word: what was submitted is neither changed nor removed, whoever asks. A draft is free."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from sparkweb.flow.applications.models import Application, ApplicationTheme, Confirmation, Voice
from tests.world import World

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[], object]] = {
    "facts": lambda: Application.objects.update(employee_count=999),
    "unsubmit": lambda: Application.objects.update(submitted_at=None, case_number=None),
    "theme": lambda: ApplicationTheme.objects.update(is_main=False),
    "voice": lambda: Voice.objects.update(hurts="forged"),
    "confirmation": lambda: Confirmation.objects.update(version=F("version") + 1),
}
TABLES = [Application, ApplicationTheme, Voice, Confirmation]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_submitted_is_changed(world: World, change: str) -> None:
    world.submitted()

    with pytest.raises(DatabaseError, match="a submitted application stands"), transaction.atomic():
        CHANGES[change]()


@pytest.mark.parametrize("model", TABLES)
def test_nothing_submitted_is_removed(world: World, model: type) -> None:
    world.submitted()
    count = model.objects.count()  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError, match="a submitted application stands"), transaction.atomic():
        model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]

    assert model.objects.count() == count  # type: ignore[attr-defined]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
@pytest.mark.parametrize("model", TABLES)
def test_nothing_submitted_is_replaced(world: World, model: type) -> None:
    world.submitted()
    table = model._meta.db_table  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError, match="stands"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608 – our own table


def test_a_draft_is_changed_and_removed(world: World) -> None:
    draft = world.draft()

    Application.objects.update(employee_count=9)
    draft.delete()

    assert not Application.objects.exists()

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from sparkweb.foundation.audit import queries
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.audit.services import record
from sparkweb.foundation.core.models import Submission

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Leader:
    key: str = "seat:leader"


def a_thing() -> Submission:
    return Submission.objects.create(key="k", actor_key="a", route="r", location="/", at=NOON)


def test_an_event_tells_what_happened() -> None:
    thing = a_thing()

    event = record("application.submitted", about=thing, by=Leader(), at=NOON, facts={"version": 3, "late": False})

    event.refresh_from_db()
    assert (event.action, event.by_key, event.at) == ("application.submitted", "seat:leader", NOON)
    assert (event.about_model, event.about_key) == ("core.submission", str(thing.pk))
    assert event.facts == {"version": 3, "late": False}


def test_the_life_of_a_thing_is_read_from_its_beginning() -> None:
    thing = a_thing()
    for action in ("started", "confirmed", "submitted"):
        record(action, about=thing, by=Leader(), at=NOON)
    record("other", about=Event.objects.first() or thing, by=Leader(), at=NOON)

    assert [event.action for event in queries.about(thing)] == ["started", "confirmed", "submitted"]


def test_an_event_is_lost_with_the_change_it_tells_of() -> None:
    with transaction.atomic():
        record("started", about=a_thing(), by=Leader(), at=NOON)
        transaction.set_rollback(True)

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET action = 'nothing'",
        "DELETE FROM audit_event",
        pytest.param("TRUNCATE audit_event", id="truncate"),
        pytest.param("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event", id="replace"),
    ],
)
def test_the_database_refuses_to_change_an_event(statement: str) -> None:
    record("started", about=a_thing(), by=Leader(), at=NOON)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert [event.action for event in Event.objects.all()] == ["started"]


def test_the_orm_is_refused_too() -> None:
    event = record("started", about=a_thing(), by=Leader(), at=NOON)
    event.action = "nothing"

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        event.delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.update(action="nothing")

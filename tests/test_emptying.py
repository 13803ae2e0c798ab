"""Tests that commit leave nothing behind, and the promises of the database outlive the emptying."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sparkweb.foundation.audit.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_begins_empty(turn: str) -> None:
    assert Event.objects.count() == 0

    Event.objects.create(action=turn, about_model="", about_key="", by_key="system", at=timezone.now())


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET action = 'other'", "DELETE FROM audit_event"])
def test_an_event_can_neither_be_changed_nor_removed(statement: str) -> None:
    Event.objects.create(action="once", about_model="", about_key="", by_key="system", at=timezone.now())

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Event.objects.get().action == "once"

"""A release is made once, after the day, and stays."""

import importlib
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from sparkweb.flow.applications.models import Application
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.audit.queries import about
from sparkweb.insight.reporting import queries
from sparkweb.insight.reporting.enums import ReachState
from sparkweb.insight.reporting.models import Release, ReleasedFigure, ReleasedReach
from sparkweb.insight.reporting.services import TooEarly, TooLate, freeze, freeze_last_month
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.programme.services import load_reference_data
from tests.emptying import triggers_off
from tests.insight.cases import SENT, Cases, at

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER = date(2026, 10, 31), at(date(2026, 11, 1), 6)
RELEASED = [Release, ReleasedFigure, ReleasedReach]


@pytest.fixture
def cases() -> Cases:
    load_reference_data(by=SYSTEM, at=at(SENT))
    return Cases()


def frozen(as_of: date = OCTOBER, period: AgreementPeriod | None = None) -> Release:
    return freeze(period=period or period_on(as_of), as_of=as_of, by=SYSTEM, at=at(date(2027, 2, 1)))


def total(release: Release) -> int | None:
    return queries.figures_of(release)["ansoegninger-tema"][0].value


def test_a_release_holds_every_figure_and_every_municipality(cases: Cases) -> None:
    cases.many(12)

    release = frozen()

    assert total(release) == 10
    assert release.reach.count() == 98
    assert [event.action for event in about(release)] == ["figures.frozen"]


def test_what_comes_later_changes_nothing(cases: Cases) -> None:
    cases.many(10)
    first = frozen()
    cases.many(10)

    again = frozen()

    assert again == first
    assert total(again) == 10
    assert len(about(first)) == 1


def test_a_day_that_has_not_ended_is_too_early(cases: Cases) -> None:
    with pytest.raises(TooEarly, match="når dagen er gået"):
        freeze(period=period_on(OCTOBER), as_of=OCTOBER, by=SYSTEM, at=at(OCTOBER, 23))

    assert not Release.objects.exists()


def test_a_day_before_one_that_is_frozen_is_too_late(cases: Cases) -> None:
    frozen()

    with pytest.raises(TooLate, match="senere dag"):
        frozen(date(2026, 9, 30))

    assert Release.objects.count() == 1


def test_the_worker_freezes_the_last_month_of_each_period_that_still_moves(cases: Cases) -> None:
    released = freeze_last_month(at=NOVEMBER)

    assert freeze_last_month(at=NOVEMBER) == released
    assert [(one.period.code, one.as_of_date) for one in released] == [("OK-24", OCTOBER), ("OK-26", OCTOBER)]


def test_a_municipality_has_one_of_three_states(cases: Cases) -> None:
    cases.begin([cases.one("101"), cases.one("751")])
    cases.begin([cases.one("461")], on=date(2026, 11, 1))
    cases.begin([cases.one("851", sent=date(2026, 3, 1)), cases.one("751", sent=date(2026, 3, 1))])
    draft = cases.one("265")
    with triggers_off():
        Application.objects.filter(pk=draft.pk).update(submitted_at=None, case_number=None)

    states = {reach.municipality.code: reach.state for reach in frozen().reach.all()}

    assert {code: state for code, state in states.items() if state != ReachState.NOT_YET} == {
        "101": ReachState.REACHED, "751": ReachState.REACHED, "461": ReachState.EARLIER, "851": ReachState.EARLIER,
    }  # fmt: skip


def test_a_period_is_not_told_what_came_after_it(cases: Cases) -> None:
    cases.one("101")

    release = frozen(period=AgreementPeriod.objects.get(code="OK-24"))

    assert not release.reach.exclude(state=ReachState.NOT_YET).exists()


def test_freezing_asks_as_much_for_one_case_as_for_many(
    cases: Cases, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    period = period_on(SENT)
    frozen(date(2026, 9, 30), period)
    cases.begin(cases.many(1))
    with django_assert_num_queries(QUERIES):
        frozen(period=period)

    cases.begin(cases.many(20))
    with django_assert_num_queries(QUERIES):
        frozen(date(2026, 11, 30), period)


QUERIES = 24


# What is released, stays ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", RELEASED)
def test_nothing_released_is_changed(cases: Cases, model: Any) -> None:
    release = frozen()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(id=model.objects.all()[0].pk)
    assert frozen() == release


@pytest.mark.parametrize("model", RELEASED)
def test_nothing_released_is_removed(cases: Cases, model: Any) -> None:
    frozen()
    count = model.objects.count()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert model.objects.count() == count


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no INSERT OR REPLACE")
@pytest.mark.parametrize("model", RELEASED)
def test_nothing_released_is_replaced(cases: Cases, model: Any) -> None:
    frozen()
    table = model._meta.db_table

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608 – our own table


def test_the_triggers_know_every_table_of_the_app() -> None:
    migration = importlib.import_module("sparkweb.insight.reporting.migrations.0003_append_only")

    assert set(migration.TABLES) == {model._meta.db_table for model in RELEASED}

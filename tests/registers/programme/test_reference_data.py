"""What the parties have agreed, as the seed files say it."""

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.core.clock import today
from sparkweb.foundation.core.seeding import SeedFault
from sparkweb.registers.programme.models import AgreementPeriod, CourseType, Party, PeriodTheme, Sector, Theme
from sparkweb.registers.programme.queries import active_sectors, open_offers, open_themes, period_on
from sparkweb.registers.programme.services import SEEDS, load_programme, load_reference_data

BEGINNING = date(2015, 4, 1)
NEW_THEMES = date(2018, 10, 1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("reference_data")


def theme_codes(day: date) -> list[str]:
    return [theme.code for theme in open_themes(day)]


def offer_codes(day: date) -> list[str]:
    return [offer.code for offer in open_offers(day)]


def test_the_two_parties_sit_on_either_side() -> None:
    parties = list(Party.objects.values_list("name", "side"))

    assert parties == [("Forhandlingsfællesskabet", "employees"), ("KL", "employer")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # The rows are only read.
@given(st.dates(min_value=BEGINNING))
def test_every_day_has_exactly_one_period(day: date) -> None:
    assert AgreementPeriod.objects.on(day).count() == 1


def test_today_has_a_period() -> None:
    assert period_on(today()).covers(today())


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (BEGINNING, "OK-15"),
        (date(2018, 3, 31), "OK-15"),
        (date(2018, 4, 1), "OK-18"),
        (date(2021, 4, 1), "OK-21"),
        (date(2026, 3, 31), "OK-24"),
        (date(2026, 4, 1), "OK-26"),
    ],
)
def test_a_period_begins_in_april_and_ends_in_march(day: date, code: str) -> None:
    assert period_on(day).code == code


def test_before_the_first_agreement_there_is_none() -> None:
    with pytest.raises(AgreementPeriod.DoesNotExist):
        period_on(BEGINNING - timedelta(days=1))


def test_only_one_budget_is_known() -> None:
    budgets = {period.code: period.budget_dkk for period in AgreementPeriod.objects.all()}

    assert budgets == {"OK-15": None, "OK-18": 25_000_000, "OK-21": None, "OK-24": None, "OK-26": None}


def test_the_period_we_assume_says_so_and_why() -> None:
    assumed = AgreementPeriod.objects.get(is_assumption=True)

    assert (assumed.code, assumed.from_date, assumed.to_date) == ("OK-26", date(2026, 4, 1), None)
    assert assumed.remark.startswith("Vi kender ingen offentlig kilde")


def test_the_first_four_themes_open_when_applications_do() -> None:
    assert theme_codes(date(2016, 4, 12)) == []
    assert theme_codes(date(2016, 4, 13)) == ["samarbejde", "forandringer", "indhold", "vold-og-trusler"]


def test_lone_work_and_harassment_open_on_the_first_of_october_2018() -> None:
    before, after = theme_codes(NEW_THEMES - timedelta(days=1)), theme_codes(NEW_THEMES)

    assert len(before) == 4
    assert after == [*before, "chikane", "alenearbejde"]


def test_all_six_are_open_today() -> None:
    assert len(theme_codes(today())) == 6


def test_harassment_and_violence_are_sensitive() -> None:
    sensitive = set(Theme.objects.filter(is_sensitive=True).values_list("code", flat=True))

    assert sensitive == {"chikane", "vold-og-trusler"}


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2016, 5, 1), ["individuelt-forloeb", "temadage"]),
        (date(2018, 5, 1), ["individuelt-forloeb", "faellesforloeb", "temadage"]),
        (date(2021, 5, 1), ["individuelt-forloeb", "faellesforloeb", "netvaerksforloeb", "temadage"]),
        (date(2024, 4, 1), ["individuelt-forloeb", "faellesforloeb", "netvaerksforloeb", "spark-linjen", "temadage"]),
    ],
)
def test_each_agreement_adds_an_offer(day: date, codes: list[str]) -> None:
    assert offer_codes(day) == codes


def test_a_course_type_belongs_to_each_offer_of_a_course() -> None:
    types = [(row.code, row.offer.code, row.usual_meetings) for row in CourseType.objects.select_related("offer")]

    assert types == [
        ("individuelt", "individuelt-forloeb", 4),
        ("faelles", "faellesforloeb", None),
        ("netvaerk", "netvaerksforloeb", 3),
    ]


def test_eighteen_sectors_in_six_groups_with_the_rest_last() -> None:
    sectors = list(active_sectors())

    assert (len(sectors), len({sector.group for sector in sectors})) == (18, 6)
    assert sectors[-1].code == "andet"


def test_a_sector_out_of_use_stays_and_is_not_offered() -> None:
    Sector.objects.filter(code="tandpleje").update(is_active=False)

    assert "tandpleje" not in [sector.code for sector in active_sectors()]
    assert Sector.objects.filter(code="tandpleje").exists()


@pytest.mark.parametrize("ask", [open_themes, open_offers])
def test_what_is_open_takes_one_query(
    ask: Callable[[date], Iterable[Any]], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert list(ask(today())) != []


def test_sectors_with_groups_take_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert {sector.group.name for sector in active_sectors()} != set()


def test_loading_again_changes_nothing() -> None:
    outcomes = load_reference_data(by=SYSTEM, at=NOON)

    assert sum(len(outcome.created) + len(outcome.changed) for outcome in outcomes) == 0
    assert sum(outcome.unchanged for outcome in outcomes) == 340
    assert not Event.objects.exists()


def test_a_change_to_what_was_there_is_told_and_audited() -> None:
    Theme.objects.filter(code="chikane").update(is_sensitive=False, position=9)
    told = StringIO()

    call_command("load_reference_data", stdout=told)

    assert "themes: 0 new, 1 changed, 5 as before\n  Chikane: is_sensitive, position\n" in told.getvalue()
    assert [(event.action, event.by_key, event.facts) for event in Event.objects.all()] == [
        ("theme.changed", "system", {"fields": "is_sensitive position"})
    ]


def test_a_seed_with_a_gap_between_periods_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    agreements = folder / "agreements.toml"
    agreements.write_text(agreements.read_text().replace("to = 2021-04-01", "to = 2021-03-01"))

    with pytest.raises(SeedFault, match="leave a day without one"):
        load_programme(folder)

    assert period_on(date(2021, 3, 15)).code == "OK-18"


def test_a_theme_that_opens_outside_its_period_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SEEDS, tmp_path / "seeds"))
    themes = folder / "themes.toml"
    themes.write_text(themes.read_text().replace("OK-15 = 2016-04-13", "OK-15 = 2019-04-13"))

    with pytest.raises(SeedFault, match="4 themes or offers open outside their period"):
        load_programme(folder)

    assert not PeriodTheme.objects.filter(opens_date=date(2019, 4, 13)).exists()


def test_the_database_wants_a_reason_for_an_assumption() -> None:
    with pytest.raises(IntegrityError):
        AgreementPeriod.objects.filter(code="OK-26").update(remark="")


@pytest.mark.parametrize("change", [{"to_date": date(2021, 4, 1)}, {"from_date": date(2015, 4, 1)}])
def test_the_database_refuses_two_periods_with_the_same_beginning_or_end(change: dict[str, date]) -> None:
    with pytest.raises(IntegrityError):
        AgreementPeriod.objects.filter(code="OK-21").update(**{"from_date": date(2020, 1, 1)} | change)

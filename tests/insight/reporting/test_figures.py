"""Each figure against its sentence, on cases few enough to count by hand."""

from datetime import date, timedelta
from itertools import product

import pytest
from pytest_django import DjangoAssertNumQueries

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.insight.reporting.basis import basis
from sparkweb.insight.reporting.figures import (
    BY_ANSWER,
    BY_CODE,
    BY_REGION,
    BY_SECTOR_GROUP,
    BY_THEME,
    FIGURES,
    TOTAL,
    UNANSWERED,
    Axis,
    release,
    wilson,
)
from sparkweb.registers.programme.models import AgreementPeriod, Theme
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.programme.services import load_reference_data
from tests.emptying import triggers_off
from tests.insight.cases import FIVE_PLACES, SENT, Cases, at

pytestmark = pytest.mark.django_db

OCTOBER = date(2026, 10, 31)
TWO_PLACES = ("751", "851")
A_REGION_EACH = [
    ("101", "147", "151"), ("751", "740", "657"), ("461", "561", "621"), ("851", "860", "810"), ("265", "306", "316"),
]  # fmt: skip
QUERIES = 11


@pytest.fixture
def cases() -> Cases:
    load_reference_data(by=SYSTEM, at=at(SENT))
    return Cases()


def rows(code: str, as_of: date = OCTOBER, period: AgreementPeriod | None = None) -> dict[str, int | None]:
    return {row.key: row.value for row in release(basis(period or period_on(SENT), as_of), {})[code]}


def shown(code: str, as_of: date = OCTOBER) -> dict[str, int]:
    return {key: value for key, value in rows(code, as_of).items() if value is not None}


# Applications ---------------------------------------------------------------------------------------------------------


def test_an_application_counts_once_under_its_main_theme(cases: Cases) -> None:
    per_theme = {"samarbejde": 22, "forandringer": 17, "indhold": 12, "vold-og-trusler": 13, "chikane": 11}
    for theme, count in per_theme.items():
        cases.many(count, theme=theme)
    for application in cases.many(8, theme="alenearbejde"):
        ApplicationTheme.objects.create(application=application, theme=Theme.objects.get(code="samarbejde"))

    assert rows("ansoegninger-tema") == {
        TOTAL: 85, "samarbejde": 20, "forandringer": 15, "indhold": 10, "vold-og-trusler": 15, "chikane": 10,
        "alenearbejde": 10,
    }  # fmt: skip


def test_a_sensitive_theme_needs_ten_and_takes_company_into_hiding(cases: Cases) -> None:
    for theme in ("samarbejde", "forandringer", "indhold", "vold-og-trusler", "alenearbejde"):
        cases.many(15, theme=theme)
    cases.many(9, theme="chikane")

    hidden = {key for key, value in rows("ansoegninger-tema").items() if value is None}

    assert hidden == {"chikane", "alenearbejde"}
    assert rows("ansoegninger-tema")[TOTAL] == 85


def test_a_sensitive_theme_does_not_hide_a_region(cases: Cases) -> None:
    """Seven from three places would be few along the theme; along the region they do not tell it."""
    for places in A_REGION_EACH:
        cases.many(7, places, theme="chikane")

    assert rows("ansoegninger-region") == {TOTAL: 35, "1081": 5, "1082": 5, "1083": 5, "1084": 5, "1085": 5}


def test_applications_are_counted_in_the_region_of_the_municipality(cases: Cases) -> None:
    cases.many(20, ["101", "147", "151", "153"])
    cases.many(10, ["751", "740", "657"])
    cases.many(12, ["461", "561", "621"])
    cases.many(8, ["851", "860", "810"])
    cases.many(15, ["265", "306", "316"])

    assert rows("ansoegninger-region") == {TOTAL: 65, "1081": 10, "1082": 10, "1083": 10, "1084": 20, "1085": 15}


def test_from_2027_the_capital_and_zealand_are_one_region(cases: Cases) -> None:
    cases.many(20, ["101", "147", "265", "306"])
    cases.many(10, ["751", "740", "657"])
    cases.many(12, ["461", "561", "621"])
    cases.many(8, ["851", "860", "810"])

    assert rows("ansoegninger-region", date(2026, 12, 31)).keys() == {TOTAL, "1081", "1082", "1083", "1084", "1085"}
    assert rows("ansoegninger-region", date(2027, 1, 31)) == {
        TOTAL: 50, "1081": 10, "1082": 10, "1083": 10, "foreloebig-oest": 20,
    }  # fmt: skip


def test_drafts_later_days_and_other_periods_are_not_counted(cases: Cases) -> None:
    cases.many(10)
    cases.many(10, sent=date(2026, 11, 1))
    cases.many(10, sent=date(2026, 3, 31))
    draft = cases.one()
    with triggers_off():
        Application.objects.filter(pk=draft.pk).update(submitted_at=None, case_number=None)

    assert rows("ansoegninger-tema")[TOTAL] == 10
    assert rows("ansoegninger-tema", date(2026, 11, 1))[TOTAL] == 20
    assert rows("ansoegninger-tema", period=AgreementPeriod.objects.get(code="OK-24"))[TOTAL] == 10


def test_the_last_moment_of_the_day_counts_and_the_next_does_not(cases: Cases) -> None:
    last, next_ = at(date(2026, 11, 1), 0) - timedelta(seconds=1), at(date(2026, 11, 1), 0)
    for moment in (last, next_):
        sent = [one.pk for one in cases.many(10)]
        with triggers_off():
            Application.objects.filter(pk__in=sent).update(submitted_at=moment)

    assert rows("ansoegninger-tema")[TOTAL] == 10


def test_a_theme_has_no_row_before_it_opens(cases: Cases) -> None:
    ok_18 = AgreementPeriod.objects.get(code="OK-18")

    before = rows("ansoegninger-tema", date(2018, 9, 30), ok_18)
    after = rows("ansoegninger-tema", date(2018, 10, 31), ok_18)

    assert after.keys() - before.keys() == {"alenearbejde", "chikane"}


def test_a_draft_sent_under_a_theme_of_the_next_agreement_keeps_its_row(cases: Cases) -> None:
    ok_15 = AgreementPeriod.objects.get(code="OK-15")
    cases.many(10, sent=date(2018, 3, 1), theme="alenearbejde")

    assert rows("ansoegninger-tema", date(2018, 3, 31), ok_15)[TOTAL] == 10


@pytest.mark.parametrize("along", [BY_THEME, BY_SECTOR_GROUP, BY_REGION, BY_ANSWER])
def test_every_case_stands_in_one_row_of_every_table(cases: Cases, along: Axis) -> None:
    sent = [cases.one(place, theme=theme) for place, theme in product(FIVE_PLACES, ("samarbejde", "chikane"))]
    cases.answer(sent[:3], Outcome.WAITING)
    found = basis(period_on(SENT), OCTOBER)

    places = [[row.key for row in along.rows(found)].count(along.row_of(case)) for case in found.cases]

    assert places == [1] * 10


# Answers and waiting --------------------------------------------------------------------------------------------------


def test_only_the_newest_answer_that_has_been_sent_counts(cases: Cases) -> None:
    first, second, third, fourth = (cases.many(10) for _ in range(4))
    cases.answer([*first, *second], Outcome.WAITING)
    cases.answer(second, Outcome.GRANTED, date(2026, 10, 20))
    cases.answer(third, Outcome.DECLINED)
    cases.answer(first, Outcome.GRANTED, date(2026, 11, 5))
    Decision.objects.filter(application__in=third[:2]).update(letter_sent_at=None)

    assert len(fourth) == 10
    assert rows("svar") == {TOTAL: 40, "granted": 10, "waiting": 10, "declined": 10, UNANSWERED: 10}


def test_half_of_the_answered_have_their_answer_within_the_weeks_shown(cases: Cases) -> None:
    cases.answer(cases.many(10), on=date(2026, 9, 12))
    cases.answer(cases.many(9), on=date(2026, 10, 20))
    cases.many(30)

    assert rows("ventetid") == {TOTAL: 2}


@pytest.mark.parametrize(("days", "weeks"), [(0, 1), (7, 1), (8, 2), (14, 2), (15, 3)])
def test_a_begun_week_is_a_week(cases: Cases, days: int, weeks: int) -> None:
    cases.answer(cases.many(5), on=SENT + timedelta(days=days))

    assert rows("ventetid") == {TOTAL: weeks}


@pytest.mark.parametrize(("count", "places"), [(4, FIVE_PLACES), (20, TWO_PLACES)])
def test_few_answers_have_no_waiting_time(cases: Cases, count: int, places: tuple[str, ...]) -> None:
    cases.answer(cases.many(count, places))

    assert rows("ventetid") == {TOTAL: None}


# Courses --------------------------------------------------------------------------------------------------------------


def test_courses_that_have_begun_are_counted_along_the_same_lines(cases: Cases) -> None:
    begun, later, _waiting = cases.many(12), cases.many(10), cases.many(10)
    cases.begin(begun)
    cases.begin(later, date(2026, 11, 1))

    assert rows("forloeb-tema")[TOTAL] == rows("forloeb-omraade")[TOTAL] == rows("forloeb-region")[TOTAL] == 10
    assert rows("forloeb-tema", date(2026, 11, 1))[TOTAL] == 20


def test_a_course_belongs_to_the_period_of_its_application(cases: Cases) -> None:
    cases.begin(cases.many(10, sent=date(2026, 3, 1)), date(2026, 6, 1))

    assert rows("forloeb-tema")[TOTAL] is None
    assert rows("forloeb-tema", period=AgreementPeriod.objects.get(code="OK-24"))[TOTAL] == 10


# The evaluation -------------------------------------------------------------------------------------------------------


def evaluated(cases: Cases, kind: WaveKind, on: date, *ratings: int, courses: int = 10) -> None:
    for course in cases.begin(cases.many(courses)):
        cases.close(course, kind, on, *ratings)


def test_four_and_five_agree(cases: Cases) -> None:
    evaluated(cases, WaveKind.RIGHT_AFTER, OCTOBER, 1, 2, 3, 4, 5)

    first, *others = release(basis(period_on(SENT), OCTOBER), {})["evaluering-efter"]

    assert (first.key, first.value, first.low, first.high) == ("trivsel", 40, 20, 60)
    assert [row.key for row in others] == [
        "samarbejde", "kerneopgave", "handlekompetence", "proevehandlinger", "anbefaling",
    ]  # fmt: skip


def test_the_two_waves_are_told_apart(cases: Cases) -> None:
    evaluated(cases, WaveKind.RIGHT_AFTER, OCTOBER, 5, 5, 5, 5, 5)
    evaluated(cases, WaveKind.THREE_MONTHS, OCTOBER, 1, 1, 1, 1, 1)

    assert set(rows("evaluering-efter").values()) == {100}
    assert set(rows("evaluering-tre-maaneder").values()) == {0}


def test_a_wave_that_is_still_open_is_not_read(cases: Cases) -> None:
    evaluated(cases, WaveKind.RIGHT_AFTER, date(2026, 11, 1), 5, 5, 5, 5, 5)

    assert set(rows("evaluering-efter").values()) == {None}
    assert set(rows("evaluering-efter", date(2026, 11, 1)).values()) == {100}


def test_forty_answers_and_none_look_alike(cases: Cases) -> None:
    nothing = release(basis(period_on(SENT), OCTOBER), {})["evaluering-efter"]

    evaluated(cases, WaveKind.RIGHT_AFTER, OCTOBER, 5, 5, 5, 5)

    assert release(basis(period_on(SENT), OCTOBER), {})["evaluering-efter"] == nothing


def test_fifty_answers_from_four_workplaces_are_few(cases: Cases) -> None:
    evaluated(cases, WaveKind.RIGHT_AFTER, OCTOBER, *[5] * 15, courses=4)

    assert set(rows("evaluering-efter").values()) == {None}


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(hits: int, of: int, low: float, high: float) -> None:
    """Table I of Newcombe 1998, Statistics in Medicine 17:857-872, method 3."""
    assert [round(end, 4) for end in wilson(hits, of)] == [low, high]


# The list itself ------------------------------------------------------------------------------------------------------


def test_every_figure_has_its_sentence_and_its_rows(cases: Cases) -> None:
    released = release(basis(period_on(SENT), OCTOBER), {})

    assert released.keys() == BY_CODE.keys()
    assert all(str(figure.sentence).endswith(".") for figure in FIGURES)


def test_the_basis_asks_the_database_little_however_much_there_is(
    cases: Cases, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases.begin(cases.many(1))
    with django_assert_num_queries(QUERIES):
        release(basis(period_on(SENT), OCTOBER), {})

    evaluated(cases, WaveKind.RIGHT_AFTER, OCTOBER, 5, 4)
    with django_assert_num_queries(QUERIES):
        release(basis(period_on(SENT), OCTOBER), {})

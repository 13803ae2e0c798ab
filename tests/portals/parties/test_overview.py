"""What the parties read: released figures only, the same for both, and nothing that leads to a workplace."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.insight.reporting.services import freeze, freeze_last_month
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.services import MemberFacts
from tests.architecture.templates import parse
from tests.insight.cases import SENT, Cases, at
from tests.lix import lix, text_of
from tests.world import HAVREVANG, World

pytestmark = pytest.mark.django_db

PAGE, FILE = "/parterne/", "/parterne/tal.csv"
TODAY, OCTOBER = date(2026, 11, 22), date(2026, 10, 31)
HOME = ("101", "147", "151", "153")
ELSEWHERE = [("751", "740", "657"), ("461", "561", "621"), ("851", "860", "810"), ("265", "306", "316")]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(at(TODAY), tick=False):
        yield


@pytest.fixture
def parties(client: Client) -> Client:
    """Somebody from KL."""
    return World(at(TODAY)).log_in(client, "Karen")


def html_of(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def main_of(client: Client, path: str = PAGE) -> str:
    return str(re.findall(r"<main.*</main>", html_of(client, path), flags=re.DOTALL)[0])


def lively(cases: Cases) -> None:
    """Enough of everything to show every figure."""
    for places in (HOME, *ELSEWHERE):
        for theme in ("samarbejde", "chikane"):
            cases.many(6, places, theme=theme)
        begun = cases.many(6, places, theme="forandringer", sector="plejehjem")
        cases.answer(begun)
        for course in cases.begin(begun):
            cases.close(course, WaveKind.RIGHT_AFTER, OCTOBER, 5, 4, 2)


# What it shows --------------------------------------------------------------------------------------------------------


def test_it_says_period_and_day_of_freezing(parties: Client) -> None:
    freeze_last_month(at(TODAY))

    page = main_of(parties)

    assert "Fra 1. april 2026. Tallene gælder til og med 31. oktober 2026." in page
    assert "OK-26 er vores antagelse." in page
    assert "Vi kender ingen offentlig kilde" in page


def test_it_shows_every_figure_with_its_sentence(parties: Client) -> None:
    lively(Cases())
    freeze_last_month(at(TODAY))

    page = text_of(html_of(parties))

    assert "Ansøgninger i alt: 90" in page
    assert "Forløb i alt: 30" in page
    assert "65 % (50–80)" in page
    assert "Hver tæller én gang, under det tema, der fylder mest." in page
    assert "Det er også et resultat." in page


def test_before_the_first_freeze_it_says_when_it_comes(parties: Client) -> None:
    page = main_of(parties)

    assert "Tallene for perioden bliver fastlåst første gang 1. december 2026." in page
    assert "<svg viewBox" in page  # the mark of an empty page, not a map
    assert "Hent tallene" not in page
    assert parties.get(FILE).status_code == 404


def test_one_can_switch_to_an_earlier_period(parties: Client) -> None:
    freeze_last_month(at(TODAY))

    page = main_of(parties, f"{PAGE}?periode=OK-24")

    assert "Overenskomstperioden 2024–2026. Tallene gælder til og med 31. oktober 2026." in page
    assert re.findall(r'href="\?periode=(OK-\d\d)"( aria-current="page")?', page) == [
        ("OK-26", ""), ("OK-24", ' aria-current="page"'),
    ]  # fmt: skip
    assert "antagelse" not in page


@pytest.mark.parametrize("period", ["OK-21", "OK-99", "%27", "OK-26%00"])
def test_a_period_without_figures_does_not_exist(parties: Client, period: str) -> None:
    assert parties.get(f"{PAGE}?periode={period}").status_code == 404
    assert parties.get(f"{FILE}?periode={period}").status_code == 404


def test_the_newest_release_is_shown(parties: Client) -> None:
    for as_of in (date(2026, 9, 30), OCTOBER):
        freeze(period=period_on(SENT), as_of=as_of, by=SYSTEM, at=at(TODAY))

    assert "til og med 31. oktober 2026" in main_of(parties)


def test_the_map_and_its_table_say_the_same(parties: Client) -> None:
    cases = Cases()
    cases.begin([cases.one("751")])
    cases.one("461")
    freeze_last_month(at(TODAY))

    page = main_of(parties)

    assert "96 kommuner er ikke nået endnu" in page
    titles = re.findall(r'<path class="(t\d)"[^>]*><title>([^<:]+): ([^<]+)</title>', page)
    assert len(titles) == 98 + 21
    assert {(name, state) for look, name, state in titles if look != "t3"} == {
        ("Aarhus", "Nået i perioden"), ("Odense", "Nået før, eller har søgt"),
    }  # fmt: skip
    assert {look for look, _, state in titles if state == "Ikke nået endnu"} == {"t3"}
    assert re.findall(r"<tfoot>.*</tfoot>", page)[0].count('<td class="r">96</td>') == 1


def test_it_is_one_page_with_a_heading_for_each_part(parties: Client) -> None:
    lively(Cases())
    freeze_last_month(at(TODAY))

    html = html_of(parties)

    assert [element.tag for element in parse(html).elements].count("h1") == 1
    assert "<title>Hvor langt er vi nået? – SPARK</title>" in html
    assert lix(text_of(html)) < 45


# Who reads it ---------------------------------------------------------------------------------------------------------


def test_both_owners_see_the_same(client: Client) -> None:
    world = World(at(TODAY))
    lively(Cases())
    freeze_last_month(at(TODAY))

    employers, employees = (main_of(world.log_in(client, name)) for name in ("Karen", "Frank"))

    assert employers == employees


@pytest.mark.parametrize(("name", "status"), [("Karen", 200), ("Birgit", 200), ("Lise", 404), ("Dorte", 404)])
def test_the_file_is_for_the_steering_group_and_those_who_prepare_its_meeting(
    client: Client, name: str, status: int
) -> None:
    world = World(at(TODAY))
    freeze_last_month(at(TODAY))

    assert world.log_in(client, name).get(FILE).status_code == status


CANARY = "kanariefugl"
CAGED = replace(
    HAVREVANG,
    workplace=f"{CANARY} arbejdsplads",
    leader=MemberFacts(f"{CANARY} leder", f"{CANARY}-l@a.example", SeatRole.LEADER),
    steward=MemberFacts(f"{CANARY} tr", f"{CANARY}-t@a.example", SeatRole.SHOP_STEWARD),
    safety=MemberFacts(f"{CANARY} amr", f"{CANARY}-a@a.example", SeatRole.SAFETY_REPRESENTATIVE),
    hurts=(f"{CANARY} fylder", f"{CANARY} gør ondt"),
    hopes=(f"{CANARY} håb", f"{CANARY} ønske"),
)


@pytest.mark.parametrize("path", [PAGE, FILE])
def test_nothing_from_a_case_is_on_the_page(client: Client, path: str) -> None:
    world = World(at(date(2026, 6, 1)))
    course = world.closed(CAGED)
    own = {course.application.case_number, str(course.application_id), str(course.pk), "vagtskiftet", "Lise", "Birgit"}
    own |= set(Decision.objects.values_list("reason_text", flat=True))
    lively(Cases(name=f"{CANARY} igen"))
    freeze_last_month(at(TODAY))

    response = world.log_in(client, "Karen").get(path)

    everything = f"{response.headers} {response.content.decode()}"
    assert response.status_code == 200
    assert CANARY not in everything.lower()
    assert [word for word in own if word and word in everything] == []


def test_it_asks_no_table_of_cases(parties: Client) -> None:
    """The steering reader may one day have a database role of its own (trust.md P5); the page is ready for it."""
    freeze_last_month(at(TODAY))

    with CaptureQueriesContext(connection) as asked:
        html_of(parties)
    with CaptureQueriesContext(connection) as asked_for_file:
        parties.get(FILE)

    tables = {table for query in (*asked, *asked_for_file) for table in re.findall(r'"(\w+_\w+)"\.', query["sql"])}
    assert {table.split("_")[0] for table in tables} == {"django", "accounts", "programme", "places", "reporting"}
    assert len(asked) <= 8


def test_it_asks_as_little_after_a_year_as_after_a_month(parties: Client) -> None:
    freeze_last_month(at(TODAY - timedelta(days=180)))
    with CaptureQueriesContext(connection) as first:
        html_of(parties)

    lively(Cases())
    for months in range(5, -1, -1):
        freeze_last_month(at(TODAY - timedelta(days=30 * months)))
    with CaptureQueriesContext(connection) as later:
        html_of(parties)

    assert len(later) == len(first)


# What it does not tell ------------------------------------------------------------------------------------------------


def test_a_small_number_changes_not_a_byte(parties: Client) -> None:
    """T5: whether none or four applied because of working alone, page, file and headers are the same.

    The others stand so that no sum they are part of crosses to another five.
    """
    cases = Cases()
    themes = ("samarbejde", "forandringer", "indhold", "vold-og-trusler", "chikane")
    for number in range(33):
        cases.one(HOME[number % 4], theme=themes[number % 5])
    for places in ELSEWHERE:
        for number in range(20):
            cases.one(places[number % 3], theme=themes[number % 5])

    seen = {seen_with(few, cases, parties) for few in range(5)}

    assert len(seen) == 1
    assert "få" in next(iter(seen))


def seen_with(few: int, cases: Cases, client: Client) -> str:
    """Everything that reaches the reader; then the world is as before."""
    with transaction.atomic():
        cases.many(few, HOME, theme="alenearbejde")
        freeze_last_month(at(TODAY))
        answers = [client.get(path) for path in (PAGE, FILE)]
        transaction.set_rollback(True)
    return "\n".join(f"{answer.headers} {answer.content.decode()}" for answer in answers)


def test_a_bar_is_as_long_as_its_number_and_no_finer(parties: Client) -> None:
    cases = Cases()
    for theme, count in {"samarbejde": 22, "forandringer": 17, "indhold": 13, "alenearbejde": 8}.items():
        cases.many(count, [*HOME, *ELSEWHERE[0]], theme=theme)
    freeze_last_month(at(TODAY))

    section = re.findall(r'<section aria-labelledby="ansoegninger".*?</section>', html_of(parties), flags=re.DOTALL)[0]
    drawn = re.findall(r'class="bx" width="([\d.]+)"[^r]*?</td><td class="r">(\d+)</td>', section)

    longest = max(int(number) for _, number in drawn)
    assert len(drawn) >= 3
    assert [float(width) for width, _ in drawn] == [round(100 * int(number) / longest, 1) for _, number in drawn]


# The file -------------------------------------------------------------------------------------------------------------


def test_the_file_opens_in_a_danish_spreadsheet_and_says_what_the_page_says(parties: Client) -> None:
    lively(Cases())
    freeze_last_month(at(TODAY))

    response = parties.get(FILE)

    text = response.content.decode()
    rows = list(csv.reader(StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert text.startswith("\ufeffPeriode;Opgjort;Tal;")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="spark-tal-2026-10-31.csv"'
    assert {len(row) for row in rows} == {8}
    page = text_of(html_of(parties))
    assert [row for row in rows[1:] if row[3] != "I alt" and row[3] not in page] == []
    assert ["OK-26", "31-10-2026", "Ansøgninger efter tema", "I alt", "90", "", ""] in [row[:7] for row in rows]

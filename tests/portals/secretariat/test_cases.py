"""Finding a case among all that have been sent."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.portals.secretariat import cases
from tests.portals.secretariat.many import many
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

ROW = re.compile(r'<td class="wide"><a href="[^"]+">([^<]+)</a>')
AEROE = replace(HAVREVANG, workplace="ØREHAVEN & Åbrinken (æblehuset)", municipality="Ærø", sector="dagtilbud")


def found(client: Client, **asked: str) -> list[str]:
    """The workplaces in the list, in order."""
    answer = client.get(reverse("secretariat:applications"), asked)
    assert answer.status_code == 200
    return ROW.findall(answer.content.decode())


@pytest.fixture
def three(world: World) -> World:
    for table, theme in ((HAVREVANG, "samarbejde"), (KLINTEMARKEN, "chikane"), (AEROE, "vold-og-trusler")):
        world.submitted(table, themes=(theme, "indhold"))
        world.wait(hours=1)
    world.draft()
    return world


NAMES = ["ØREHAVEN &amp; Åbrinken (æblehuset)", KLINTEMARKEN.workplace, HAVREVANG.workplace]


ASKED: list[tuple[dict[str, str], list[str]]] = [
    ({}, NAMES),
    ({"orden": "aeldste"}, NAMES[::-1]),
    ({"orden": "kommune"}, [KLINTEMARKEN.workplace, HAVREVANG.workplace, NAMES[0]]),
    ({"orden": "omraade"}, [*NAMES[:2], HAVREVANG.workplace]),
    ({"q": "ørehaven"}, NAMES[:1]),
    ({"q": "ÆBLEHUSET"}, NAMES[:1]),
    ({"q": "åBRINKEN (æ"}, NAMES[:1]),
    ({"q": "& Å"}, NAMES[:1]),
    ({"q": ".*"}, []),
    ({"q": "%"}, []),
    ({"q": "\x00\u202e"}, NAMES),
    ({"q": "0002"}, NAMES[1:2]),
    ({"q": "æ" * 5000}, []),
    ({"kommune": "760"}, []),
    ({"kommune": "630"}, [HAVREVANG.workplace]),
    ({"omraade": "dagtilbud-og-skole"}, NAMES[:2]),
    ({"omraade": "dagtilbud-og-skole", "q": "klinte"}, NAMES[1:2]),
    ({"tema": "samarbejde"}, NAMES[2:]),
    ({"tema": "indhold"}, []),
    ({"tema": "stille"}, NAMES[:2]),
    ({"tema": "chikane"}, []),
    ({"status": "uden-svar"}, NAMES),
    ({"status": "nej"}, []),
    ({"status": "ukendt", "orden": "ukendt", "page": "ukendt"}, NAMES),
    ({"page": "999"}, NAMES),
]


def test_the_address_says_what_is_shown(three: World, birgit: Client) -> None:
    assert [(asked, found(birgit, **asked)) for asked, _ in ASKED] == ASKED


def test_a_sensitive_theme_cannot_be_asked_for_alone(three: World, birgit: Client) -> None:
    page = birgit.get(reverse("secretariat:applications")).content.decode()

    assert 'value="stille"' in page
    assert 'value="chikane"' not in page


def test_what_is_found_is_counted_no_further_than_anybody_leafs(
    three: World, birgit: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "MOST_COUNTED", 2)

    narrowed = birgit.get(reverse("secretariat:applications"), {"status": "uden-svar"}).content.decode()
    everything = birgit.get(reverse("secretariat:applications")).content.decode()

    assert "2 ansøgninger eller flere" in narrowed
    assert "3 ansøgninger" in everything


def test_nothing_found_offers_the_way_back(three: World, birgit: Client) -> None:
    page = birgit.get(reverse("secretariat:applications"), {"q": "findes ikke"}).content.decode()

    assert "Ingen ansøgninger passer" in page
    assert "Vis alle igen" in page


def test_an_empty_list_says_what_will_fill_it(world: World, birgit: Client) -> None:
    world.draft()

    page = birgit.get(reverse("secretariat:applications")).content.decode()

    assert "Ingen ansøgninger endnu" in page


def test_fifty_stand_on_a_page_and_the_filter_follows_to_the_next(world: World, birgit: Client) -> None:
    many(world.submitted(), 59, at=world.now)
    asked = {"tema": "samarbejde"}

    page = birgit.get(reverse("secretariat:applications"), asked).content.decode()

    assert len(ROW.findall(page)) == 50
    assert "?tema=samarbejde&amp;page=2" in page
    assert len(found(birgit, **asked, page="2")) == 10


def test_where_a_case_stands_follows_the_rows_of_each_stage(world: World, birgit: Client) -> None:
    def states() -> list[str]:
        standing = [state for state in ALL if found(birgit, status=state)]
        page = birgit.get(reverse("secretariat:applications")).content.decode()
        said = re.findall(r'<td class="pick">([^<]+)</td>', page)
        return [*standing, *said]

    application = world.submitted()
    assert states() == ["uden-svar", "Ikke besluttet"]

    decision = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    assert states() == ["venteliste", "Venteliste"]

    world.decide(application, Outcome.DECLINED, Reason.NOT_READY, seen_revision=decision.revision)
    assert states() == ["nej", "Nej"]

    world.decide(application, seen_revision=2)
    assert states() == ["ja", "Ja, mangler konsulent"]

    world.wait(days=7)
    services.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now)
    world.assign(application)
    assert states() == ["i-forloeb", "I forløb"]


def test_a_closed_course_is_not_waiting_for_anybody(world: World, birgit: Client) -> None:
    world.closed()

    assert [state for state in ALL if found(birgit, status=state)] == ["afsluttet"]


ALL = ["afsluttet", "i-forloeb", "ja", "nej", "venteliste", "uden-svar"]

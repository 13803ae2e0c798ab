"""From a leader's first click to a figure the parties can read: Anne on a phone, everybody else at a desk."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.utils import timezone
from playwright.sync_api import Page, expect

from sparkweb.flow.effects.models import EvaluationAnswer
from sparkweb.insight.reporting.services import freeze_last_month
from sparkweb.registers.programme.models import Sector, Theme
from tests.journeys.conftest import PHONE, OpenWindow
from tests.journeys.looking import Calendar, at, logged_in, newest_mail, open_mail
from tests.world import HAVREVANG, PASSWORD, World

ANNE, MIKKEL = HAVREVANG.leader, HAVREVANG.steward
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture
def world(site: str) -> World:
    """The cast, with a round that takes applications until tomorrow."""
    world = World()
    world.round(closes_in_days=1)
    return world


def test_the_whole_journey(open_window: OpenWindow, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    calendar = Calendar(monkeypatch)
    anne, mikkel, birgit, lise = open_window(PHONE), open_window(), open_window(), open_window()

    anne_applies_and_invites_mikkel(anne)
    mikkel_writes_his_part_and_says_yes(mikkel)
    anne_says_yes_too(anne)
    calendar.turn(days=2)
    birgit_logs_in_with_both_factors(birgit, world)
    birgit_decides_sends_the_letters_and_finds_a_consultant(birgit)
    lise_offers_two_days(logged_in(lise, world.user("Lise")), calendar)
    mikkel_picks_one(mikkel)
    calendar.turn(days=4)
    lise_writes_what_they_agreed(logged_in(lise, world.user("Lise")), calendar)
    mikkel_tells_what_they_saw(mikkel)
    lise_is_stopped_at_the_gate_wraps_up_and_closes(lise, calendar)
    anne_answers_the_evaluation(anne)
    calendar.turn(days=40)
    freeze_last_month(timezone.now())
    karen_reads_the_figures(logged_in(open_window(), world.user("Karen")))


def anne_applies_and_invites_mikkel(phone: Page) -> None:
    phone.goto("/")
    at(phone, "Gratis hjælp til et bedre psykisk arbejdsmiljø")
    phone.get_by_role("link", name="Søg sammen om et forløb").first.click()
    at(phone, "Søg sammen om et forløb")
    begin(phone)
    at(phone, "Hvad fylder hos jer?")
    phone.get_by_role("checkbox", name=theme("samarbejde")).check()
    phone.get_by_role("checkbox", name=theme("indhold")).check()
    go_on(phone)
    at(phone, "Hvad fylder hos jer?")
    phone.get_by_role("group", name="I har valgt flere. Hvilket fylder mest?").get_by_label(theme("samarbejde")).check()
    go_on(phone)
    at(phone, "Med dine egne ord")
    write(phone, HAVREVANG.hurts[0], HAVREVANG.hopes[0])
    at(phone, "Hvem er med?")
    phone.get_by_label("Navn").fill(MIKKEL.name)
    phone.get_by_label("E-mail").fill(MIKKEL.email)
    phone.get_by_label("Tillidsrepræsentant (TR)").check()
    go_on(phone)
    at(phone, "Tid og rammer")
    agree_to_the_frame(phone)
    at(phone, "Læs hinandens ord, og sig ja")
    phone.get_by_role("button", name="Send invitation til Mikkel").click()
    expect(phone.get_by_text("Invitationen til Mikkel er på vej.")).to_be_visible()


def mikkel_writes_his_part_and_says_yes(desk: Page) -> None:
    open_mail(desk, MIKKEL.email)
    at(desk, "Anne har startet en ansøgning")
    expect(desk.get_by_text(HAVREVANG.hurts[0])).to_be_visible()
    desk.get_by_role("link", name="Skriv din del").first.click()
    at(desk, "Med dine egne ord")
    write(desk, HAVREVANG.hurts[1], HAVREVANG.hopes[1])
    at(desk, "Læs hinandens ord, og sig ja")
    desk.get_by_role("button", name="Sig ja").click()
    expect(desk.get_by_text("Tak. Du har sagt ja.")).to_be_visible()


def anne_says_yes_too(phone: Page) -> None:
    """By the link in her own mail, which proves that the address is hers."""
    open_mail(phone, ANNE.email)
    at(phone, "Læs hinandens ord, og sig ja")
    expect(phone.get_by_text(HAVREVANG.hurts[1])).to_be_visible()
    phone.get_by_role("button", name="Sig ja, og send ansøgningen").click()
    at(phone, "Jeres ansøgning er sendt")


def birgit_logs_in_with_both_factors(desk: Page, world: World) -> None:
    TOTP.activate(world.user("Birgit"), SECRET)
    desk.goto("/sekretariat/")
    desk.get_by_label("E-mail").fill("birgit@spark.example")
    desk.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    desk.get_by_role("button", name="Log ind", exact=True).click()
    at(desk, "Andet trin")
    code = format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))
    desk.get_by_role("textbox").fill(str(code))
    desk.get_by_role("button", name="Log ind", exact=True).click()
    at(desk, "Overblik")


def birgit_decides_sends_the_letters_and_finds_a_consultant(desk: Page) -> None:
    desk.get_by_role("link", name="Gå til mødet").click()
    at(desk, re.compile("Månedens møde"))
    desk.get_by_role("link", name=HAVREVANG.workplace).click()
    at(desk, re.compile("Månedens møde"))
    expect(desk.get_by_text(HAVREVANG.hurts[1])).to_be_visible()
    desk.get_by_role("group", name="Svar").get_by_role("radio").first.check()
    desk.get_by_label("Grund", exact=True).select_option("first_in_municipality")
    desk.get_by_label("Grunden med jeres egne ord").fill("I er de første fra Vejle, og I er enige om, hvad I vil.")
    desk.get_by_role("button", name="Beslut").click()
    at(desk, re.compile("Månedens møde"))
    desk.get_by_role("link", name="Se brevene").click()
    at(desk, re.compile("Breve fra"))
    desk.get_by_role("button", name="Send 1 brev til 2 personer").click()
    expect(desk.get_by_text("Svaret på 1 ansøgning er sendt.")).to_be_visible()
    desk.get_by_role("link", name="Tildeling").click()
    at(desk, "Tildeling")
    desk.get_by_role("link", name=HAVREVANG.workplace).click()
    at(desk, "Tildeling")
    desk.get_by_role("button", name="Giv til Lise Kragh").click()
    expect(desk.get_by_text("Lise Kragh har fået")).to_be_visible()


def lise_offers_two_days(desk: Page, calendar: Calendar) -> None:
    desk.goto("/konsulent/")
    at(desk, re.compile("20"))
    desk.get_by_role("link", name="Foreslå datoer").click()
    at(desk, "Foreslå datoer")
    for number, days in ((1, 3), (2, 10)):
        desk.get_by_role("group", name=f"Forslag {number}").get_by_label("Dag").fill(calendar.day(days))
    desk.get_by_label("Hvor mødes I?").fill("Hos jer, personalestuen")
    desk.get_by_role("button", name="Send datoerne").click()
    expect(desk.get_by_text("Datoerne er sendt til arbejdspladsen.")).to_be_visible()


def mikkel_picks_one(desk: Page) -> None:
    open_mail(desk, MIKKEL.email)
    at(desk, re.compile("^Vælg en dag"))
    desk.get_by_role("radio").first.check()
    desk.get_by_role("button", name="Aftal mødet").click()
    at(desk, re.compile("første møde"))
    invitation = newest_mail(MIKKEL.email)
    assert "BEGIN:VEVENT" in invitation.calendar
    assert HAVREVANG.workplace not in invitation.calendar


def lise_writes_what_they_agreed(desk: Page, calendar: Calendar) -> None:
    desk.goto("/konsulent/")
    desk.get_by_role("link", name=HAVREVANG.workplace).first.click()
    at(desk, HAVREVANG.workplace)
    desk.get_by_role("link", name="Skriv forandringsønsket").click()
    at(desk, "Forandringsønske")
    desk.get_by_label("Hvad skal være anderledes?").fill("Vi siger til hinanden, når vi ikke kan nå det.")
    save(desk, "Forandringsønsket er gemt.")
    desk.get_by_role("link", name="Skriv referat").first.click()
    at(desk, re.compile("Referat"))
    desk.get_by_label("Referat").fill("Vi talte om vagtskiftet og valgte én ting at prøve.")
    save(desk, "Referatet er gemt.")
    desk.get_by_role("link", name="Skriv en ny").click()
    at(desk, "Ny prøvehandling")
    desk.get_by_label("Hvad kalder I den?").fill("Fem minutter ved vagtskiftet")
    desk.get_by_label("Hvorfor vil I prøve den?").fill("Så ingen går hjem med noget, de burde have sagt.")
    desk.get_by_label("Hvad gør I?").fill("Dag- og aftenhold mødes stående ved tavlen.")
    desk.get_by_label("Hvem sætter i gang?").fill("Mikkel")
    desk.get_by_label("Hvad kigger I efter?").fill("At færre ringer hjem til en kollega for at spørge.")
    desk.get_by_label("Til og med hvilken dag prøver I?").fill(calendar.day(14))
    save(desk, "Prøvehandlingen er gemt.")


def mikkel_tells_what_they_saw(desk: Page) -> None:
    desk.goto("/min-side/")
    at(desk, re.compile("I har holdt"))
    expect(desk.get_by_text("Vi talte om vagtskiftet og valgte én ting at prøve.")).to_be_visible()
    desk.get_by_role("link", name="Skriv, hvad I så").first.click()
    at(desk, re.compile("Hvad så I?"))
    desk.get_by_label("Hvad så I?").fill("Det gik bedst de dage, hvor vi stod op.")
    desk.get_by_label("Behold").check()
    desk.get_by_role("button", name="Gem jeres svar").click()
    at(desk, re.compile("I har holdt"))


def lise_is_stopped_at_the_gate_wraps_up_and_closes(desk: Page, calendar: Calendar) -> None:
    desk.goto(f"{desk.url.rstrip('/')}/luk/")
    at(desk, "Luk forløbet")
    expect(desk.get_by_text("Opsamlingen mangler.")).to_be_visible()
    desk.get_by_role("link", name="Skriv opsamling").click()
    at(desk, "Opsamling")
    desk.get_by_label("Hvad har I lært?").fill("Små aftaler holder bedst, når de hænger på tavlen.")
    desk.get_by_label("Hvordan holder I fast?").fill("Vagtskiftet er et fast punkt på personalemødet.")
    desk.get_by_label("Hvem holder øje?").fill("Mikkel og Anne")
    desk.get_by_label("Hvornår ser I på det igen?").fill(calendar.day(90))
    save(desk, "Opsamlingen er gemt.")
    desk.get_by_role("link", name="Luk forløbet").first.click()
    at(desk, "Luk forløbet")
    desk.get_by_role("button", name="Luk forløbet").click()
    at(desk, HAVREVANG.workplace)


def anne_answers_the_evaluation(phone: Page) -> None:
    open_mail(phone, ANNE.email)
    at(phone, "Hvad kom der ud af det?")
    for line in phone.get_by_role("group").all():
        line.get_by_role("radio").nth(3).check()
    phone.get_by_role("button", name="Send mit svar").click()
    at(phone, "Tak for dit svar")
    assert set(EvaluationAnswer.objects.get().response.ratings.values_list("value", flat=True)) == {4}


def karen_reads_the_figures(desk: Page) -> None:
    """One course is too little to say anything about, and the page says so."""
    desk.goto("/parterne/")
    at(desk, "Hvor langt er vi nået?")
    expect(desk.get_by_text("fastlåst").first).to_be_visible()
    expect(desk.get_by_text("for få").first).to_be_visible()
    assert HAVREVANG.workplace not in desk.content()


# What is done on several pages ------------------------------------------------------------------------


def begin(window: Page) -> None:
    window.get_by_label("Dit navn").fill(ANNE.name)
    window.get_by_label("Din e-mail").fill(ANNE.email)
    window.get_by_role("radio", name=re.compile("^Leder")).check()
    window.get_by_label("Arbejdspladsens navn").fill(HAVREVANG.workplace)
    window.get_by_label("Kommune").select_option(label=HAVREVANG.municipality)
    window.get_by_label("Hvad arbejder I med?").select_option(label=Sector.objects.get(code=HAVREVANG.sector).name)
    window.get_by_label("Hvor mange ansatte er I?").fill(str(HAVREVANG.employees))
    window.get_by_role("button", name="Gå i gang").click()


def write(window: Page, hurts: str, hopes: str) -> None:
    window.get_by_label("Det fylder hos os").fill(hurts)
    window.get_by_label("Det håber jeg på").fill(hopes)
    go_on(window)


def agree_to_the_frame(window: Page) -> None:
    window.get_by_label("Så snart der er plads").check()
    for term in ("Vi sætter tid af", "Vi svarer på to korte evalueringer", "Vi begynder inden for et halvt år"):
        window.get_by_role("checkbox", name=term).check()
    go_on(window)


def go_on(window: Page) -> None:
    window.get_by_role("button", name=re.compile("^Gem")).click()


def save(window: Page, said: str) -> None:
    window.get_by_role("button", name=re.compile("^Gem")).click()
    expect(window.get_by_text(said)).to_be_visible()


def theme(code: str) -> str:
    return Theme.objects.get(code=code).name

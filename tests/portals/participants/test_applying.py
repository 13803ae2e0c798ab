"""Applying, step by step: what is typed is kept, and what is wrong is told at its field."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from sparkweb.flow.applications.models import Application, Voice
from sparkweb.foundation.core.idempotency import FIELD, new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.portals.participants.forms.applying import WorkplaceForm
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import newest_link, post, text, url
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

START = reverse("participants:start")
ADDRESSES = ["http://evil.example", "Anne evil.example/x", "anne@evil.example", "WWW.evil", "Se evil.dk", "a\\\\b"]
HOSTILE = {
    "html": "<script>alert(1)</script> & <b>fed</b>",
    "control": "for\x00an \x07dret\x1b[31m",
    "bidi": "\u202eoverskrevet\u2066",
    "emoji": "vi er glade 👩‍👩‍👧 og trætte 😴",
}


def first_page(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Anne Bech",
        "email": "anne@havrevang.example",
        "role": "leader",
        "workplace": "Plejecenter Havrevang",
        "municipality": Municipality.objects.get(name="Vejle").pk,
        "sector": Sector.objects.get(code="plejehjem").pk,
        "employee_count": "46",
        FIELD: new_key(),
        **changes,
    }


# The first page -----------------------------------------------------------------


def test_starting_leads_straight_on_in_a_session_of_ones_own(client: Client, world: World) -> None:
    response = client.post(START, first_page())

    application = Application.objects.get()
    assert response["Location"] == url("step", application, "temaer")
    assert client.get(response["Location"]).status_code == 200
    assert world.leader(application).person.email == "anne@havrevang.example"


def test_municipalities_stand_in_danish_order(client: Client, world: World) -> None:
    page = client.get(START).content.decode()

    assert page.index(">Varde<") < page.index(">Ærø<") < page.index(">Aabenraa<") < page.index(">Aarhus<")


def test_a_double_click_starts_one_application(client: Client, world: World) -> None:
    """The browser throws the first answer away, and its cookie with it."""
    typed = first_page()
    first = Client().post(START, typed)

    second = client.post(START, typed)

    assert second["Location"] == first["Location"]
    assert Application.objects.count() == OutboxMessage.objects.count() == 1
    assert client.get(second["Location"]).status_code == 200


def test_the_sixth_draft_in_a_day_with_one_address_is_refused_and_keeps_what_was_typed(
    client: Client, world: World
) -> None:
    for _ in range(5):
        Client().post(START, first_page())

    answer = client.post(START, first_page(name="Anne B."))

    assert answer.status_code == 429
    assert "Der er allerede startet 5 ansøgninger med den e-mail." in text(answer)
    assert 'value="Anne B."' in answer.content.decode()
    assert Application.objects.count() == OutboxMessage.objects.count() == 5


def test_going_back_and_sending_again_starts_no_second_application(world: World) -> None:
    """The session is another by now, so the old page's form is no longer one of ours."""
    client = Client(enforce_csrf_checks=True)
    typed = in_a_browser(client)
    begun = client.post(START, typed)

    again = client.post(START, typed)

    assert (again.status_code, Application.objects.count()) == (403, 1)
    assert client.get(begun["Location"]).status_code == 200


def in_a_browser(client: Client, key: str = "") -> dict[str, Any]:
    """The first page as this browser got it; with the key of another, where one is given."""
    page = client.get(START).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="', 1)[1].split('"', 1)[0]
    return first_page(csrfmiddlewaretoken=token, **({FIELD: key} if key else {}))


def test_an_answer_that_was_lost_on_the_way_is_given_again_in_the_same_browser(world: World) -> None:
    client, twin = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    typed = in_a_browser(client)
    twin.cookies.load({"csrftoken": client.cookies["csrftoken"].value})
    first = client.post(START, typed)

    second = twin.post(START, typed)

    assert (second["Location"], Application.objects.count()) == (first["Location"], 1)
    assert twin.get(second["Location"]).status_code == 200


def test_the_key_of_another_browser_opens_nothing_of_theirs(world: World) -> None:
    owner, stranger = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    typed = in_a_browser(owner)
    begun = owner.post(START, typed)

    stolen = stranger.post(START, {**in_a_browser(stranger, typed[FIELD]), "email": "anden@havrevang.example"})

    assert stolen["Location"] != begun["Location"]
    assert stranger.get(begun["Location"]).status_code == 404


def test_an_old_key_opens_nothing_for_a_stranger(client: Client, world: World) -> None:
    typed = first_page()
    Client().post(START, typed)
    Application.objects.update(started_at=world.now - timedelta(minutes=5))

    again = client.post(START, typed)

    assert client.get(again["Location"])["Location"] == reverse("participants:lost_link")


def test_a_form_without_its_key_is_asked_for_again_with_everything_typed(client: Client, world: World) -> None:
    response = client.post(START, {**first_page(), FIELD: ""})

    assert response.status_code == 400
    assert "Plejecenter Havrevang" in response.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Skriv dit navn."),
        ("name", "\u202e\x00", "Skriv dit navn."),
        ("name", "x" * 61, "Teksten er 1 tegn for lang. Der er plads til 60 tegn."),
        *(("name", typed, "Skriv kun et navn, for eksempel Anne Bech.") for typed in ADDRESSES),
        ("email", "", "Skriv din e-mail."),
        ("email", "anne@", "Skriv en gyldig e-mailadresse, for eksempel anne@kommune.dk."),
        ("role", "", "Vælg en rolle."),
        ("role", "kejser", "Vælg en rolle på listen."),
        ("workplace", "", "Skriv navnet på jeres arbejdsplads."),
        ("workplace", "x" * 121, "Teksten er 1 tegn for lang. Der er plads til 120 tegn."),
        ("municipality", "", "Vælg jeres kommune."),
        ("municipality", "99999999999999999999", "Vælg jeres kommune på listen."),
        ("municipality", "\x00", "Null-tegn er ikke tilladte."),
        ("sector", "", "Vælg jeres område."),
        ("sector", "mange", "Vælg jeres område på listen."),
        ("employee_count", "", "Skriv cirka hvor mange I er."),
        ("employee_count", "mange", "Skriv et helt tal, for eksempel 24."),
        ("employee_count", "2,5", "Skriv et helt tal, for eksempel 24."),
        ("employee_count", "0", "Skriv et tal på mindst 1."),
        ("employee_count", "20001", "Skriv et tal på højst 20.000."),
        ("employee_count", "9" * 5000, "Skriv et helt tal, for eksempel 24."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_kept(
    client: Client, world: World, field: str, typed: str, sentence: str
) -> None:
    response = client.post(START, first_page(**{field: typed}))

    page = response.content.decode()
    told = page.split(f'id="id_{field}_error"', 1)[1].split("</p>", 1)[0]
    assert response.status_code == 422
    assert sentence in told
    assert "Plejecenter Havrevang" in page or field == "workplace"
    assert not Application.objects.exists()


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_harmless(client: Client, world: World, typed: str) -> None:
    client.post(START, first_page(name=typed.replace("/", ""), workplace=typed))
    application = Application.objects.get()

    page = client.get(url("together", application)).content.decode()

    assert "<script>alert" not in page
    assert not set(page) & set("\x00\x07\x1b\u202e\u2066")


def test_one_already_in_is_offered_to_go_on(enter: Enter, world: World) -> None:
    assert "Du er allerede i gang" in text(enter(world.leader(world.start())).get(START))


# The steps ----------------------------------------------------------------------


@pytest.fixture
def draft(world: World) -> Application:
    return world.start()


@pytest.fixture
def leader(world: World, draft: Application, enter: Enter) -> Client:
    return enter(world.leader(draft))


def typed_words(**changes: Any) -> dict[str, Any]:
    return {"hurts": "Vi taler forbi hinanden.", "hopes": "At vi lytter.", "seen_version": 0, **changes}


def typed_frame(**changes: Any) -> dict[str, Any]:
    agreed = {"accepts_time": "on", "accepts_evaluation": "on", "accepts_start": "on"}
    return {"ready": "nu", **agreed, "seen_version": 1, **changes}


@pytest.mark.parametrize("slug", ["arbejdsplads", "temaer", "ord", "hvem", "rammer"])
def test_every_step_opens_with_its_place_in_the_row(leader: Client, draft: Application, slug: str) -> None:
    response = leader.get(url("step", draft, slug))

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert "Sidst gemt kl." in text(response)


def test_a_step_that_is_none_does_not_exist(leader: Client, draft: Application) -> None:
    assert leader.get(url("step", draft, "ukendt")).status_code == 404


def test_each_step_saves_and_leads_to_the_next(leader: Client, draft: Application) -> None:
    facts = {key: first_page()[key] for key in ("workplace", "municipality", "sector")}
    sent = [
        ("arbejdsplads", {**facts, "employee_count": "47", "seen_version": 1}),
        ("temaer", {"themes": ["samarbejde"], "seen_version": 2}),
        ("ord", typed_words()),
        ("hvem", {"name": "Mikkel Thorsen", "email": "mikkel@havrevang.example", "role": "shop_steward"}),
        ("rammer", typed_frame(seen_version=3)),
    ]

    led = [post(leader, url("step", draft, slug), **typed)["Location"] for slug, typed in sent]

    assert led == [
        *(url("step", draft, slug) for slug in ("temaer", "ord", "hvem", "rammer")),
        url("together", draft),
    ]
    draft.refresh_from_db()
    assert (draft.employee_count, draft.ready_date) == (47, localdate())


def test_only_themes_open_today_can_be_chosen(leader: Client, draft: Application) -> None:
    response = post(leader, url("step", draft, "temaer"), themes=["samarbejde", "ukendt\x00"], seen_version=1)

    assert response.status_code == 422
    assert "Vælg blandt temaerne på listen." in text(response)


def test_of_several_themes_the_page_asks_which_fills_most(leader: Client, draft: Application) -> None:
    address = url("step", draft, "temaer")

    asked = post(leader, address, themes=["samarbejde", "alenearbejde"], seen_version=1)
    empty = post(leader, address, themes=["samarbejde", "alenearbejde"], asked="1", seen_version=1)
    told = post(leader, address, themes=["samarbejde", "alenearbejde"], main="alenearbejde", seen_version=1)

    assert (asked.status_code, empty.status_code, told.status_code) == (200, 422, 302)
    assert "I har valgt flere. Hvilket fylder mest?" in text(asked)
    assert ["Vælg det tema, der fylder mest." in text(page) for page in (asked, empty)] == [False, True]
    assert asked.content.decode().count(" checked") == 2
    assert [row.theme.code for row in draft.theme_rows.select_related("theme")] == ["alenearbejde", "samarbejde"]


def test_a_main_theme_outside_the_chosen_is_asked_for_again(leader: Client, draft: Application) -> None:
    response = post(
        leader, url("step", draft, "temaer"), themes=["samarbejde", "indhold"], main="chikane", seen_version=1
    )

    assert response.status_code == 422
    assert "Vælg et af de temaer, I har sat mærke ved." in text(response)


def test_no_theme_is_told(leader: Client, draft: Application) -> None:
    response = post(leader, url("step", draft, "temaer"), seen_version=1)

    assert (response.status_code, "Vælg mindst ét tema." in text(response)) == (422, True)


def test_sensitive_themes_show_where_to_turn(leader: Client, draft: Application) -> None:
    post(leader, url("step", draft, "temaer"), themes=["chikane"], seen_version=1)

    page = text(leader.get(url("step", draft, "ord")))

    assert "Skriv ikke navne på kolleger eller borgere." in page
    assert "Arbejdstilsynets hotline" in page


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_own_words_are_kept_as_they_were_meant(leader: Client, draft: Application, typed: str) -> None:
    post(leader, url("step", draft, "ord"), **typed_words(hurts=typed))

    page = leader.get(url("together", draft)).content.decode()

    assert "<script>alert" not in page
    assert not set(Voice.objects.get().hurts) & set("\x00\x07\x1b\u202e\u2066")


def test_words_that_are_too_long_stay_on_the_page(leader: Client, draft: Application) -> None:
    long = "ø" * 4001

    response = post(leader, url("step", draft, "ord"), **typed_words(hurts=long))

    assert response.status_code == 422
    assert long in response.content.decode()
    assert "Teksten er 1 tegn for lang." in text(response)


def test_months_within_half_a_year_are_offered(leader: Client, draft: Application) -> None:
    page = leader.get(url("step", draft, "rammer")).content.decode()
    firsts = [localdate() + timedelta(days=days) for days in range(184)]

    offered = [day.isoformat() for day in firsts if day.day == 1 and f'value="{day.isoformat()}"' in page]

    assert offered == [day.isoformat() for day in firsts if day.day == 1 and day > localdate()]


@pytest.mark.parametrize("ready", ["", "2019-01-01", "2099-01-01", "i morgen", "\x00"])
def test_a_start_that_is_not_offered_is_refused(leader: Client, draft: Application, ready: str) -> None:
    response = post(leader, url("step", draft, "rammer"), **typed_frame(ready=ready))

    assert response.status_code == 422
    assert 'id="id_ready_error"' in response.content.decode()


@pytest.mark.parametrize("term", ["accepts_time", "accepts_evaluation", "accepts_start"])
def test_each_term_must_be_said_yes_to(leader: Client, draft: Application, term: str) -> None:
    response = post(leader, url("step", draft, "rammer"), **typed_frame(**{term: ""}))

    assert response.status_code == 422
    assert f'id="id_{term}_error"' in response.content.decode()


# Two tabs, two people -----------------------------------------------------------


def test_two_tabs_show_both_texts_and_lose_neither(leader: Client, draft: Application) -> None:
    address = url("step", draft, "ord")
    post(leader, address, **typed_words(hurts="Den første fane"))

    conflict = post(leader, address, **typed_words(hurts="Den anden fane"))

    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert ("Den første fane" in page, "Den anden fane" in page) == (True, True)
    assert Voice.objects.get().hurts == "Den første fane"


def test_the_conflict_page_saves_when_sent_again(leader: Client, draft: Application) -> None:
    address = url("step", draft, "ord")
    post(leader, address, **typed_words(hurts="Den første fane"))
    conflict = post(leader, address, **typed_words(hurts="Den anden fane")).content.decode()
    seen = conflict.split('name="seen_version" value="', 1)[1].split('"', 1)[0]

    again = post(leader, address, **typed_words(hurts="Den anden fane", seen_version=seen))

    assert (again.status_code, Voice.objects.get().hurts) == (302, "Den anden fane")


def test_the_other_person_correcting_a_fact_is_seen(leader: Client, draft: Application) -> None:
    address = url("step", draft, "rammer")
    post(leader, address, **typed_frame())

    conflict = post(leader, address, **typed_frame(ready=next_first()))

    assert conflict.status_code == 409
    assert "Det står der nu" in text(conflict)
    assert "Så snart der er plads" in text(conflict)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "²"])
def test_a_version_that_never_was_overwrites_nothing(leader: Client, draft: Application, seen: str) -> None:
    post(leader, url("step", draft, "ord"), **typed_words())

    response = post(leader, url("step", draft, "ord"), **typed_words(hurts="Andet", seen_version=seen))

    assert (response.status_code, Voice.objects.get().hurts) == (409, "Vi taler forbi hinanden.")


def next_first() -> str:
    return (localdate().replace(day=1) + timedelta(days=32)).replace(day=1).isoformat()


def test_a_step_sent_twice_is_saved_once(leader: Client, draft: Application) -> None:
    typed = typed_words()

    answers = [post(leader, url("step", draft, "ord"), **typed).status_code for _ in range(2)]

    assert (answers, Voice.objects.get().version) == ([302, 302], 2)


def test_a_step_sent_after_the_application_keeps_the_typed_text_in_view(world: World, enter: Enter) -> None:
    application = world.submitted()
    client = enter(world.leader(application))

    late = post(client, url("step", application, "ord"), **typed_words(hurts="Det her kom for sent."))
    looked = client.get(url("step", application, "ord"))

    assert late.status_code == 409
    assert "Det her kom for sent." in text(late)
    assert looked["Location"] == url("status", application)


@pytest.mark.parametrize("slug", ["arbejdsplads", "temaer", "ord", "hvem", "rammer"])
def test_anothers_draft_does_not_exist(world: World, enter: Enter, draft: Application, slug: str) -> None:
    stranger = enter(world.leader(world.start(KLINTEMARKEN)))
    address = url("step", draft, slug)

    assert (stranger.get(address).status_code, post(stranger, address).status_code) == (404, 404)


def test_the_way_back_in_the_mail_leads_to_the_draft(client: Client, draft: Application) -> None:
    landed = client.post(newest_link("anne@havrevang.example"), follow=True)

    assert landed.redirect_chain[-1][0] == url("step", draft, "temaer")


def test_whoever_corrects_one_thing_comes_back_to_where_both_read(leader: Client, draft: Application) -> None:
    address = url("step", draft, "ord") + "?tilbage=sammen"

    page = leader.get(address)
    saved = leader.post(address, typed_words())

    assert ("Gem og gå videre" in text(page), saved["Location"]) == (False, url("together", draft))


def test_a_number_with_words_around_it_is_read() -> None:
    forms = [WorkplaceForm({"employee_count": typed}) for typed in ("ca. 24", "1.200 ansatte", "20-25", "få")]

    assert [form["employee_count"].errors == [] for form in forms] == [True, True, False, False]

"""The secretariat's pages: who comes in, what they say, and what they cost."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Round
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.emptying import triggers_off
from tests.portals.secretariat.many import many
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def addresses(application: Application, round_: Round) -> dict[str, str]:
    """Every page of the portal, for one case and one round."""
    return {
        "overview": reverse("secretariat:overview"),
        "returned": reverse("secretariat:returned"),
        "applications": reverse("secretariat:applications"),
        "application": reverse("secretariat:application", args=[application.pk]),
        "plan": reverse("secretariat:plan_round"),
        "round": reverse("secretariat:round", args=[round_.pk]),
        "opened": reverse("secretariat:round", args=[round_.pk]) + f"?sag={application.pk}",
        "letters": reverse("secretariat:letters", args=[round_.pk]),
        "assignments": reverse("secretariat:assignments"),
    }


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(seen)


def test_every_page_opens_for_a_coordinator(world: World, birgit: Client) -> None:
    application, round_ = world.submitted(), world.round()

    answers = {name: birgit.get(address).status_code for name, address in addresses(application, round_).items()}

    assert set(answers.values()) == {200}


@pytest.mark.parametrize("person", ["Lise", "Karen", "Erik", "Ada", "Dorte"])
def test_no_page_exists_for_other_staff(world: World, client: Client, person: str) -> None:
    application, round_ = world.submitted(), world.round()
    world.log_in(client, person)

    answers = {name: client.get(address).status_code for name, address in addresses(application, round_).items()}

    assert set(answers.values()) == {404}


def test_no_page_exists_for_those_who_apply_even_about_their_own(world: World, client: Client) -> None:
    application, round_ = world.submitted(), world.round()
    world.enter(client, world.leader(application))

    answers = {name: client.get(address).status_code for name, address in addresses(application, round_).items()}

    assert set(answers.values()) == {404}


def test_a_visitor_is_shown_the_door_of_staff(world: World, client: Client) -> None:
    application, round_ = world.submitted(), world.round()

    for address in addresses(application, round_).values():
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_a_draft_and_an_unknown_id_do_not_exist(world: World, birgit: Client) -> None:
    draft, round_ = world.draft(), world.round()

    assert birgit.get(reverse("secretariat:application", args=[draft.pk])).status_code == 404
    assert birgit.get(reverse("secretariat:application", args=[uuid4()])).status_code == 404
    assert birgit.get(reverse("secretariat:round", args=[uuid4()])).status_code == 404
    assert birgit.get(reverse("secretariat:letters", args=[uuid4()])).status_code == 404
    assert birgit.post(reverse("secretariat:assign", args=[draft.pk]), {"submission_key": "0" * 32}).status_code == 404
    decide = reverse("secretariat:decide", args=[round_.pk, draft.pk])
    assert birgit.post(decide, {"submission_key": "0" * 32}).status_code == 404


@pytest.mark.parametrize(
    "page", ["overview", "applications", "application", "round", "opened", "letters", "assignments"]
)
def test_no_page_needs_more_than_fifteen_statements_and_rows_cost_nothing(
    world: World, birgit: Client, page: str
) -> None:
    application = world.submitted()
    granted = world.granted(KLINTEMARKEN)
    round_ = granted.round if page == "letters" else next_round(world)
    address = addresses(application, round_)[page]

    with_one = statements(birgit, address)
    for _ in range(2):
        world.submitted()
    with_three = statements(birgit, address)

    assert (with_three, with_one <= 15) == (with_one, True)


def next_round(world: World) -> Round:
    """The one being worked on today."""
    world.now = timezone.now()
    return world.round()


def test_three_hundred_applications_cost_as_many_statements_as_one(world: World, birgit: Client) -> None:
    application, round_ = world.submitted(), world.round()
    places = {name: addresses(application, round_)[name] for name in ("overview", "applications", "round", "opened")}
    with_one = {name: statements(birgit, address) for name, address in places.items()}

    many(application, 299, at=world.now)

    assert {name: statements(birgit, address) for name, address in places.items()} == with_one
    assert "300 ansøgninger" in birgit.get(places["applications"]).content.decode()


def test_three_hundred_yeses_cost_as_many_statements_as_one_when_they_wait_for_a_consultant(
    world: World, birgit: Client
) -> None:
    decision = world.granted()
    letters = reverse("secretariat:letters", args=[decision.round_id])
    with_one = statements(birgit, reverse("secretariat:assignments")), statements(birgit, letters)

    many(decision.application, 299, at=world.now, like=decision)

    assert (statements(birgit, reverse("secretariat:assignments")), statements(birgit, letters)) == with_one
    page = birgit.get(reverse("secretariat:assignments")).content.decode()
    assert ("300 arbejdspladser har fået ja" in page, page.count('id="sag-')) == (True, 50)


def test_the_overview_says_what_waits_and_leads_on(world: World, birgit: Client) -> None:
    decision = world.granted()
    returned = OutboxMessage.objects.filter(kind="round.letter").first()
    assert returned is not None
    OutboxMessage.objects.filter(pk=returned.pk).update(bounced_at=timezone.now())
    round_ = next_round(world)
    world.submitted(KLINTEMARKEN)

    page = birgit.get(reverse("secretariat:overview")).content.decode()

    assert "ansøgning er ikke besluttet" in page
    assert "arbejdsplads har fået ja og venter på en konsulent" in page
    assert "mail er kommet retur" in page
    assert reverse("secretariat:round", args=[round_.pk]) + "?svar=mangler" in page
    listed = birgit.get(reverse("secretariat:returned")).content.decode()
    assert returned.to_address in listed
    assert reverse("secretariat:application", args=[decision.application_id]) in listed


def test_the_overview_is_calm_when_all_is_done(world: World, birgit: Client) -> None:
    page = birgit.get(reverse("secretariat:overview")).content.decode()

    assert "Alt er gjort" in page
    assert str(world.submitted().case_number) not in page


def test_mail_about_drafts_is_not_shown(world: World, birgit: Client) -> None:
    world.draft()
    OutboxMessage.objects.update(bounced_at=timezone.now())

    page = birgit.get(reverse("secretariat:returned")).content.decode()

    assert HAVREVANG.leader.email not in page


def test_a_case_shows_both_voices_and_its_whole_history(world: World, birgit: Client) -> None:
    course = world.closed()

    page = birgit.get(reverse("secretariat:application", args=[course.application_id])).content.decode()

    said = [*HAVREVANG.hurts, *HAVREVANG.hopes]
    told = ["Ansøgningen blev sendt", "Birgit Holm svarede ja", "Brevet blev sendt", "Lise Kragh fik forløbet"]
    told += ["Opsamlingen blev skrevet", "Forløbet blev afsluttet"]
    assert [words for words in [*said, *told] if words not in page] == []
    order = [page.index(words) for words in told]
    assert order == sorted(order)


def test_a_look_at_a_case_is_written_down(world: World, birgit: Client) -> None:
    application, round_ = world.submitted(), world.round()

    birgit.get(reverse("secretariat:applications"))
    birgit.get(reverse("secretariat:round", args=[round_.pk]))
    assert not Event.objects.filter(action="application.viewed").exists()

    birgit.get(reverse("secretariat:application", args=[application.pk]))
    birgit.get(reverse("secretariat:round", args=[round_.pk]), {"sag": str(application.pk)})
    looks = Event.objects.filter(action="application.viewed", about_key=str(application.pk))
    assert [look.by_key for look in looks] == [world.actor("Birgit").key] * 2


def test_a_sensitive_theme_has_no_name_in_lists_and_no_page_has_a_telling_title(world: World, birgit: Client) -> None:
    application = world.submitted(themes=("chikane",))
    granted = world.granted(KLINTEMARKEN, themes=("vold-og-trusler",))
    pages = {
        name: birgit.get(address).content.decode() for name, address in addresses(application, granted.round).items()
    }

    for name, page in pages.items():
        title = page[page.index("<title>") : page.index("</title>")]
        assert [word for word in ("hikane", "Havrevang", "Vejle", "Klintemarken") if word in title] == []
        if name != "application":
            listed = page.replace("vold, trusler eller chikane.", "")  # what the quiet track is, the same on every list
            assert [word for word in ("Chikane", "chikane", "Vold", "vold-og-trusler") if word in listed] == []
    assert "Stille spor" in pages["applications"]
    assert "Stille spor" in pages["assignments"]
    assert "hikane" in pages["application"]


def test_texts_of_others_are_shown_as_text(world: World, birgit: Client) -> None:
    application = world.submitted()
    with triggers_off():
        application.voices.update(hurts="<script>alert(1)</script>")

    page = birgit.get(reverse("secretariat:application", args=[application.pk])).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_old_round_tells_what_was_answered(world: World, birgit: Client) -> None:
    application = world.submitted()
    waiting = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    world.wait(days=7)
    services.send_letters(round_=waiting.round, by=world.actor("Birgit"), at=world.now)

    page = birgit.get(
        reverse("secretariat:round", args=[waiting.round_id]), {"sag": str(application.pk)}
    ).content.decode()

    assert "svarene står fast" in page
    assert HAVREVANG.workplace in page
    assert 'name="outcome"' not in page
    assert "i perioden." not in page

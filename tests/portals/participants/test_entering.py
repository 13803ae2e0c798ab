"""The door: looking changes nothing, a button opens, and nobody learns who takes part."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from sparkweb.foundation.accounts import links
from sparkweb.foundation.accounts.models import AccessLink
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.models import Seat
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import newest_link, post, text, url
from tests.world import World

pytestmark = pytest.mark.django_db

LOST = reverse("participants:lost_link")
SENT = reverse("participants:link_sent")


@pytest.fixture
def seat(world: World) -> Seat:
    return world.leader(world.start())


def link_to(seat: Seat, *, days: int = 14) -> str:
    address = links.issue(subject=seat.subject, destination=reverse("participants:home"), at=now(), days=days)
    return address.removeprefix("http://testserver")


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_link_changes_nothing(client: Client, seat: Seat, method: str) -> None:
    address = link_to(seat)

    response = getattr(client, method)(address)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in client.cookies
    assert not AccessLink.objects.exclude(used_at=None).exists()


def test_the_page_says_who_the_link_is_for(client: Client, seat: Seat) -> None:
    assert "Hej Anne – åbn jeres side" in text(client.get(link_to(seat)))


def test_an_invitation_says_what_it_opens(world: World, client: Client, enter: Enter) -> None:
    draft = world.draft()
    post(enter(world.leader(draft)), url("invite", draft, world.steward(draft).id))

    page = text(client.get(newest_link("mikkel@havrevang.example")))

    assert "Hej Mikkel – Anne har startet en ansøgning" in page
    assert "Læs ansøgningen" in page


def test_opening_starts_a_session_and_proves_the_address(client: Client, seat: Seat) -> None:
    response = client.post(newest_link("anne@havrevang.example"))

    assert response.status_code == 302
    assert response["Location"] == "/min-side/"
    assert client.get(response["Location"], follow=True).status_code == 200
    seat.person.refresh_from_db()
    assert seat.person.address_confirmed_at is not None


def test_a_used_link_opens_nothing_for_the_next(client: Client, seat: Seat) -> None:
    address = link_to(seat)
    client.post(address)
    AccessLink.objects.update(used_at=now() - timedelta(minutes=5))

    stranger = Client()
    looked, opened = stranger.get(address), stranger.post(address)

    assert (looked.status_code, opened.status_code) == (410, 410)
    assert "Linket er brugt" in text(looked)
    assert stranger.get(reverse("participants:home"))["Location"] == LOST


def test_a_used_link_leads_the_one_who_is_already_in(enter: Enter, seat: Seat) -> None:
    address = link_to(seat)
    Client().post(address)

    response = enter(seat).get(address)

    assert (response.status_code, response["Location"]) == (302, reverse("participants:home"))


def test_a_used_link_offers_a_new_one_to_a_browser_that_never_opened_one(client: Client, seat: Seat) -> None:
    address = link_to(seat)
    Client().post(address)
    begun = client.session
    begun["subject"] = seat.subject
    begun.save()

    response = client.get(address)

    assert (response.status_code, "Send mig et nyt link" in text(response)) == (410, True)


def test_a_link_that_has_run_out_offers_a_new_one(client: Client, seat: Seat) -> None:
    address = link_to(seat)
    AccessLink.objects.update(expires_at=now() - timedelta(days=1))

    response = client.get(address)
    asked = client.post(f"{address}nyt/")

    assert (response.status_code, asked["Location"]) == (410, SENT)
    assert "Send mig et nyt link" in text(response)
    assert OutboxMessage.objects.filter(kind="link.renewed").count() == 1


def test_a_link_of_somebody_who_has_left_opens_nothing(client: Client, world: World, seat: Seat) -> None:
    address = link_to(seat)
    workplaces.end_seat(seat=seat, by=world.actor("Birgit"), at=world.now)

    looked, opened = client.get(address), client.post(address)

    assert (looked.status_code, opened.status_code) == (410, 410)
    assert "Send mig et nyt link" not in text(looked)
    assert client.post(f"{address}nyt/")["Location"] == SENT
    assert not OutboxMessage.objects.filter(kind="link.renewed").exists()


@pytest.mark.parametrize("token", ["ukendt", "%00", "%F0%9F%98%80", "x" * 500])
def test_an_unknown_link_is_not_found(client: Client, seat: Seat, token: str) -> None:
    looked, opened = client.get(f"/l/{token}/"), client.post(f"/l/{token}/")

    assert (looked.status_code, opened.status_code) == (404, 404)
    assert "Vi kender ikke linket" in text(looked)


@pytest.mark.parametrize("email", ["anne@havrevang.example", "ANNE@HAVREVANG.EXAMPLE", "ingen@havrevang.example"])
def test_asking_for_a_link_gets_the_same_answer_whoever_asks(client: Client, seat: Seat, email: str) -> None:
    response = client.post(LOST, {"email": email})

    assert (response.status_code, response["Location"]) == (302, SENT)
    assert client.get(SENT).status_code == 200


def test_the_link_asked_for_leads_home(client: Client, seat: Seat) -> None:
    client.post(LOST, {"email": "anne@havrevang.example"})

    assert client.post(newest_link("anne@havrevang.example"))["Location"] == reverse("participants:home")


@pytest.mark.parametrize(
    "email", ["", "anne", "anne@", "a\x00nne@havrevang.example", "a\u202enne@x.example", "x" * 300 + "@x.dk"]
)
def test_an_address_that_is_none_is_refused_at_the_field(client: Client, seat: Seat, email: str) -> None:
    response = client.post(LOST, {"email": email})

    assert response.status_code == 422
    assert 'id="id_email_error"' in response.content.decode()


def test_leaving_forgets_the_case(enter: Enter, world: World) -> None:
    application = world.start()
    client = enter(world.leader(application))

    response = client.post(reverse("participants:leave"))

    assert response["Location"] == LOST
    assert "Du er logget ud" in text(client.get(LOST))
    assert client.get(url("together", application))["Location"] == LOST


def test_a_stranger_is_shown_the_right_door(client: Client, world: World) -> None:
    assert client.get(url("together", world.start()))["Location"] == LOST


def test_home_leads_to_where_the_case_is(enter: Enter, world: World) -> None:
    draft, home = world.draft(), reverse("participants:home")
    client = enter(world.leader(draft))

    before = client.get(home)["Location"]
    world.confirm(draft, world.leader(draft))
    world.confirm(draft, world.steward(draft))

    assert (before, client.get(home)["Location"]) == (url("together", draft), url("status", draft))

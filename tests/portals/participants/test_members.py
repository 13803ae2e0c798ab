"""Who is on the application: added, corrected and taken off by the right people."""

from typing import Any

import pytest
from django.test import Client

from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.queries import stamp_of
from sparkweb.foundation.core.idempotency import FIELD, new_key
from sparkweb.registers.workplaces.models import Seat
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import newest_link, post, text, url
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World) -> Application:
    return world.start()


@pytest.fixture
def leader(world: World, draft: Application, enter: Enter) -> Client:
    return enter(world.leader(draft))


def mikkel(**changes: str) -> dict[str, Any]:
    return {"name": "Mikkel Thorsen", "email": "mikkel@havrevang.example", "role": "shop_steward", **changes}


def seen(seat: Seat) -> dict[str, str]:
    """From a page that shows the person as they stand now."""
    return {"seen_version": stamp_of(seat)}


def test_a_leader_is_asked_for_the_employees_side(leader: Client, draft: Application) -> None:
    page = leader.get(url("step", draft, "hvem")).content.decode()

    assert "Hvem søger du sammen med fra medarbejdersiden?" in page
    assert ('value="shop_steward"' in page, 'value="leader"' in page) == (True, False)


def test_a_representative_is_asked_for_a_leader(world: World, enter: Enter) -> None:
    application = world.draft()
    steward = enter(world.steward(application))
    application.committee.seats.filter(role="leader").update(ended_date="2026-01-01", from_date="2026-01-01")

    page = steward.get(url("step", application, "hvem")).content.decode()

    assert "Hvilken leder søger I sammen med?" in page
    assert '<input type="hidden" name="role" value="leader"' in page


def test_the_same_address_is_refused_at_its_field(leader: Client, draft: Application) -> None:
    response = post(leader, url("step", draft, "hvem"), **mikkel(email="Anne@havrevang.example"))

    assert response.status_code == 422
    told = response.content.decode().split('id="id_email_error"', 1)[1].split("</p>", 1)[0]
    assert "Den e-mail bruger du selv." in told
    assert "Mikkel Thorsen" in response.content.decode()


def test_a_double_click_adds_one(world: World, leader: Client, draft: Application) -> None:
    typed = {**mikkel(), FIELD: new_key()}

    answers = [leader.post(url("step", draft, "hvem"), typed)["Location"] for _ in range(2)]

    assert answers == [url("step", draft, "rammer")] * 2
    assert len(world.seats(draft)) == 2


def test_one_more_can_be_written_on(world: World, leader: Client, draft: Application) -> None:
    address = url("member_new", draft)

    looked = leader.get(address)
    added = post(leader, address, **mikkel())

    assert (looked.status_code, added["Location"]) == (200, url("step", draft, "hvem"))
    assert [seat.role for seat in world.seats(draft)] == ["leader", "shop_steward"]


@pytest.mark.parametrize(("field", "typed"), [("name", ""), ("email", "mikkel"), ("role", "chef")])
def test_a_member_with_something_wrong_is_not_added(
    world: World, leader: Client, draft: Application, field: str, typed: str
) -> None:
    response = post(leader, url("member_new", draft), **mikkel(**{field: typed}))

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert len(world.seats(draft)) == 1


def test_a_double_click_corrects_once(world: World, leader: Client, draft: Application) -> None:
    post(leader, url("step", draft, "hvem"), **mikkel(email="mikel@havrevang.example"))
    steward = world.steward(draft)
    address, typed = url("member", draft, steward.id), {**mikkel(), **seen(steward), FIELD: new_key()}

    answers = [leader.post(address, typed)["Location"] for _ in range(2)]

    assert answers == [url("step", draft, "hvem")] * 2


def test_a_wrong_address_is_corrected_and_its_link_dies(world: World, leader: Client, draft: Application) -> None:
    post(leader, url("step", draft, "hvem"), **mikkel(email="mikel@havrevang.example"))
    seat = world.steward(draft)
    post(leader, url("invite", draft, seat.id))
    wrong = newest_link("mikel@havrevang.example")

    post(leader, url("member", draft, seat.id), **mikkel(), **seen(seat))

    assert Client().post(wrong).status_code == 410
    assert world.seats(draft)[1].person.email == "mikkel@havrevang.example"


def test_a_new_address_of_ones_own_keeps_one_in(world: World, leader: Client, draft: Application) -> None:
    seat = world.leader(draft)
    typed = {"name": "Anne Bech", "email": "anne.bech@havrevang.example", "role": "leader"}

    response = leader.post(url("member", draft, seat.id), {**typed, **seen(seat), FIELD: new_key()}, follow=True)

    assert response.status_code == 200
    assert "Vi har sendt et link til din nye adresse." in text(response)
    assert Client().post(newest_link("anne.bech@havrevang.example")).status_code == 302


def test_two_who_correct_the_same_person_see_both(world: World, enter: Enter) -> None:
    application = world.draft()
    safety = world.seats(application)[2]
    leader, steward = enter(world.leader(application)), enter(world.steward(application))
    address, before = url("member", application, safety.id), seen(safety)
    typed = {"name": "Sara Y.", "email": "sara.y@havrevang.example", "role": "safety_representative"}
    post(leader, address, **typed, **before)

    second = post(steward, address, **{**typed, "name": "Sarah Yıldız", "role": "employee_member"}, **before)

    now = world.seats(application)[2]
    page = second.content.decode()
    assert second.status_code == 409
    assert "Oplysningerne er rettet imens." in page
    assert [
        words for words in ("Sara Y.", "sara.y@havrevang.example", 'value="Sarah Yıldız"') if words not in page
    ] == []
    assert now.person.name == "Sara Y."
    assert post(steward, address, **{**typed, "name": "Sarah"}, **seen(now)).status_code == 302
    assert [seat.person.name for seat in world.seats(application)][2] == "Sarah"


def test_one_who_was_taken_off_meanwhile_can_be_written_on_again(world: World, enter: Enter) -> None:
    application = world.draft()
    safety, leader = world.seats(application)[2], enter(world.leader(application))
    address, before = url("member", application, safety.id), seen(safety)
    post(leader, url("member_remove", application, safety.id))

    looked = leader.get(address)
    answer = post(leader, address, name="Sarah", email="sarah@havrevang.example", role="employee_member", **before)

    page = answer.content.decode()
    assert looked["Location"] == url("step", application, "hvem")
    assert answer.status_code == 409
    assert "Personen er taget af imens." in page
    assert 'value="Sarah"' in page
    assert f'action="{url("member_new", application)}"' in page
    assert len(world.seats(application)) == 2


def test_nobody_rewrites_one_who_has_spoken(world: World, enter: Enter) -> None:
    application = world.draft()
    client, steward = enter(world.leader(application)), world.steward(application)

    typed = {**mikkel(email="anden@havrevang.example"), **seen(steward)}
    corrected = post(client, url("member", application, steward.id), **typed)
    removed = post(client, url("member_remove", application, steward.id))

    assert (corrected.status_code, removed.status_code) == (422, 409)
    assert "Mikkel har selv skrevet her" in text(corrected)
    assert "Mikkel har selv skrevet her" in text(removed)


def test_taking_one_off_is_asked_once_more(world: World, enter: Enter) -> None:
    application = world.draft()
    client, safety = enter(world.leader(application)), world.seats(application)[2]
    address = url("member_remove", application, safety.id)

    asked = client.get(address)
    still = Seat.objects.get(pk=safety.pk).ended_date
    typed = {FIELD: new_key()}
    removed = [client.post(address, typed)["Location"] for _ in range(2)]

    assert ("Fjern Sara Yıldız?" in text(asked), still) == (True, None)
    assert removed == [url("step", application, "hvem")] * 2
    assert len(world.seats(application)) == 2


@pytest.mark.parametrize("route", ["member", "member_remove", "invite"])
def test_somebody_of_another_workplace_does_not_exist_here(
    world: World, leader: Client, draft: Application, route: str
) -> None:
    foreign = world.leader(world.start(KLINTEMARKEN))

    answers = [leader.get(url(route, draft, foreign.id)), post(leader, url(route, draft, foreign.id), **mikkel())]

    assert [answer.status_code for answer in answers] == [404, 404]

"""Where both sides meet: what each sees, whose turn it is, and the yes."""

import pytest
from django.test import Client

from sparkweb.flow.applications import services
from sparkweb.flow.applications.models import Application
from sparkweb.foundation.accounts import sessions
from sparkweb.foundation.core.idempotency import FIELD, new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.workplaces.models import Person
from sparkweb.registers.workplaces.rules import actor_for
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import newest_link, post, text, url
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(world: World) -> Application:
    return world.draft()


@pytest.fixture
def leader(world: World, application: Application, enter: Enter) -> Client:
    return enter(world.leader(application))


@pytest.fixture
def steward(world: World, application: Application, enter: Enter) -> Client:
    return enter(world.steward(application))


def say_yes(client: Client, application: Application) -> str:
    application.refresh_from_db()
    return str(post(client, url("confirm", application), seen_version=application.version)["Location"])


def test_both_sides_read_the_same(leader: Client, steward: Client, application: Application) -> None:
    pages = [text(client.get(url("together", application))) for client in (leader, steward)]

    words = [*HAVREVANG.hurts, *HAVREVANG.hopes, "Plejecenter Havrevang, Vejle", "46 ansatte", "(fylder mest)"]
    assert [word for word in words for page in pages if word not in page] == []


def test_what_is_missing_leads_to_where_it_is_written(world: World, enter: Enter) -> None:
    draft = world.start()

    page = enter(world.leader(draft)).get(url("together", draft)).content.decode()

    box = page.split('class="turn', 1)[1]
    linked = [slug for slug in ("temaer", "ord", "hvem", "rammer") if url("step", draft, slug) in box]
    assert linked == ["temaer", "ord", "hvem", "rammer"]
    assert url("confirm", draft) not in page


def test_the_invitation_names_who_it_goes_to(world: World, leader: Client, application: Application) -> None:
    application.voices.filter(seat__side="employees").delete()
    steward = world.steward(application)

    before = text(leader.get(url("together", application)))
    sent = leader.post(url("invite", application, steward.id), {FIELD: new_key()}, follow=True)

    assert "Send invitation til Mikkel" in before
    assert "Invitationen til Mikkel er på vej." in text(sent)
    assert "Venter på, at Mikkel åbner invitationen – sendt" in text(sent)


def test_a_double_click_sends_one_invitation(world: World, leader: Client, application: Application) -> None:
    address, typed = url("invite", application, world.seats(application)[2].id), {FIELD: new_key()}

    answers = [leader.post(address, typed).status_code for _ in range(2)]

    assert (answers, OutboxMessage.objects.filter(kind="application.invitation").count()) == ([302, 302], 1)


def test_too_many_invitations_are_refused_in_words(world: World, leader: Client, application: Application) -> None:
    address = url("invite", application, world.seats(application)[2].id)

    answers = [post(leader, address) for _ in range(services.INVITATIONS_AN_HOUR + 1)]

    assert answers[-1].status_code == 429
    assert "I har sendt mange invitationer på kort tid." in text(answers[-1])


def test_mail_that_came_back_is_told_with_the_way_to_correct_it(
    world: World, leader: Client, application: Application
) -> None:
    safety = world.seats(application)[2]
    post(leader, url("invite", application, safety.id))
    OutboxMessage.objects.filter(kind="application.invitation").update(bounced_at=world.now)

    page = leader.get(url("together", application))

    assert "Mailen til sara@havrevang.example kom retur. Ret adressen, og send igen." in text(page)
    assert url("member", application, safety.id) in page.content.decode()


def test_the_invited_lands_on_who_has_started_and_can_do_everything(
    world: World, client: Client, leader: Client, application: Application
) -> None:
    application.voices.filter(seat__side="employees").delete()
    post(leader, url("invite", application, world.steward(application).id))

    landed = client.post(newest_link("mikkel@havrevang.example"), follow=True)

    assert "Anne har startet en ansøgning" in text(landed)
    assert HAVREVANG.hurts[0] in text(landed)
    steps = [client.get(url("step", application, slug)).status_code for slug in ("temaer", "ord", "rammer", "hvem")]
    assert steps == [200] * 4
    assert "har åbnet invitationen" in text(leader.get(url("together", application)))


def test_only_the_owner_is_offered_to_correct_their_words(steward: Client, application: Application) -> None:
    page = steward.get(url("together", application)).content.decode()

    assert page.count("Ret dine egne ord") == 1


def test_the_first_yes_waits_for_the_other(leader: Client, steward: Client, application: Application) -> None:
    led = say_yes(leader, application)

    assert led == url("together", application)
    mine, theirs = (text(client.get(led)) for client in (leader, steward))
    assert ("Nu mangler kun Mikkel" in mine, "Anne har sagt ja for ledelsen" in mine) == (True, True)
    assert ("Nu mangler kun dit ja" in theirs, "Sig ja, og send ansøgningen" in theirs) == (True, True)


def test_the_second_yes_sends_it(leader: Client, steward: Client, application: Application) -> None:
    say_yes(steward, application)

    led = say_yes(leader, application)

    assert led == url("status", application)
    assert "Tak. Ansøgningen er sendt" in text(leader.get(led))


def test_a_double_click_on_the_last_yes_gets_the_same_answer(
    world: World, leader: Client, application: Application
) -> None:
    world.confirm(application, world.steward(application))
    application.refresh_from_db()
    typed = {FIELD: new_key(), "seen_version": application.version}

    answers = [leader.post(url("confirm", application), typed)["Location"] for _ in range(2)]

    assert answers == [url("status", application)] * 2
    assert OutboxMessage.objects.filter(kind="application.receipt").count() == 3


def test_a_yes_to_a_text_that_has_changed_shows_the_new_one(
    world: World, leader: Client, application: Application
) -> None:
    response = post(leader, url("confirm", application), seen_version=application.version - 1)

    assert response.status_code == 409
    assert "Ansøgningen er rettet, siden du læste den." in text(response)
    application.refresh_from_db()
    assert application.leader_confirmed_version is None


def test_a_change_says_whose_yes_it_voids(
    world: World, leader: Client, steward: Client, application: Application
) -> None:
    say_yes(leader, application)
    seat = world.steward(application)
    services.write_voice(
        application=application, seat=seat, hurts="Nyt", hopes="Nyt",
        seen_version=world.voice(application, seat).version, by=actor_for(seat), at=world.now,
    )  # fmt: skip

    nobody = text(steward.get(url("together", application)))
    say_yes(steward, application)
    one = text(leader.get(url("together", application)))

    assert "Teksten er rettet. I skal begge sige ja til den nye." in nobody
    assert "Teksten er rettet. Mikkel har sagt ja til den nye. Nu mangler kun dit ja." in one


def test_before_a_change_the_page_tells_whose_yes_it_will_void(
    leader: Client, steward: Client, application: Application
) -> None:
    say_yes(leader, application)

    mine, theirs = (text(client.get(url("step", application, "ord"))) for client in (leader, steward))

    assert "Du har sagt ja. Retter du noget, skal I begge sige ja igen." in mine
    assert "Anne har sagt ja. Retter du noget, skal I begge sige ja." in theirs


def test_a_third_who_is_invited_may_and_need_not(
    world: World, leader: Client, steward: Client, application: Application, enter: Enter
) -> None:
    safety = world.seats(application)[2]
    post(leader, url("invite", application, safety.id))
    third = enter(safety)

    before = text(third.get(url("together", application)))
    say_yes(steward, application)
    after = text(third.get(url("together", application)))

    letter = OutboxMessage.objects.get(kind="application.invitation").text
    assert "Mikkel har allerede skrevet for medarbejderne." in letter
    assert "Mikkel har skrevet for medarbejderne. Du kan læse med, og én af jer siger ja." in before
    assert "Mikkel har sagt ja for medarbejderne, så du behøver ikke gøre noget." in after


def test_whoever_waits_is_told_for_whom(world: World, leader: Client, application: Application) -> None:
    application.voices.filter(seat__side="employees").delete()
    post(leader, url("invite", application, world.steward(application).id))

    sent = text(leader.get(url("together", application)))
    OutboxMessage.objects.filter(kind="application.invitation").update(bounced_at=world.now)
    bounced = text(leader.get(url("together", application)))

    assert "Du venter på Mikkel Invitationen er sendt til mikkel@havrevang.example." in sent
    assert "Mailen til Mikkel kom retur Den blev sendt til mikkel@havrevang.example." in bounced


def test_a_yes_waits_for_the_starters_own_address(world: World, leader: Client, application: Application) -> None:
    Person.objects.filter(email="anne@havrevang.example").update(address_confirmed_at=None)
    application.refresh_from_db()

    page = text(leader.get(url("together", application)))
    refused = post(leader, url("confirm", application), seen_version=application.version)
    asked = leader.post(url("send_way_back", application), follow=True)

    assert "Åbn linket i den mail, vi sendte til anne@havrevang.example" in page
    assert refused.status_code == 409
    assert "Mailen er på vej igen." in text(asked)


def test_a_session_begun_by_typing_an_address_says_no_yes_for_it(world: World, application: Application) -> None:
    """The owner has opened the link in a browser of their own; this browser never did."""
    typist = Client()
    begun = typist.session
    begun[sessions.SUBJECT] = world.leader(application).subject
    begun.save()

    page = text(typist.get(url("together", application)))
    refused = post(typist, url("confirm", application), seen_version=application.version)

    assert "Åbn linket i den mail, vi sendte til anne@havrevang.example" in page
    assert (refused.status_code, "Åbn først linket i den mail" in text(refused)) == (409, True)
    assert application.confirmations.count() == 0


def test_the_starter_writes_all_opens_the_link_in_the_mail_and_says_yes(world: World, client: Client) -> None:
    draft = world.draft()

    landed = client.post(newest_link("anne@havrevang.example"), follow=True)

    assert landed.redirect_chain[-1][0] == url("together", draft)
    assert say_yes(client, draft) == url("together", draft)
    assert draft.confirmations.count() == 1


def test_the_starters_own_mail_that_came_back_is_told(world: World, enter: Enter, application: Application) -> None:
    Person.objects.update(address_confirmed_at=None)
    OutboxMessage.objects.filter(kind="application.resume").update(bounced_at=world.now)

    page = text(enter(world.leader(application)).get(url("together", application)))

    assert "Mailen til anne@havrevang.example kom retur. Ret din adresse, så sender vi en ny." in page


@pytest.mark.parametrize("route", ["together", "confirm", "send_way_back"])
def test_anothers_draft_does_not_exist(world: World, enter: Enter, application: Application, route: str) -> None:
    stranger = enter(world.leader(world.draft(KLINTEMARKEN)))
    typed = {"seen_version": application.version}

    answers = [stranger.get(url(route, application)), post(stranger, url(route, application), **typed)]

    assert [answer.status_code for answer in answers if answer.status_code != 405] == [404, 404]


def test_the_secretariat_reads_no_draft(world: World, client: Client, application: Application) -> None:
    world.log_in(client, "Birgit")

    assert client.get(url("together", application)).status_code == 404


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("route", ["confirm", "send_way_back"])
def test_looking_at_a_button_changes_nothing(leader: Client, application: Application, route: str, method: str) -> None:
    response = getattr(leader, method)(url(route, application))

    before = application.version
    application.refresh_from_db()
    assert (response.status_code, application.version, application.leader_confirmed_version) == (302, before, None)


def test_the_invited_who_wrote_first_waits_for_the_one_who_started(
    world: World, leader: Client, steward: Client, application: Application
) -> None:
    post(leader, url("invite", application, world.steward(application).id))
    application.voices.filter(seat__side="leader").delete()

    page = text(steward.get(url("together", application)))

    assert ("I venter på Anne" in page, "Send invitation til Anne" in page) == (True, False)

"""Every mail can be read, by whom it reached, and none of it can do anything."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from sparkweb.config.demo.post import LETTER_POLICY
from sparkweb.foundation.messaging import delivery
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.messaging.services import enqueue
from tests.world import World


def write(world: World, name: str, **more: Any) -> OutboxMessage:
    letter = Letter(subject=f"Til {name}", greeting=f"Hej {name}", paragraphs=("Et afsnit.",), **more)
    key = f"test:{OutboxMessage.objects.count()}"
    to = f"{name.lower()}@havrevang.example"
    return enqueue(to=to, to_name=f"{name} Prøve", letter=letter, kind="test", dedupe_key=key, at=world.wait(minutes=1))


def subjects(client: Client, query: str = "") -> list[str]:
    return [mail.subject for mail in client.get(f"/demo/post/{query}").context["page"].object_list]


def test_the_newest_stands_first(demo: Client, world: World) -> None:
    for name in ("Anne", "Mikkel", "Sara"):
        write(world, name)

    assert subjects(demo) == ["Til Sara", "Til Mikkel", "Til Anne"]


@pytest.mark.parametrize("query", ["?q=mikkel", "?q=MIKKEL@havrevang", "?q=Mikkel+Pr", "?q=+mikkel+"])
def test_a_recipient_is_found_by_name_and_address(demo: Client, world: World, query: str) -> None:
    for name in ("Anne", "Mikkel"):
        write(world, name)

    assert subjects(demo, query) == ["Til Mikkel"]


def test_an_unknown_recipient_has_no_mail(demo: Client) -> None:
    assert "Ingen mails her" in demo.get("/demo/post/?q=nobody").content.decode()


def test_the_list_costs_the_same_however_long(
    demo: Client, world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    write(world, "Anne")
    with django_assert_num_queries(2):
        demo.get("/demo/post/")
    write(world, "Mikkel")
    write(world, "Sara")

    with django_assert_num_queries(2):
        demo.get("/demo/post/")


def test_a_mail_shows_its_text_with_links_and_offers_its_reader(demo: Client, world: World) -> None:
    world.submitted()
    mail = OutboxMessage.objects.filter(to_address="anne@havrevang.example").latest("created_at")

    page = demo.get(f"/demo/post/{mail.pk}/")

    assert page.context["recipient"].name == "Anne Bech"
    assert '<a href="http://testserver/l/' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_mail_to_nobody_we_know_has_no_switch(demo: Client, world: World) -> None:
    assert demo.get(f"/demo/post/{write(world, 'Nobody').pk}/").context["recipient"] is None


def test_the_letter_can_do_nothing_but_lead_out_of_its_frame(demo: Client, world: World) -> None:
    mail = write(world, "Anne", action_label="Åbn", action_url="http://localhost:8000/l/x/")

    letter = demo.get(f"/demo/post/{mail.pk}/brev/")

    assert letter.headers["Content-Security-Policy"] == LETTER_POLICY
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert '<head><base target="_top">' in letter.content.decode()


def test_hostile_names_stay_text(demo: Client, world: World) -> None:
    mail = write(world, "<script>alert(1)</script>")

    pages = [demo.get(f"/demo/post/{path}").content.decode() for path in ("", f"{mail.pk}/", f"{mail.pk}/brev/")]

    assert [page for page in pages if "<script>alert" in page] == []


def test_links_lead_to_where_the_demo_runs_today(demo: Client, world: World, settings: Settings) -> None:
    mail = write(world, "Anne", action_label="Åbn", action_url="http://localhost:8000/l/x/")
    settings.SITE_URL = "http://localhost:8123"

    bodies = [demo.get(f"/demo/post/{mail.pk}/{part}").content.decode() for part in ("", "brev/")]

    assert ["http://localhost:8123/l/x/" in body for body in bodies] == [True, True]
    assert [body for body in bodies if "localhost:8000" in body] == []


def test_a_calendar_invitation_can_be_fetched(demo: Client, world: World) -> None:
    world.visit(world.assigned())
    mail = OutboxMessage.objects.exclude(calendar="").first()
    assert mail

    file = demo.get(f"/demo/post/{mail.pk}/moede.ics")

    assert file.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.content.startswith(b"BEGIN:VCALENDAR")


def test_a_mail_without_an_invitation_has_no_file(demo: Client, world: World) -> None:
    assert demo.get(f"/demo/post/{write(world, 'Anne').pk}/moede.ics").status_code == 404


def test_the_worker_delivers_without_a_mail_server(demo: Client, world: World) -> None:
    mail = write(world, "Anne")

    assert delivery.deliver_due(at=world.wait(minutes=1)) == 1

    mail.refresh_from_db()
    assert mail.sent_at == world.now

"""Every link in every mail: opens once, for the one it was sent to, and its token is told to nobody."""

import logging
import re
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from sparkweb.foundation.accounts.models import AccessLink
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.trust.cases import Stage, TwoWorlds

LINK = re.compile(rf"{settings.SITE_URL}(/l/([\w-]+)/)")
PREFETCH = {"Sec-Purpose": "prefetch"}


@dataclass(frozen=True)
class Mailed:
    """The link of a mail, as the one who reads it finds it."""

    kind: str
    path: str
    token: str


@pytest.fixture
def mailed(worlds: TwoWorlds) -> list[Mailed]:
    """The newest mail of each kind that carries a link, read today."""
    AccessLink.objects.update(expires_at=worlds.today + timedelta(days=1))
    found = {}
    for mail in OutboxMessage.objects.order_by("created_at", "id"):
        if link := LINK.search(mail.text):
            found[mail.kind] = Mailed(mail.kind, link[1], link[2])
    return list(found.values())


def test_both_forms_of_a_mail_carry_the_same_link(worlds: TwoWorlds) -> None:
    mails = OutboxMessage.objects.filter(text__contains="/l/")

    assert [
        mail.kind for mail in mails if LINK.findall(mail.text) != list(dict.fromkeys(LINK.findall(mail.html)))
    ] == []


def test_looking_at_a_link_leaves_it_unused(mailed: list[Mailed]) -> None:
    """Mail scanners open every link, some of them twice."""
    client = Client()

    for link in mailed:
        answers = [client.get(link.path), client.head(link.path), client.get(link.path, headers=PREFETCH)]
        assert [answer.status_code for answer in answers] == [HTTPStatus.OK] * 3

    assert "sessionid" not in client.cookies
    assert AccessLink.objects.exclude(used_at=None).count() == 0


def test_every_link_leads_to_a_page_of_its_reader(mailed: list[Mailed]) -> None:
    ends = {link.kind: opened(link).get(destination(link), follow=True).status_code for link in mailed}

    assert {kind for kind, status in ends.items() if status != HTTPStatus.OK} == set()


def test_a_forwarded_link_that_was_used_shows_a_stranger_nothing(mailed: list[Mailed], worlds: TwoWorlds) -> None:
    shown = {}
    for link in mailed:
        opened(link)
        AccessLink.objects.exclude(used_at=None).update(used_at=worlds.ago(minutes=5))
        stranger = Client()
        answers = [stranger.get(link.path), stranger.post(link.path), stranger.get(destination(link), follow=True)]
        shown[link.kind] = {home.field for answer in answers for home in worlds.canaries.homes_in(answer.text)}
        assert [answer.status_code for answer in answers] == [HTTPStatus.GONE, HTTPStatus.GONE, HTTPStatus.OK]
        assert answers[-1].redirect_chain[-1][0] == "/find-jeres-side/"

    assert {kind: fields for kind, fields in shown.items() if fields} == {}


def test_a_link_that_has_run_out_says_nothing_of_whose_it_was(mailed: list[Mailed], worlds: TwoWorlds) -> None:
    AccessLink.objects.update(expires_at=worlds.ago(minutes=1))

    answers = [Client().get(link.path) for link in mailed] + [Client().post(link.path) for link in mailed]

    assert {answer.status_code for answer in answers} == {HTTPStatus.GONE}
    assert {home.field for answer in answers for home in worlds.canaries.homes_in(answer.text)} == set()


def test_who_opens_anothers_link_leaves_the_own_case(mailed: list[Mailed], worlds: TwoWorlds) -> None:
    """One hat in a session: nobody reads two cases side by side."""
    client = worlds.world.enter(Client(), worlds.ours[Stage.RUNNING].leader)
    page = f"/jeres/{worlds.ours[Stage.RUNNING].application.pk}/"
    before = client.get(page).status_code

    client.post(theirs(mailed, worlds).path)

    assert (before, client.get(page).status_code) == (HTTPStatus.OK, HTTPStatus.NOT_FOUND)


def test_a_session_that_was_left_is_worth_nothing(worlds: TwoWorlds) -> None:
    case = worlds.ours[Stage.RUNNING]
    client = worlds.world.enter(Client(), case.leader)
    stolen = Client()
    stolen.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    client.post("/forlad/")

    assert stolen.get(f"/jeres/{case.application.pk}/").status_code == HTTPStatus.FOUND


def test_no_token_is_remembered_but_in_the_mail(mailed: list[Mailed]) -> None:
    for link in mailed:
        opened(link)

    found = {table for table in tables() for link in mailed if link.token in everything_in(table)}
    assert found == {"messaging_outboxmessage"}


def test_no_token_is_written_in_the_log(mailed: list[Mailed], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="django.request")
    elsewhere = Client(enforce_csrf_checks=True)

    for link in mailed:
        elsewhere.post(link.path)
        opened(link)
        Client().get(link.path)
        Client().get(f"{link.path}nyt/")

    assert "/l/" in caplog.text
    assert [link.kind for link in mailed if link.token in caplog.text] == []


def opened(link: Mailed) -> Client:
    client = Client()
    assert client.post(link.path).status_code == HTTPStatus.FOUND
    return client


def destination(link: Mailed) -> str:
    return stored(link).destination


def stored(link: Mailed) -> AccessLink:
    return AccessLink.objects.get(token_hash=sha256(link.token.encode()).hexdigest())


def theirs(mailed: list[Mailed], worlds: TwoWorlds) -> Mailed:
    seats = {seat.subject for case in worlds.theirs.values() for seat in (case.leader, case.steward, case.safety)}
    return next(link for link in mailed if stored(link).subject in seats)


def tables() -> list[str]:
    return connection.introspection.table_names()


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 – the name is the database's own
        return repr(cursor.fetchall())

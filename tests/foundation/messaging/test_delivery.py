"""From the outbox over a real SMTP connection, with a mail server that has good and bad days."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from pytest_django import Settings

from sparkweb.foundation.messaging import delivery, queries
from sparkweb.foundation.messaging.delivery import deliver_due
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.foundation.messaging.mail import mail_from
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.messaging.services import enqueue
from tests.foundation.messaging.post_office import HANG_UP, OK, PostOffice, free_port, opened

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LETTER = Letter("Nyt om jeres ansøgning", "Hej Anne", ("Der er nyt.",), "Se hvad", "https://spark.invalid/l/x/")


@pytest.fixture
def port(settings: Settings) -> int:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_port(), 5
    return int(settings.EMAIL_PORT)


@pytest.fixture
def office(port: int) -> Iterator[PostOffice]:
    with opened(PostOffice(), port) as office:
        yield office


def put_in(
    key: str = "1", *, to: str = "anne@kommune.invalid", name: str = "Anne Ærø", at: datetime = NOON
) -> OutboxMessage:
    return enqueue(to=to, to_name=name, letter=LETTER, kind="test", dedupe_key=key, at=at, about_key="thing:1")


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


@pytest.mark.django_db
def test_a_letter_arrives(office: PostOffice) -> None:
    message = put_in()

    assert deliver_due(at=NOON) == 1

    (mail,) = office.received
    assert (mail["Subject"], mail["To"]) == ("Nyt om jeres ansøgning", "Anne Ærø <anne@kommune.invalid>")
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (message.message_id, "auto-generated")
    assert [part.get_content_type() for part in mail.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (NOON, 1)


@pytest.mark.django_db
def test_a_letter_is_sent_once(office: PostOffice) -> None:
    put_in()

    assert [deliver_due(at=minutes(count)) for count in (0, 0, 60)] == [1, 0, 0]
    assert len(office.received) == 1


@pytest.mark.django_db
def test_put_off_for_now_is_tried_again_with_the_same_message_id(office: PostOffice) -> None:
    message = put_in()
    office.on_recipient = ["451 Try later", OK]

    assert [deliver_due(at=minutes(count)) for count in (0, 0.5, 1)] == [0, 0, 1]

    assert [mail["Message-ID"] for mail in office.received] == [message.message_id]
    message.refresh_from_db()
    assert (message.attempts, message.sent_at, message.last_error) == (2, minutes(1), "")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["on_recipient", "on_data"])
def test_a_refusal_for_good_is_told_and_not_tried_again(office: PostOffice, stage: str) -> None:
    message, other = put_in("1", at=minutes(-1)), put_in("2", to="bo@kommune.invalid")
    setattr(office, stage, ["550 No such mailbox", OK])

    assert [deliver_due(at=minutes(count)) for count in (0, 60)] == [1, 0]

    assert list(queries.bounced_about("thing:1")) == [message]
    message.refresh_from_db()
    assert (message.bounced_at, message.sent_at) == (NOON, None)
    assert "No such mailbox" in message.last_error
    assert [mail["Message-ID"] for mail in office.received] == [other.message_id]


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["anne@" + "ø" * 60 + ".dk", "søren@kommune.invalid"])
def test_an_address_that_no_mail_can_carry_is_not_tried_again(office: PostOffice, to: str) -> None:
    message = put_in(to=to)

    assert [deliver_due(at=minutes(count)) for count in (0, 60)] == [0, 0]

    message.refresh_from_db()
    assert (message.bounced_at, message.attempts, office.received) == (NOON, 1, [])


@pytest.mark.django_db
def test_a_server_that_hangs_up_after_the_letter_gets_it_again_under_the_same_name(office: PostOffice) -> None:
    put_in()
    office.on_data = [HANG_UP, OK]

    assert [deliver_due(at=minutes(count)) for count in (0, 1)] == [0, 1]

    assert [mail["Message-ID"] for mail in office.lost] == [mail["Message-ID"] for mail in office.received]


@pytest.mark.django_db
def test_one_bad_letter_does_not_hold_up_the_others(office: PostOffice) -> None:
    put_in("1"), put_in("2"), put_in("3")
    office.on_data = [OK, HANG_UP, OK]

    assert deliver_due(at=NOON) == 2
    assert len(office.received) == 2


@pytest.mark.django_db
def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(office: PostOffice) -> None:
    broken, whole = put_in("1"), put_in("2")
    OutboxMessage.objects.filter(pk=broken.pk).update(subject="a\nBcc: b@c.invalid")

    assert deliver_due(at=NOON) == 1

    assert [mail["Message-ID"] for mail in office.received] == [whole.message_id]
    broken.refresh_from_db()
    assert "BadHeaderError" in broken.last_error


@pytest.mark.django_db
def test_a_day_without_a_mail_server_loses_nothing_and_ends_at_once_when_it_returns(port: int) -> None:
    for key in "123":
        put_in(key)

    while_away = [deliver_due(at=NOON + timedelta(hours=hours)) for hours in range(25)]
    with opened(PostOffice(), port) as office:
        assert deliver_due(at=NOON + timedelta(hours=25)) == 3

    assert while_away == [0] * 25
    assert len({mail["Message-ID"] for mail in office.received}) == 3
    assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db
def test_where_no_mail_server_is_named_mail_waits(office: PostOffice, settings: Settings) -> None:
    message = put_in()
    settings.EMAIL_HOST = ""

    assert deliver_due(at=NOON) == 0

    message.refresh_from_db()
    assert (office.received, message.attempts) == ([], 0)


@pytest.mark.django_db
def test_after_long_refusal_for_now_the_letter_goes_within_ten_minutes(office: PostOffice) -> None:
    put_in()
    office.on_recipient = ["450 Full"] * 100

    clock = [minutes(count) for count in range(200) if not deliver_due(at=minutes(count))]
    office.on_recipient = []
    sent = [count for count in range(10) if deliver_due(at=clock[-1] + timedelta(minutes=count))]

    assert len(sent) == 1


@pytest.mark.django_db
def test_what_is_put_off_for_days_is_given_up_and_told(office: PostOffice) -> None:
    message = put_in()
    office.on_recipient = ["450 Full"] * 2

    deliver_due(at=NOON)
    deliver_due(at=NOON + delivery.PATIENCE + timedelta(minutes=1))

    assert list(queries.bounced_about("thing:1")) == [message]


@pytest.mark.django_db
def test_a_worker_killed_after_sending_sends_again_under_the_same_name(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in()
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "_deliver", killed_after_sending)
        with pytest.raises(SystemExit):
            deliver_due(at=NOON)

    assert [deliver_due(at=minutes(count)) for count in (0, 1)] == [0, 1]
    first, second = office.received
    assert first["Message-ID"] == second["Message-ID"]


def killed_after_sending(message: OutboxMessage, connection: BaseEmailBackend, _at: datetime) -> bool:
    mail_from(message, connection).send()
    connection.close()
    raise SystemExit


@pytest.mark.django_db
@pytest.mark.parametrize(
    "hostile", ["Anne\r\nBcc: b@c.invalid", "Anne\0<x@y>", 'Anne" <x@y.invalid>, "Bo', "\u202eennA"]
)
def test_a_hostile_name_stays_a_name(office: PostOffice, hostile: str) -> None:
    put_in(name=hostile)

    deliver_due(at=NOON)

    (mail,) = office.received
    assert mail["Bcc"] is None
    assert [address.addr_spec for address in mail["To"].addresses] == ["anne@kommune.invalid"]


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_each_letter_once(office: PostOffice) -> None:
    for key in range(20):
        put_in(str(key))

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(deliver_and_close, range(4)))

    assert sum(sent) == 20
    assert len({mail["Message-ID"] for mail in office.received}) == len(office.received) == 20


def deliver_and_close(_worker: int) -> int:
    try:
        return deliver_due(at=NOON)
    finally:
        connection.close()

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import transaction

from sparkweb.foundation.accounts import post
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.messaging.services import enqueue, forget_sent

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LETTER = Letter(
    subject="Nyt om jeres ansøgning",
    greeting="Hej Anne",
    paragraphs=("Der er nyt til jer.", "Vi ses."),
    action_label="Se hvad",
    action_url="https://spark.invalid/l/abc/?a=1&b=2",
)
pytestmark = pytest.mark.django_db


def put_in(letter: Letter = LETTER, key: str = "application:1:submitted") -> OutboxMessage:
    return enqueue(to="anne@kommune.invalid", to_name="Anne", letter=letter, kind="test", dedupe_key=key, at=NOON)


def test_a_letter_waits_as_text_and_as_a_page() -> None:
    message = put_in()

    assert (message.subject, message.sent_at, message.send_after_at) == ("Nyt om jeres ansøgning", None, NOON)
    for paragraph in LETTER.paragraphs:
        assert paragraph in message.text
        assert paragraph in message.html
    assert LETTER.action_url in message.text
    assert 'href="https://spark.invalid/l/abc/?a=1&amp;b=2"' in message.html


def test_hostile_words_are_words() -> None:
    message = put_in(Letter("S", "Hej <script>alert(1)</script>", ("'Anne' & Bo {{ 7 }}",)))

    assert "<script>alert" not in message.html
    assert "Hej <script>alert(1)</script>" in message.text
    assert "'Anne' & Bo {{ 7 }}" in message.text


def test_the_subject_is_one_line() -> None:
    assert put_in(Letter("Nyt\r\nBcc: x@y.invalid", "Hej", ())).subject == "Nyt Bcc: x@y.invalid"


def test_the_same_key_sends_once() -> None:
    first, second = put_in(), put_in(Letter("Noget andet", "Hej", ()))

    assert first == second
    assert OutboxMessage.objects.get().subject == "Nyt om jeres ansøgning"


def by_strangers(count: int, at: datetime = NOON, to: str = "anne+{}@kommune.invalid") -> list[datetime]:
    """When each letter may go."""
    return [
        enqueue(
            to=to.format(number),
            to_name="Anne",
            letter=LETTER,
            kind="test",
            dedupe_key=f"{to}:{at}:{number}",
            at=at,
            is_held_to_limit=True,
        ).send_after_at
        for number in range(count)
    ]


def test_a_mailbox_gets_ten_letters_an_hour_from_strangers_and_the_rest_wait_their_turn() -> None:
    hour = timedelta(hours=1)

    at_noon, an_hour_later = by_strangers(25), by_strangers(1, at=NOON + hour)

    assert at_noon == [NOON] * 10 + [NOON + hour] * 10 + [NOON + 2 * hour] * 5
    assert an_hour_later == [NOON + 2 * hour]
    assert by_strangers(1, to="bo@kommune.invalid") == [NOON]
    assert put_in(key="from staff").send_after_at == NOON


def test_a_letter_that_can_be_asked_for_again_spares_a_full_mailbox() -> None:
    note = post.Note(
        to="Anne@kommune.invalid",
        to_name="",
        subject="S",
        paragraphs=(),
        kind="k",
        dedupe_key="d",
        may_be_left_out=True,
    )
    by_strangers(10)

    post.send(note, at=NOON)
    post.send(note, at=NOON + timedelta(minutes=59))
    assert not OutboxMessage.objects.filter(kind="k").exists()

    post.send(note, at=NOON + timedelta(hours=1))
    assert OutboxMessage.objects.filter(kind="k").exists()


def test_a_letter_is_lost_with_the_change_it_tells_of() -> None:
    with transaction.atomic():
        put_in()
        transaction.set_rollback(True)

    assert OutboxMessage.objects.count() == 0


def test_a_note_from_accounts_becomes_a_letter() -> None:
    note = post.Note(
        to="bo@kommune.invalid",
        to_name="Bo",
        subject="Din konto er ændret",
        paragraphs=("En.",),
        kind="k",
        dedupe_key="d",
    )

    post.send(note, at=NOON)

    message = OutboxMessage.objects.get()
    assert (message.to_address, message.subject) == ("bo@kommune.invalid", "Din konto er ændret")
    assert "Hej Bo" in message.text


@pytest.mark.parametrize("end", ["sent_at", "bounced_at"])
def test_a_delivered_letter_is_forgotten_and_that_it_was_sent_is_not(end: str) -> None:
    delivered, waiting = put_in(key="1"), put_in(key="2")
    OutboxMessage.objects.filter(pk=delivered.pk).update(**{end: NOON})
    long_after = NOON + settings.SENT_MAIL_IS_KEPT + timedelta(seconds=1)

    forget_sent(NOON + timedelta(hours=1))
    delivered.refresh_from_db()
    assert delivered.text

    forget_sent(long_after)
    delivered.refresh_from_db()
    waiting.refresh_from_db()
    assert (delivered.text, delivered.html, delivered.calendar) == ("", "", "")
    assert (delivered.to_address, getattr(delivered, end)) == ("anne@kommune.invalid", NOON)
    assert waiting.text

"""What the calendar programs of the municipalities must be able to read."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from sparkweb.foundation.messaging.calendar import Address, Invitation, Method, as_icalendar
from sparkweb.foundation.messaging.delivery import deliver_due
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.foundation.messaging.services import enqueue

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
INVITATION = Invitation(
    uid="meeting-7@spark.invalid",
    sequence=0,
    method=Method.REQUEST,
    starts_at=datetime(2026, 12, 3, 13, 0, tzinfo=COPENHAGEN),
    ends_at=datetime(2026, 12, 3, 16, 0, tzinfo=COPENHAGEN),
    summary="Møde med SPARK",
    location="Mødelokale 2, 1. sal",
    description="Se mere på jeres side.",
    organizer=Address("SPARK", "svar@spark.invalid"),
    attendees=(Address("Anne Ærø", "anne@kommune.invalid"), Address("Bo", "bo@kommune.invalid")),
)


def event_of(invitation: Invitation) -> tuple[Calendar, Component]:
    calendar = Calendar.from_ical(as_icalendar(invitation, at=NOON))
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def attendees(event: Component) -> dict[str, str]:
    """The address and name of each; a single one stands alone, as the library reads it."""
    found: Any = event["ATTENDEE"]
    people = found if isinstance(found, list) else [found]
    assert all(set(person.params) == {"CN", "ROLE", "PARTSTAT", "RSVP"} for person in people)
    return {str(person): person.params["CN"] for person in people}


def test_an_invitation_has_all_that_outlook_asks_for() -> None:
    calendar, event = event_of(INVITATION)

    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("meeting-7@spark.invalid", 0, "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"]) == ("Møde med SPARK", "Mødelokale 2, 1. sal")
    assert event["ORGANIZER"] == "mailto:svar@spark.invalid"
    assert attendees(event) == {"mailto:anne@kommune.invalid": "Anne Ærø", "mailto:bo@kommune.invalid": "Bo"}


def test_times_are_in_utc() -> None:
    lines = as_icalendar(INVITATION, at=NOON).split("\r\n")

    assert {"DTSTART:20261203T120000Z", "DTEND:20261203T150000Z", "DTSTAMP:20261122T120000Z"} <= set(lines)


@pytest.mark.parametrize(("fold", "utc"), [(0, "20271031T003000Z"), (1, "20271031T013000Z")])
def test_the_hour_that_comes_twice_is_said_without_doubt(fold: int, utc: str) -> None:
    starts_at = datetime(2027, 10, 31, 2, 30, tzinfo=COPENHAGEN, fold=fold)

    assert f"DTSTART:{utc}\r\n" in as_icalendar(replace(INVITATION, starts_at=starts_at), at=NOON)


def test_a_cancellation_takes_back_the_same_meeting() -> None:
    calendar, event = event_of(replace(INVITATION, method=Method.CANCEL, sequence=1))

    assert calendar["METHOD"] == "CANCEL"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("meeting-7@spark.invalid", 1, "CANCELLED")


def test_lines_are_as_short_as_the_standard_says() -> None:
    text = as_icalendar(replace(INVITATION, description="ÆØÅ 👩🏿‍🚒 " * 200), at=NOON)

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


HOSTILE = st.one_of(
    st.text(alphabet=st.characters(), max_size=40),
    st.sampled_from(
        [
            "Anne\r\nATTENDEE:mailto:x@y.invalid",
            "Anne\nEND:VEVENT\nBEGIN:VEVENT",
            'Anne";X-EVIL="1',
            "Anne:;,\\n\\",
            "\u2028ATTENDEE:x",
            "\0\x0b\x85DTSTART:1",
        ]
    ),
)


@given(HOSTILE)
def test_hostile_words_stay_in_their_field(words: str) -> None:
    hostile = replace(
        INVITATION,
        uid=words,
        summary=words,
        location=words,
        description=words,
        organizer=Address(words, words),
        attendees=(Address(words, words),),
    )

    _, event = event_of(hostile)

    assert set(event) == set(event_of(INVITATION)[1])
    assert len(attendees(event)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("method", list(Method))
def test_the_mail_carries_the_invitation_inside_and_attached(method: Method) -> None:
    sent = sent_with(replace(INVITATION, method=method))

    assert [part.get_content_type() for part in sent.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    inside, attached = list(sent.walk())[-2:]
    assert (inside.get_param("method"), inside.get_content_charset()) == (method.value, "utf-8")
    assert attached.get_filename() == "invite.ics"
    assert inside.get_content().replace("\r\n", "\n") == attached.get_content().decode().replace("\r\n", "\n")
    assert f"METHOD:{method.value}" in inside.get_content()


def sent_with(invitation: Invitation) -> EmailMessage:
    letter = Letter("Et møde er aftalt", "Hej Anne", ("Vi ses.",))
    enqueue(
        to="anne@kommune.invalid", to_name="Anne", letter=letter, kind="meeting", dedupe_key="m", at=NOON,
        invitation=invitation,
    )  # fmt: skip
    deliver_due(at=NOON)
    return message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)

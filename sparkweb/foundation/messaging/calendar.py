"""An invitation that Outlook, Apple and Google put in the calendar, move and cancel."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from urllib.parse import quote

from icalendar import Calendar, Event, vCalAddress, vText

from sparkweb.foundation.core.text import clean_text

# A parameter has no way to write a quotation mark, and programs disagree about the backslash.
_UNQUOTABLE = str.maketrans("", "", '"\\')


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class Address:
    name: str
    email: str


@dataclass(frozen=True)
class Invitation:
    """`uid` stays the same for the life of the meeting; `sequence` grows with every change, the cancellation included.

    Colleagues read shared calendars: summary, location and description never name theme, workplace or municipality.
    """

    uid: str
    sequence: int
    method: Method
    starts_at: datetime
    ends_at: datetime
    summary: str
    location: str
    description: str
    organizer: Address
    attendees: tuple[Address, ...]


def as_icalendar(invitation: Invitation, *, at: datetime) -> str:
    """Times are in UTC: unambiguous in every program, the night the clocks change too."""
    calendar = Calendar()
    calendar.add("prodid", "-//SPARK//sparkweb//DA")
    calendar.add("version", "2.0")
    calendar.add("method", invitation.method.value)
    calendar.add_component(_event(invitation, at))
    lines: bytes = calendar.to_ical()
    return lines.decode()


def _event(invitation: Invitation, at: datetime) -> Event:
    event = Event()
    event.add("uid", _line(invitation.uid))
    event.add("sequence", invitation.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", invitation.starts_at.astimezone(UTC))
    event.add("dtend", invitation.ends_at.astimezone(UTC))
    event.add("summary", _line(invitation.summary))
    event.add("location", _line(invitation.location))
    event.add("description", clean_text(invitation.description, multiline=True))
    event.add("status", "CANCELLED" if invitation.method is Method.CANCEL else "CONFIRMED")
    event.add("organizer", _address(invitation.organizer))
    for attendee in invitation.attendees:
        event.add("attendee", _attendee(attendee))
    return event


def _attendee(person: Address) -> vCalAddress:
    address = _address(person)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")
    return address


def _address(person: Address) -> vCalAddress:
    address = vCalAddress(f"mailto:{quote(_line(person.email), safe='@+')}")
    address.params["CN"] = vText(_line(person.name).translate(_UNQUOTABLE))
    return address


def _line(value: str) -> str:
    return clean_text(value, multiline=False)

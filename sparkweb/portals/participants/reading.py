"""The application as both sides read it: the shared facts in words, and each person's part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sparkweb.flow.applications import queries
from sparkweb.flow.applications.enums import Part
from sparkweb.flow.applications.mails import resume_key
from sparkweb.flow.applications.models import Application, Confirmation, Invitation, Voice
from sparkweb.flow.applications.rules import Missing, missing_parts
from sparkweb.foundation.core import drawings
from sparkweb.foundation.messaging import queries as messaging
from sparkweb.portals.participants import steps
from sparkweb.portals.participants.own import Case
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat

# The facts both sides share -------------------------------------------------

Fact = tuple[str, str]


def workplace_facts(application: Application) -> list[Fact]:
    count = application.employee_count
    return [
        (_("Arbejdsplads"), application.workplace.name),
        (_("Kommune"), application.municipality.name),
        (_("Område"), application.sector.name),
        (_("Ansatte"), ngettext("%(count)s ansat", "%(count)s ansatte", count) % {"count": count}),
    ]


def theme_fact(application: Application) -> Fact:
    """The main theme stands first."""
    names = [row.theme.name for row in application.theme_rows.all()]
    if len(names) > 1:
        names[0] = _("%(theme)s (fylder mest)") % {"theme": names[0]}
    return _("Temaer"), "\n".join(names) or _("Ikke valgt endnu")


def frame_facts(application: Application, today: date) -> list[Fact]:
    agreed = [
        (application.accepts_time, _("At sætte tid af til møderne.")),
        (application.accepts_evaluation, _("At svare på to korte evalueringer.")),
        (application.accepts_start, _("At begynde inden for et halvt år.")),
    ]
    terms = "\n".join(sentence for is_agreed, sentence in agreed if is_agreed)
    return [(_("Klar til start"), _ready(application.ready_date, today)), (_("I har aftalt"), terms or _("Ikke endnu"))]


def _ready(day: date | None, today: date) -> str:
    if day is None:
        return _("Ikke valgt endnu")
    if day.replace(day=1) <= today.replace(day=1):
        return _("Så snart der er plads")
    return _("Fra %(month)s") % {"month": date_format(day, "F Y")}


def facts_with_links(case: Case, today: date) -> list[tuple[str, str, str, str]]:
    """Each shared fact with the address of the page that corrects it, and what the link says."""
    application = case.application
    named = [
        _("%(name)s, %(role)s") % {"name": seat.person.name, "role": seat.get_role_display()} for seat in case.seats
    ]
    name, municipality, sector, count = (value for _term, value in workplace_facts(application))
    ready, agreed = frame_facts(application, today)
    rows = [
        ("arbejdsplads", (_("Arbejdsplads"), f"{name}, {municipality}\n{sector}, {count}"), _("Ret arbejdspladsen")),
        ("temaer", theme_fact(application), _("Ret temaerne")),
        ("hvem", (_("Hvem"), "\n".join(named)), _("Ret, hvem der er med")),
        ("rammer", ready, _("Ret, hvornår I kan begynde")),
        ("rammer", agreed, _("Ret det, I siger ja til")),
    ]
    return [(term, value, steps.correct(case, slug), label) for slug, (term, value), label in rows]


# Each person's part ---------------------------------------------------------


@dataclass(frozen=True)
class Chair:
    """One person at the table, and how far they have come."""

    seat: Seat
    is_me: bool
    is_inviter: bool
    voice: Voice | None
    confirmed_at: datetime | None
    confirmed_before: bool
    invitation: Invitation | None
    is_bounced: bool

    @property
    def has_spoken(self) -> bool:
        return self.voice is not None and bool(self.voice.hurts and self.voice.hopes)

    @property
    def has_begun(self) -> bool:
        return self.has_spoken or self.is_inviter

    @property
    def is_reached(self) -> bool:
        return self.has_begun or (self.invitation is not None and not self.is_bounced)


class Turn(StrEnum):
    """The one thing that the person looking can do now."""

    WRITE = "write"
    INVITE = "invite"
    ADDRESS = "address"
    CONFIRM = "confirm"
    WAIT = "wait"


@dataclass(frozen=True)
class Table:
    """Both sides' parts, what is missing, and whose turn it is."""

    case: Case
    chairs: list[Chair]
    missing: list[Missing]

    @property
    def me(self) -> Chair:
        return next(chair for chair in self.chairs if chair.is_me)

    @property
    def to_do(self) -> list[Missing]:
        return steps.mine(self.case, self.missing)

    @property
    def voices(self) -> list[Chair]:
        """A card for each who has spoken, and one to wait for on a side that has not."""
        return [chair for side in (Side.LEADER, Side.EMPLOYEES) for chair in self._cards(side)]

    @property
    def counterpart(self) -> Chair | None:
        """Whom this side waits for: the one who has said most, else the first written on."""
        others = self.on_side(self.case.other_side)
        return next((chair for chair in others if chair.has_spoken or chair.invitation), next(iter(others), None))

    @property
    def speaker(self) -> Chair | None:
        """Who has written for this side, when the one who looks has not: then they may, and need not."""
        mine = self.on_side(Side(self.me.seat.side))
        return None if self.me.has_spoken else next((chair for chair in mine if chair.has_spoken), None)

    @property
    def inviter(self) -> Seat | None:
        invitation = self.me.invitation
        return invitation.invited_by if invitation else None

    @property
    def mine_confirmed(self) -> Chair | None:
        return self.confirmed_on(Side(self.me.seat.side))

    @property
    def other_confirmed(self) -> Chair | None:
        return self.confirmed_on(self.case.other_side)

    @property
    def voided(self) -> list[Chair]:
        """Those who said yes to a text that has been changed since, and not to the new one."""
        return [chair for chair in self.chairs if chair.confirmed_before and not chair.confirmed_at]

    @property
    def writes_next(self) -> bool:
        """All that is left for the one who looks is their own words."""
        return [each.part for each in self.to_do] == [Part.WORDS]

    @property
    def lit(self) -> set[str]:
        """The circles of the mark that have spoken for the text as it stands."""
        return {circle for chair in self.chairs if chair.confirmed_at for circle in drawings.ROLES[chair.seat.role]}

    @property
    def turn(self) -> Turn:
        if self.to_do:
            return Turn.WRITE
        if self.counterpart and not self.counterpart.has_spoken:
            return Turn.WAIT if self.counterpart.is_reached else Turn.INVITE
        if self.mine_confirmed:
            return Turn.WAIT
        is_proven = self.case.came_by_link and self.me.seat.person.address_confirmed_at
        return Turn.CONFIRM if is_proven else Turn.ADDRESS

    def on_side(self, side: Side) -> list[Chair]:
        return [chair for chair in self.chairs if chair.seat.side == side]

    def confirmed_on(self, side: Side) -> Chair | None:
        return next((chair for chair in self.on_side(side) if chair.confirmed_at), None)

    def _cards(self, side: Side) -> list[Chair]:
        chairs = self.on_side(side)
        return [chair for chair in chairs if chair.has_spoken] or chairs[:1]


def table_of(case: Case) -> Table:
    """Everything on the page where the two sides meet, in constant queries."""
    queries.read_voices(case.application)
    return Table(case, list(_chairs(case)), missing_parts(case.application))


def said_by(case: Case) -> list[Chair]:
    """Those who wrote, each with their yes, as the application was sent."""
    queries.read_voices(case.application)
    return [chair for chair in _chairs(case) if chair.has_spoken]


def _chairs(case: Case) -> Iterator[Chair]:
    application = case.application
    voices = {voice.seat_id: voice for voice in application.voices.all()}
    invitations = {each.seat_id: each for each in application.invitations.all()}  # oldest first, so the newest wins
    inviters = {each.invited_by_id for each in invitations.values()}
    letters = [each.mail_key for each in invitations.values()] + [resume_key(case.me)]
    bounced = set() if application.is_submitted else messaging.bounced(letters)
    for seat in case.seats:
        invitation = invitations.get(seat.id)
        given = [each for each in application.confirmations.all() if each.seat_id == seat.id]
        yield Chair(
            seat=seat,
            is_me=seat == case.me,
            is_inviter=seat.id in inviters,
            voice=voices.get(seat.id),
            confirmed_at=_at(given, application.version),
            confirmed_before=bool(given),
            invitation=invitation,
            is_bounced=bool({invitation.mail_key if invitation else "", resume_key(seat)} & bounced),
        )


def _at(given: list[Confirmation], version: int) -> datetime | None:
    return next((each.confirmed_at for each in given if each.version == version), None)

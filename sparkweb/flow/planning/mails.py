"""Dates and calendar invitations. Title and text are the same for every workplace (trust.md 3.4 no. 16)."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sparkweb.flow.planning.models import Assignment, DateProposal, DateWish, Visit
from sparkweb.foundation.accounts import links
from sparkweb.foundation.messaging import services as messaging
from sparkweb.foundation.messaging.calendar import Address, Invitation, Method
from sparkweb.foundation.messaging.letters import OWN_LINK, Letter
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of


def send_assigned(assignment: Assignment, *, at: datetime) -> None:
    """To the consultant: a workplace waits to hear from you."""
    user = assignment.consultant.user
    letter = Letter(
        subject=_("Du har fået et nyt forløb"),
        greeting=_("Hej {name}").format(name=user.name.split(maxsplit=1)[0]),
        paragraphs=(_("En arbejdsplads venter på at høre fra dig. Læs deres ansøgning, og foreslå datoer."),),
        action_label=_("Se dine forløb"),
        action_url=settings.SITE_URL + reverse("desk:today"),
    )
    messaging.enqueue(
        to=user.email,
        to_name=user.name,
        letter=letter,
        kind="assignment.made",
        dedupe_key=assignment.load_key,
        about_key=assignment.load_key,
        at=at,
    )


def send_proposal(proposal: DateProposal, *, at: datetime) -> None:
    """To the committee: here are the dates, pick one."""
    assignment = proposal.assignment
    application = assignment.application
    for seat in seats_of(application.committee):
        destination = reverse("participants:pick_date", args=[application.id])
        letter = Letter(
            subject=_("Vælg en dato for jeres møde med SPARK"),
            greeting=_("Hej {name}").format(name=seat.person.first_name),
            paragraphs=(
                _("{consultant} har foreslået datoer. Den første, der vælger, vælger for jer alle.").format(
                    consultant=assignment.consultant.user.name
                ),
                _("Tal sammen først, så dagen passer både leder og medarbejdere."),
            ),
            action_label=_("Se datoerne"),
            action_url=links.issue(subject=seat.subject, destination=destination, at=at),
            closing=str(OWN_LINK),
        )
        messaging.enqueue(
            to=seat.person.email,
            to_name=seat.person.name,
            letter=letter,
            kind="visit.proposal",
            dedupe_key=f"proposal:{proposal.id}:{seat.id}",
            about_key=f"proposal:{proposal.id}",
            at=at,
        )


def send_wish(wish: DateWish, *, at: datetime) -> None:
    """To the consultant: propose others. What the workplace wrote stands on the course's page only."""
    user = wish.proposal.assignment.consultant.user
    letter = Letter(
        subject=_("Dine datoer passer ikke"),
        greeting=_("Hej {name}").format(name=user.name.split(maxsplit=1)[0]),
        paragraphs=(_("En arbejdsplads kan ikke på de dage, du har foreslået. Se, hvad de skriver, og foreslå nye."),),
        action_label=_("Se dine forløb"),
        action_url=settings.SITE_URL + reverse("desk:today"),
    )
    messaging.enqueue(
        to=user.email,
        to_name=user.name,
        letter=letter,
        kind="visit.other_dates_wanted",
        dedupe_key=f"wish:{wish.pk}",
        about_key=f"proposal:{wish.proposal_id}",
        at=at,
    )


def send_booking(visit: Visit, *, at: datetime) -> None:
    """To the committee and the consultant: a calendar invitation each."""
    start, end = localtime(visit.starts_at), localtime(visit.ends_at)
    when = _("Mødet er aftalt til {day} kl. {start}–{end}.").format(
        day=date_format(start, "l j. F Y"), start=date_format(start, "H.i"), end=date_format(end, "H.i")
    )
    text = _("Kalenderinvitationen er vedhæftet. Sted og dagsorden står på siden.")
    letter = Letter(_("Et møde med SPARK er aftalt"), "", (when, text), action_label=_("Se mødet"))
    _send_to_all(visit, letter, kind="visit.booked", at=at)


def send_cancellation(visit: Visit, *, at: datetime) -> None:
    """To the same people: the entry leaves their calendars."""
    day = date_format(localtime(visit.starts_at), "l j. F")
    text = _("Mødet {day} er aflyst. Aflysningen til din kalender er vedhæftet.").format(day=day)
    letter = Letter(_("Et møde med SPARK er aflyst"), "", (text,), action_label=_("Åbn siden"))
    _send_to_all(visit, letter, kind="visit.cancelled", at=at)


def calendar_entry(visit: Visit, seats: list[Seat]) -> Invitation:
    """Says when, not what or where: calendars are shared, and a title there would tell too much."""
    user = visit.assignment.consultant.user
    return Invitation(
        uid=f"{visit.id}@spark",
        sequence=visit.sequence,
        method=Method.CANCEL if visit.cancelled_at else Method.REQUEST,
        starts_at=visit.starts_at,
        ends_at=visit.ends_at,
        summary=_("Møde med SPARK"),
        location=_("Se jeres side hos SPARK"),
        description=_("Dagsorden og sted står på jeres side hos SPARK."),
        organizer=Address(name=user.name, email=user.email),
        attendees=(*(Address(name=seat.person.name, email=seat.person.email) for seat in seats),),
    )


def _send_to_all(visit: Visit, letter: Letter, *, kind: str, at: datetime) -> None:
    """Each gets the letter with their own name and link, and all the same calendar entry."""
    application, user = visit.assignment.application, visit.assignment.consultant.user
    seats = list(seats_of(application.committee))
    invitation = calendar_entry(visit, seats)
    page = reverse("participants:status", args=[application.pk])
    readers = [(each.person.name, each.person.email, _own_link(each, page, at), str(OWN_LINK)) for each in seats]
    for name, email, url, closing in [*readers, (user.name, user.email, settings.SITE_URL + reverse("desk:today"), "")]:
        greeting = _("Hej {name}").format(name=name.split(maxsplit=1)[0])
        messaging.enqueue(
            to=email,
            to_name=name,
            letter=replace(letter, greeting=greeting, action_url=url, closing=closing),
            kind=kind,
            invitation=invitation,
            dedupe_key=f"visit:{visit.id}:{visit.sequence}:{email}",
            about_key=f"visit:{visit.id}",
            at=at,
        )


def _own_link(seat: Seat, page: str, at: datetime) -> str:
    return links.issue(subject=seat.subject, destination=page, at=at)

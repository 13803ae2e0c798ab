"""What applicants read in their inbox. Neutral outside: never theme, problem or place (product.md 6)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sparkweb.flow.applications import queries
from sparkweb.flow.applications.models import Application, Invitation
from sparkweb.foundation.accounts import links
from sparkweb.foundation.messaging import queries as messaging_queries
from sparkweb.foundation.messaging import services as messaging
from sparkweb.foundation.messaging.letters import OWN_LINK, Letter
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of

SUBJECT = gettext_lazy("Nyt om jeres ansøgning til SPARK")


RESUME_AGAIN_AFTER = 10 * 60
"""Seconds in which a second request for the way back is the same request."""


def _send(seat: Seat, letter: Letter, *, kind: str, key: str, at: datetime, about: str = "") -> None:
    messaging.enqueue(
        to=seat.person.email,
        to_name=seat.person.name,
        letter=letter,
        kind=kind,
        dedupe_key=_dedupe_key(key, seat),
        about_key=about or key,
        at=at,
        is_held_to_limit=True,
    )


def _dedupe_key(key: str, seat: Seat) -> str:
    return f"{key}:{seat.id}"


def _link(seat: Seat, route: str, application: Application, at: datetime) -> str:
    return links.issue(subject=seat.subject, destination=reverse(route, args=[application.id]), at=at)


def _greeting(seat: Seat) -> str:
    return _("Hej {name}").format(name=seat.person.first_name)


def send_resume_link(seat: Seat, *, at: datetime) -> None:
    """To the one who started: the way back to the draft, and the proof that the address is theirs."""
    key = f"resume:{at.timestamp() // RESUME_AGAIN_AFTER:.0f}"
    if seat.person.address_confirmed_at:
        key = f"{key}:again"  # the first link is spent, perhaps on another phone
    if messaging_queries.is_written(_dedupe_key(key, seat)):
        return
    letter = Letter(
        subject=_("Din vej tilbage til ansøgningen"),
        greeting=_greeting(seat),
        paragraphs=(
            _("Tak, fordi du er gået i gang. Du kan fortsætte, når du har tid – også på en anden telefon."),
            _("Åbn linket, før du siger ja til ansøgningen. Så ved vi, at adressen er din."),
        ),
        action_label=_("Fortsæt ansøgningen"),
        action_url=links.issue(subject=seat.subject, destination=reverse("participants:home"), at=at),
        closing=_("{link} Har du ikke selv bedt om det, så slet bare mailen.").format(link=OWN_LINK),
    )
    _send(seat, letter, kind="application.resume", key=key, about=resume_key(seat), at=at)


def resume_key(seat: Seat) -> str:
    """What the outbox calls the letters that lead one person back."""
    return f"resume:{seat.id}"


def send_invitation(invitation: Invitation, *, at: datetime) -> None:
    """To the other side: read it all, write your part, say yes when it is right. The rest may, and need not."""
    name = invitation.invited_by.person.first_name
    speaker = queries.speaker_besides(invitation.seat, invitation.application)
    letter = Letter(
        subject=_("Du er inviteret til at søge SPARK sammen med en kollega"),
        greeting=_greeting(invitation.seat),
        paragraphs=(
            _("{name} har startet en ansøgning om gratis støtte fra SPARK og har skrevet dig på.").format(name=name),
            *(_may_follow(speaker) if speaker else _must_write()),
        ),
        action_label=_("Læs ansøgningen") if speaker else _("Læs og skriv din del"),
        action_url=_link(invitation.seat, "participants:together", invitation.application, at),
        closing=str(OWN_LINK),
    )
    _send(invitation.seat, letter, kind="application.invitation", key=invitation.mail_key, at=at)


def _must_write() -> tuple[str, ...]:
    return (
        _("Læs den, og skriv med dine egne ord. Den bliver først sendt, når I begge har sagt ja."),
        _("Det tager cirka ti minutter. Du skal ikke oprette en bruger."),
    )


def _may_follow(speaker: Seat) -> tuple[str, ...]:
    return (
        _("{name} har allerede skrevet for {side}. Du kan læse med og også skrive, men du behøver ikke.").format(
            name=speaker.person.first_name, side=speaker.get_side_display()
        ),
        _("Du skal ikke oprette en bruger."),
    )


def send_taken_off(seat: Seat, *, at: datetime) -> None:
    """To an address that reads mail for the seat no more. One that was never written to knows of nothing."""
    if not links.was_issued(seat.subject):
        return
    letter = Letter(
        subject=_("Du er ikke længere skrevet på en ansøgning til SPARK"),
        greeting=_greeting(seat),
        paragraphs=(
            _("Du er ikke længere skrevet på en ansøgning med denne e-mail. Linket hertil virker ikke mere."),
            _("Er det aftalt, skal du ikke gøre noget. Undrer det dig, så spørg den, der skrev dig på, eller os."),
        ),
    )
    key = "taken-off"
    _send(seat, letter, kind="application.taken_off", key=key, about=_dedupe_key(key, seat), at=at)


def send_changed(application: Application, *, confirmed: list[Seat], by_name: str, at: datetime) -> None:
    """To those who had said yes: the text is another now, so their yes counts no more."""
    for seat in confirmed:
        letter = Letter(
            subject=str(SUBJECT),
            greeting=_greeting(seat),
            paragraphs=(
                _("{name} har rettet i ansøgningen, efter at du sagde ja.").format(name=by_name),
                _("Læs den igen, og sig ja til den nye tekst, hvis den er rigtig."),
            ),
            action_label=_("Læs ansøgningen"),
            action_url=_link(seat, "participants:together", application, at),
            closing=str(OWN_LINK),
        )
        _send(seat, letter, kind="application.changed", key=f"changed:{application.id}:{application.version}", at=at)


def send_waiting(application: Application, *, seats: list[Seat], by_name: str, at: datetime) -> None:
    """To the side that has not confirmed: the other side has."""
    for seat in seats:
        letter = Letter(
            subject=str(SUBJECT),
            greeting=_greeting(seat),
            paragraphs=(_("{name} har sagt ja til ansøgningen. Nu mangler kun dit ja.").format(name=by_name),),
            action_label=_("Læs og sig ja"),
            action_url=_link(seat, "participants:together", application, at),
            closing=str(OWN_LINK),
        )
        _send(seat, letter, kind="application.waiting", key=f"waiting:{application.id}:{application.version}", at=at)


def _who_said_yes(application: Application) -> str:
    """The first yes of each side, leader first, as it stands when the application is sent."""
    given = application.confirmations.filter(version=application.version).select_related("seat__person")
    names = {each.side: each.seat.person.first_name for each in given.order_by("-confirmed_at")}
    return _("{leader} har sagt ja for ledelsen, {employee} for medarbejderne.").format(
        leader=names[Side.LEADER], employee=names[Side.EMPLOYEES]
    )


def send_receipts(application: Application, *, at: datetime) -> None:
    """To everybody named: it is sent, and here you can follow it."""
    for seat in seats_of(application.committee):
        letter = Letter(
            subject=_("Jeres ansøgning til SPARK er sendt"),
            greeting=_greeting(seat),
            paragraphs=(
                _("Ansøgningen er sendt. {who}").format(who=_who_said_yes(application)),
                _("Sagsnummeret er {number}.").format(number=application.case_number),
                _("Vi ser på ansøgninger én gang om måneden. I får svar på mail."),
            ),
            action_label=_("Følg jeres ansøgning"),
            action_url=_link(seat, "participants:status", application, at),
            closing=str(OWN_LINK),
        )
        _send(seat, letter, kind="application.receipt", key=f"receipt:{application.id}", at=at)

"""The letters of a round: neutral outside, the reason inside behind the link."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts import links
from sparkweb.foundation.messaging import services as messaging
from sparkweb.foundation.messaging.letters import Letter
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of


def paragraphs_of(decision: Decision) -> tuple[str, ...]:
    """What the letter says; the board previews the same words."""
    number = decision.application.case_number
    if decision.outcome == Outcome.GRANTED:
        return (
            _("Vi har sagt ja til jeres ansøgning {number}.").format(number=number),
            _("En konsulent skriver til jer om datoer for det første møde."),
        )
    if decision.outcome == Outcome.WAITING:
        return (
            _("Der var ikke plads til jeres ansøgning {number} denne gang.").format(number=number),
            _("I står på venteliste og er automatisk med i næste runde. I skal ikke gøre noget."),
        )
    return (
        _("Vi kan desværre ikke hjælpe med jeres ansøgning {number}.").format(number=number),
        _("På jeres side kan I læse hvorfor, og hvor I ellers kan gå hen."),
    )


def send_letters(decision: Decision, *, at: datetime) -> None:
    """One letter to each member of the committee, once."""
    for seat in seats_of(decision.application.committee):
        messaging.enqueue(
            to=seat.person.email,
            to_name=seat.person.name,
            letter=_letter(decision, seat, at=at),
            kind="round.letter",
            dedupe_key=f"letter:{decision.id}:{seat.id}",
            about_key=f"decision:{decision.id}",
            at=at,
        )


def _letter(decision: Decision, seat: Seat, *, at: datetime) -> Letter:
    destination = reverse("participants:status", args=[decision.application_id])
    return Letter(
        subject=_("Svar på jeres ansøgning til SPARK"),
        greeting=_("Hej {name}").format(name=seat.person.first_name),
        paragraphs=paragraphs_of(decision),
        action_label=_("Læs svaret"),
        action_url=links.issue(subject=seat.subject, destination=destination, at=at),
    )

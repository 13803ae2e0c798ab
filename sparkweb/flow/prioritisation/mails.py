"""The letters of a round: neutral outside, the reason inside behind the link."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts import links
from sparkweb.foundation.messaging import services as messaging
from sparkweb.foundation.messaging.letters import OWN_LINK, Letter


def send_letters(decision: Decision, *, at: datetime) -> None:
    """One letter to each member of the committee, once. The decision comes from `decisions_to_tell`."""
    destination = reverse("participants:status", args=[decision.application_id])
    for seat in decision.application.committee.seats.all():
        url = links.issue(subject=seat.subject, destination=destination, at=at)
        messaging.enqueue(
            to=seat.person.email,
            to_name=seat.person.name,
            letter=letter_of(decision, first_name=seat.person.first_name, url=url),
            kind="round.letter",
            dedupe_key=f"letter:{decision.id}:{seat.id}",
            about_key=f"decision:{decision.id}",
            at=at,
        )


def letter_of(decision: Decision, *, first_name: str, url: str) -> Letter:
    """The exact letter; the secretariat reads the same words before they are sent."""
    return Letter(
        subject=_("Svar på jeres ansøgning til SPARK"),
        greeting=_("Hej {name}").format(name=first_name),
        paragraphs=_paragraphs(decision),
        action_label=_("Læs svaret"),
        action_url=url,
        closing=str(OWN_LINK),
    )


def _paragraphs(decision: Decision) -> tuple[str, ...]:
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

"""Who may do what with an application, and what it lacks. Rights follow the seat, with its dates."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sparkweb.flow.applications.enums import Part
from sparkweb.flow.applications.models import Application
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of


@policy.predicate("applications.holds_seat")
def holds_seat(actor: Actor, application: Application) -> bool:
    """The actor sits on the committee behind the application, now."""
    if actor.seat_id is None:
        return False
    return Seat.objects.current().filter(pk=actor.seat_id, committee=application.committee_id).exists()


@policy.predicate("applications.holds_seat_in_draft")
def holds_seat_in_draft(actor: Actor, application: Application) -> bool:
    return not application.is_submitted and bool(holds_seat(actor, application))


@policy.predicate("applications.is_submitted")
def is_submitted(_actor: Actor, application: Application) -> bool:
    """Thoughts not yet sent are nobody else's."""
    return application.is_submitted


@dataclass(frozen=True)
class Missing:
    """One thing that must be there before anybody can confirm. Own words are missing from one side."""

    part: Part
    sentence: str
    side: Side | None = None


def missing_parts(application: Application) -> list[Missing]:
    return [*_missing_facts(application), *_missing_people(application)]


def _missing_facts(application: Application) -> Iterator[Missing]:
    if not application.theme_rows.all():
        yield Missing(Part.THEMES, _("Vælg mindst ét tema."))
    if application.ready_date is None:
        yield Missing(Part.FRAME, _("Vælg, hvornår I kan begynde."))
    if not (application.accepts_time and application.accepts_evaluation and application.accepts_start):
        yield Missing(Part.FRAME, _("Sig ja til tid, evaluering og start."))


def _missing_people(application: Application) -> Iterator[Missing]:
    sides = {seat.id: Side(seat.side) for seat in seats_of(application.committee)}
    spoken = {sides.get(voice.seat_id) for voice in application.voices.all() if voice.hurts and voice.hopes}
    if Side.LEADER not in sides.values():
        yield Missing(Part.MEMBERS, _("Skriv en leder på."))
    elif Side.LEADER not in spoken:
        yield Missing(Part.WORDS, _("Lederen mangler at skrive sin del."), Side.LEADER)
    if Side.EMPLOYEES not in sides.values():
        yield Missing(Part.MEMBERS, _("Skriv en medarbejderrepræsentant på."))
    elif Side.EMPLOYEES not in spoken:
        yield Missing(Part.WORDS, _("Medarbejdersiden mangler at skrive sin del."), Side.EMPLOYEES)

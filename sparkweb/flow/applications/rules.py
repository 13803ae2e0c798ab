"""Who may do what with an application. Rights follow the seat, with its dates."""

from django.utils.translation import gettext as _

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


def missing_parts(application: Application) -> list[str]:
    """What still has to be written before anybody can confirm, as sentences."""
    roles = {seat.side for seat in seats_of(application.committee)}
    spoken = {voice.seat.side for voice in application.voices.select_related("seat") if voice.hurts and voice.hopes}
    checks = [
        (application.theme_rows.exists(), _("Vælg mindst ét tema.")),
        (application.ready_date is not None, _("Vælg, hvornår I kan begynde.")),
        (
            application.accepts_time and application.accepts_evaluation and application.accepts_start,
            _("Sig ja til tid, evaluering og start."),
        ),
        (Side.LEADER in roles, _("Skriv en leder på.")),
        (Side.EMPLOYEES in roles, _("Skriv en medarbejderrepræsentant på.")),
        (Side.LEADER in spoken, _("Lederen mangler at skrive sin del.")),
        (Side.EMPLOYEES in spoken, _("Medarbejdersiden mangler at skrive sin del.")),
    ]
    return [sentence for is_there, sentence in checks if not is_there]

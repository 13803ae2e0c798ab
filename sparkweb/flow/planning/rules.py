"""Who may act on an assignment: its consultant while it lasts, and the committee it is for. Who can take one."""

from django.utils.translation import gettext as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.rules import holds_seat
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.planning.queries import Suggestion
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor


@policy.predicate("planning.is_assigned")
def is_assigned(actor: Actor, assignment: Assignment) -> bool:
    """The actor is the consultant of the assignment, now."""
    return (
        actor.user_id is not None and assignment.ended_date is None and assignment.consultant.user_id == actor.user_id
    )


@policy.predicate("planning.is_assigned_to_application")
def is_assigned_to_application(actor: Actor, application: Application) -> bool:
    if actor.user_id is None:
        return False
    mine = Assignment.objects.filter(consultant__user=actor.user_id, ended_date=None)
    return mine.filter(application=application).exists()


@policy.predicate("planning.holds_seat")
def holds_seat_of_assignment(actor: Actor, assignment: Assignment) -> bool:
    return bool(holds_seat(actor, assignment.application))


def why_not(seen: Suggestion) -> str:
    """What stands in the way, as the end of a sentence about the consultant; empty when nothing does."""
    if seen.is_away:
        return _("er væk lige nu")
    if not seen.has_skill:
        return _("har ikke temaet som speciale")
    return "" if seen.places_left else _("har ikke plads til flere forløb")

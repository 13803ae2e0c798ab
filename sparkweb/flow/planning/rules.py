"""Who may act on an assignment: its consultant while it lasts, and the committee it is for."""

from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.rules import holds_seat
from sparkweb.flow.planning.models import Assignment
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

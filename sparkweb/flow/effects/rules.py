"""Who may answer: the seat that was asked, and nobody reads it back."""

from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor


@policy.predicate("effects.is_asked")
def is_asked(actor: Actor, invitation: EvaluationInvitation) -> bool:
    return actor.seat_id is not None and actor.seat_id == invitation.seat_id

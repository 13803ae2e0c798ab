"""Who may read a decision: the committee, once its letter has gone."""

from sparkweb.flow.applications.rules import holds_seat
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.actors import Actor


@policy.predicate("prioritisation.was_told")
def was_told(actor: Actor, decision: Decision) -> bool:
    return decision.letter_sent_at is not None and bool(holds_seat(actor, decision.application))

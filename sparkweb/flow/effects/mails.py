"""Asking for the evaluation. Confidential, and said so; never called anonymous (domain.md 11.5)."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.foundation.accounts import links
from sparkweb.foundation.messaging import services as messaging
from sparkweb.foundation.messaging.letters import OWN_LINK, Letter


def send_invitations(invitations: Iterable[EvaluationInvitation], *, at: datetime) -> None:
    for invitation in invitations:
        seat = invitation.seat
        letter = Letter(
            subject=_("To minutter om jeres forløb med SPARK"),
            greeting=_("Hej {name}").format(name=seat.person.first_name),
            paragraphs=(
                _("Vil du svare på nogle få spørgsmål om jeres forløb? Det tager cirka to minutter."),
                _("Dit svar er fortroligt. Det bliver kun vist lagt sammen med svar fra mange andre forløb."),
            ),
            action_label=_("Svar på spørgsmålene"),
            action_url=links.issue(
                subject=seat.subject, destination=reverse("participants:evaluate", args=[invitation.id]), at=at
            ),
            closing=str(OWN_LINK),
        )
        messaging.enqueue(
            to=seat.person.email,
            to_name=seat.person.name,
            letter=letter,
            kind="evaluation.invitation",
            dedupe_key=f"evaluation:{invitation.id}",
            about_key=f"evaluation:{invitation.id}",
            at=at,
        )

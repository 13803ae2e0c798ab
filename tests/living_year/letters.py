"""The crowd's letters of the last weeks, written by the product itself. Older ones would only hide them."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sparkweb.flow.applications import mails as application_mails
from sparkweb.flow.applications.models import Application, Invitation
from sparkweb.flow.effects import mails as evaluation_mails
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.flow.planning import mails as planning_mails
from sparkweb.flow.planning.models import Assignment, DateProposal, Visit
from tests.living_year.almanac import moment
from tests.living_year.ledger import Ledger

KEPT = timedelta(days=21)
Row = TypeVar("Row", bound=Any)


def post(ledger: Ledger, *, since: datetime) -> None:
    for invitation in lately(ledger.of(Invitation), "sent_at", since):
        application_mails.send_invitation(invitation, at=invitation.sent_at)
    for application in lately(ledger.of(Application), "submitted_at", since):
        assert application.submitted_at
        application_mails.send_receipts(application, at=application.submitted_at)
    for assignment in lately(ledger.of(Assignment), "assigned_at", since):
        planning_mails.send_assigned(assignment, at=assignment.assigned_at)
    for proposal in lately(ledger.of(DateProposal), "proposed_at", since):
        planning_mails.send_proposal(proposal, at=proposal.proposed_at)
    for visit in lately(ledger.of(Visit), "booked_at", since):
        planning_mails.send_booking(visit, at=visit.booked_at)
    for asked in ledger.of(EvaluationInvitation):
        at = moment(asked.wave.opens_date, 14, 1)
        if at >= since:
            evaluation_mails.send_invitations([asked], at=at)


def lately(rows: Iterable[Row], field: str, since: datetime) -> Iterator[Row]:
    return (row for row in rows if getattr(row, field) >= since)

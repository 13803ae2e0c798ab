"""Mail that came back. Only about what is sent: who sits on a draft is not the secretariat's to know."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.planning.models import DateProposal, Visit
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.foundation.messaging.queries import returned

SHOWN_FOR = timedelta(days=30)
KINDS = {
    "application.receipt": _("kvittering for ansøgningen"),
    "round.letter": _("svar på ansøgningen"),
    "visit.proposal": _("forslag til datoer"),
    "visit.booked": _("kalenderinvitation"),
}


@dataclass(frozen=True)
class Returned:
    to_name: str
    to_address: str
    what: str
    at: datetime
    application: UUID | None


def waiting(at: datetime) -> QuerySet[OutboxMessage]:
    return returned(KINDS, since=at - SHOWN_FOR)


def with_cases(messages: Iterable[OutboxMessage]) -> Iterator[Returned]:
    """Each with the application it is about; four statements, however many they are."""
    found = list(messages)
    cases = _cases([message.about_key for message in found])
    for one in found:
        yield Returned(
            one.to_name,
            one.to_address,
            str(KINDS[one.kind]),
            one.bounced_at or one.created_at,
            cases.get(one.about_key),
        )


def _cases(keys: Iterable[str]) -> Mapping[str, UUID]:
    """Outbox keys are 'what:id'; the app that wrote the key is asked what it stands for."""
    rows = {
        "receipt": (Application, "id"),
        "decision": (Decision, "application_id"),
        "proposal": (DateProposal, "assignment__application_id"),
        "visit": (Visit, "assignment__application_id"),
    }
    named = [key.split(":", 1) for key in keys]
    return {
        f"{what}:{pk}": application
        for what, (model, column) in rows.items()
        for pk, application in model._default_manager.filter(
            pk__in=[identifier for prefix, identifier in named if prefix == what]
        ).values_list("pk", column)
    }

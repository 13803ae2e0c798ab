"""Writing down what happened."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db.models import Model

from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.core.acting import HasKey

Fact = str | int | bool | None
_NOTHING: Mapping[str, Fact] = MappingProxyType({})


def record(action: str, *, about: Model, by: HasKey, at: datetime, facts: Mapping[str, Fact] = _NOTHING) -> Event:
    """In the caller's transaction, so that the event and the change are kept or lost together; alone it is one row.

    Facts are codes, numbers and ids. Names, addresses and free text never go in: an event cannot be erased.
    """
    return Event.objects.create(
        action=action,
        about_model=about._meta.label_lower,
        about_key=str(about.pk),
        by_key=by.key,
        at=at,
        facts=dict(facts),
    )

"""Rows of a whole year, gathered in memory and written at once. The same dice give the same keys."""

from datetime import datetime
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, UUIDField

from sparkweb.flow.applications.models import Application, ApplicationTheme, Confirmation, Invitation, Voice
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation, Wave
from sparkweb.flow.planning.models import Assignment, DateOption, DateProposal, Visit
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.core.acting import HasKey
from sparkweb.registers.consultants.models import Booking, Commitment
from sparkweb.registers.surveys.models import Rating, Response
from sparkweb.registers.workplaces.models import Committee, Person, Seat, Workplace

M = TypeVar("M", bound=Model)

ORDER: tuple[type[Model], ...] = (
    Workplace, Committee, Person, Seat, Application, ApplicationTheme, Voice, Invitation, Confirmation, Decision,
    Assignment, Commitment, DateProposal, DateOption, Visit, Booking, Course, Meeting, ChangeGoal, TrialAction, WrapUp,
    Wave, EvaluationInvitation, Response, Rating, EvaluationAnswer,
)  # fmt: skip
"""Each after those it points at."""


class Ledger:
    """What the services would have written. The test of the rules walks over every row and compares."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.rows: dict[type[Model], list[Any]] = {model: [] for model in ORDER}
        self.events: list[Event] = []

    def add(self, model: type[M], **fields: Any) -> M:
        if isinstance(model._meta.pk, UUIDField):
            fields["id"] = self.key()
        row = model(**fields)
        self.rows[model].append(row)
        return row

    def record(self, action: str, *, about: Model, by: HasKey, at: datetime, **facts: str | int) -> None:
        """The milestones as `audit.services.record` keeps them."""
        label = about._meta.label_lower
        event = Event(action=action, about_model=label, about_key=str(about.pk), by_key=by.key, at=at, facts=facts)
        self.events.append(event)

    def of(self, model: type[M]) -> list[M]:
        return self.rows[model]

    def write(self) -> None:
        for model, rows in self.rows.items():
            model._default_manager.bulk_create(rows, batch_size=500)
        Event.objects.bulk_create(sorted(self.events, key=lambda event: event.at), batch_size=500)

    def key(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)

"""Every address of the product, filled in for a case. A parameter nobody has told about here fails the tests."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from uuid import UUID

from django.urls import reverse

from sparkweb.flow.courses.models import Meeting, TrialAction
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.foundation.accounts import checks, matrix
from sparkweb.foundation.accounts.enums import PARTICIPANTS, Role
from sparkweb.registers.workplaces.models import Seat
from tests.trust.cases import Case, Stage, TwoWorlds

NOBODYS = UUID("00000000-0000-4000-8000-000000000000")
"""Well-formed, and the id of nothing."""
STEPS = ("arbejdsplads", "temaer", "ord", "hvem", "rammer")

OF_A_CASE: Mapping[str, Callable[[Case, Seat], UUID | None]] = {
    "application_id": lambda case, _: case.application.pk,
    "course_id": lambda case, _: case.course.pk if case.course else None,
    "seat_id": lambda case, _: case.safety.pk,
    "meeting_id": lambda case, _: _id_of(Meeting.objects.filter(course=case.course).first()),
    "action_id": lambda case, _: _id_of(TrialAction.objects.filter(course=case.course).last()),
    "invitation_id": lambda case, seat: _id_of(case.invitation_of(seat)),
}
OF_NO_CASE: Mapping[str, Callable[[TwoWorlds], tuple[object, ...]]] = {
    "round_id": lambda worlds: (worlds.round.pk, worlds.earlier_round.pk),
    "step": lambda _: STEPS,
    "token": lambda _: ("a-token-nobody-was-sent",),
    "uidb36": lambda _: ("1",),
    "key": lambda _: ("not-a-key",),
    "pk": lambda _: (0,),
}
STAGE_OF: Mapping[str, Stage] = {
    "application_draft": Stage.DRAFT,
    "own_agreement": Stage.DRAFT,
    "case_file": Stage.SUBMITTED,
    "decision": Stage.SUBMITTED,
    "assignment": Stage.GRANTED,
    "consultant_times": Stage.DATES,
    "evaluation_answer": Stage.CLOSED,
}
"""Where in the journey a resource is at work, when not in the middle of the course."""
AUDIENCE: Mapping[str, frozenset[Role]] = {
    "participants": PARTICIPANTS | {Role.VISITOR},
    "desk": frozenset({Role.CONSULTANT}),
    "secretariat": frozenset({Role.COORDINATOR}),
}
"""The matrix speaks of resources, and both a consultant and a leader may read minutes; each in their own portal."""


@dataclass(frozen=True)
class Route:
    """A named address as the product knows it."""

    name: str
    parameters: tuple[str, ...]

    @property
    def row(self) -> matrix.Route:
        return matrix.current().routes[self.name]

    @property
    def stage(self) -> Stage:
        return STAGE_OF.get(self.row.resource, Stage.RUNNING)

    @property
    def of_a_case(self) -> tuple[str, ...]:
        return tuple(name for name in self.parameters if name in OF_A_CASE)

    def roles(self, method: str) -> frozenset[Role]:
        """Who has business here: the audience of the portal, as far as the matrix lets it."""
        allowed = matrix.current().roles_for(self.row.action_for(method.upper()), self.row.resource)
        return allowed & AUDIENCE.get(self.name.partition(":")[0], allowed)

    def paths(self, worlds: TwoWorlds, ids: Mapping[str, object]) -> Iterator[str]:
        """With these ids of a case, and every value of what belongs to none."""
        others = [name for name in self.parameters if name not in OF_A_CASE]
        for values in product(*(OF_NO_CASE[name](worlds) for name in others)):
            yield reverse(self.name, kwargs={**dict(zip(others, values, strict=True)), **ids})

    def ids(self, case: Case, seat: Seat) -> dict[str, object]:
        return {name: OF_A_CASE[name](case, seat) or NOBODYS for name in self.of_a_case}


def routes() -> list[Route]:
    found = {name: _parameters(pattern) for name, pattern in checks.all_patterns() if name}
    return [Route(name, found[name]) for name in sorted(found)]


def _parameters(pattern: str) -> tuple[str, ...]:
    """<uuid:application_id> and (?P<key>.+) alike."""
    return tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern))


def _id_of(row: Meeting | TrialAction | EvaluationInvitation | None) -> UUID | None:
    return row.pk if row else None

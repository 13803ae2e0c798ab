"""Two workplaces that know nothing of each other, each with a case at every stage of the journey, ending today.

Ours has Lise as its consultant, theirs has Nadia. Every personal text in them is a canary.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils import timezone

from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses import services as courses
from sparkweb.flow.courses.models import Course
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.flow.planning import services as planning
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation import services as prioritisation
from sparkweb.flow.prioritisation.models import Round
from sparkweb.foundation.accounts.enums import PARTICIPANTS, STAFF, Role
from sparkweb.insight.reporting.services import freeze_last_month
from sparkweb.registers.workplaces.models import Seat
from tests.trust.canaries import Canaries
from tests.trust.knocking import NAMES, Person, holder, staff
from tests.world import HAVREVANG, KLINTEMARKEN, Table, World


class Stage(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    GRANTED = "granted"
    DATES = "dates"
    RUNNING = "running"
    CLOSED = "closed"


TOLD = (Stage.GRANTED, Stage.DATES, Stage.RUNNING, Stage.CLOSED)
"""Their letters have gone."""


@dataclass(frozen=True)
class Case:
    """One application at one stage, and who sits at its table."""

    name: str
    application: Application
    leader: Seat
    steward: Seat
    safety: Seat

    @property
    def course(self) -> Course | None:
        return course_of(self.application.pk)

    def seat_of(self, role: Role) -> Seat:
        """Who asks, or in whose name something is addressed when the one who asks has no seat."""
        return self.steward if role is Role.REPRESENTATIVE else self.leader

    def invitation_of(self, seat: Seat) -> EvaluationInvitation | None:
        return EvaluationInvitation.objects.filter(seat=seat).first()


Cases = dict[Stage, Case]


class TwoWorlds:
    """The whole cast, both workplaces, a round that waits for its meeting, and the figures of last month."""

    def __init__(self) -> None:
        self.today = timezone.now()
        self.world = World(self.ago(days=130))
        self.canaries = Canaries()
        self.earlier_round = self._round(closed_days_ago=100)
        self.ours = self._sent("havrevang", HAVREVANG)
        self.theirs = self._sent("klintemarken", KLINTEMARKEN)
        self._tell(self.earlier_round)
        self._travel(self.ours, "Lise")
        self._travel(self.theirs, "Nadia")
        self.round = self._round(closed_days_ago=1)
        self._decide(Stage.DECIDED, self.round, at=self.ago(hours=2))
        freeze_last_month(self.today)
        self._staff = {role: staff(self.world, NAMES[role]) for role in STAFF}
        self._holders = {
            (role, case.name): holder(self.world, case.seat_of(role), case.name)
            for role in (Role.LEADER, Role.REPRESENTATIVE)
            for case in self.ours.values()
        }

    def person(self, role: Role, case: Case) -> Person:
        """Somebody in the role; a participant sits at the table of the case, which is one of ours."""
        if role in PARTICIPANTS:
            return self._holders[role, case.name]
        return self._staff[role] if role in STAFF else Person(Role.VISITOR)

    def case(self, application_id: UUID) -> Case:
        everyone = (*self.ours.values(), *self.theirs.values())
        return next(case for case in everyone if case.application.pk == application_id)

    def ago(self, **time_span: float) -> datetime:
        return self.today - timedelta(**time_span)

    def _round(self, closed_days_ago: int) -> Round:
        self.world.now = self.ago(days=closed_days_ago + 1)
        return self.world.round(closes_in_days=1)

    def _sent(self, name: str, table: Table) -> Cases:
        """The told ones long ago, the others the other day; the draft lacks every yes."""
        cases = {}
        for stage in Stage:
            self.world.now = self.ago(days=110 if stage in TOLD else 5)
            make = self.world.draft if stage is Stage.DRAFT else self.world.submitted
            application = make(self.canaries.hide_in(table))
            cases[stage] = Case(f"{name}.{stage}", application, *self.world.seats(application))
            self.canaries.mark(cases[stage].name)
        return cases

    def _tell(self, round_: Round) -> None:
        for stage in TOLD:
            self._decide(stage, round_, at=self.ago(days=95))
        prioritisation.send_letters(round_=round_, by=self.world.actor("Birgit"), at=self.ago(days=94))

    def _decide(self, stage: Stage, round_: Round, *, at: datetime) -> None:
        self.world.now = at
        for cases in (self.ours, self.theirs):
            self.world.decide(cases[stage].application, round_=round_)
            self.canaries.mark(cases[stage].name)

    def _travel(self, cases: Cases, consultant: str) -> None:
        steps: dict[Stage, Callable[[Assignment], object]] = {
            Stage.CLOSED: self._to_the_end,
            Stage.RUNNING: self._between_meetings,
            Stage.DATES: self._dates_offered,
        }
        for stage, go in steps.items():
            self.world.now = self.ago(days=90)
            go(
                planning.assign(
                    application=cases[stage].application, consultant=self.world.consultant(consultant),
                    by=self.world.actor("Birgit"), at=self.world.now,
                )
            )  # fmt: skip
            self.canaries.mark(cases[stage].name)

    def _to_the_end(self, assignment: Assignment) -> None:
        self.world.visit(assignment, in_days=75)
        course = self._course(assignment)
        self.world.reported(self.world.trial(self.world.met(course)))
        self.world.wrapped_up(course)
        self.canaries.mark(self.case(assignment.application_id).name)
        courses.close(course=course, by=self.world.actor("Lise"), at=self.world.now)

    def _between_meetings(self, assignment: Assignment) -> None:
        """Met once with one thing reported and one being tried; wrapped up too early, and a meeting ahead."""
        self.world.visit(assignment, in_days=68)
        course = self._course(assignment)
        meeting = self.world.met(course)
        self.world.reported(self.world.trial(meeting))
        self.world.trial(meeting)
        self.world.wrapped_up(course)
        self.world.now = self.ago(days=3)
        self.world.visit(assignment, in_days=10)

    def _dates_offered(self, assignment: Assignment) -> None:
        """With a wish for others beside them."""
        self.world.now = self.ago(days=2)
        proposal = self.world.proposal(assignment)
        seat = self.world.steward(assignment.application)
        planning.ask_for_other_dates(
            proposal=proposal, seat=seat, text="Helst en torsdag.", by=self.world.actor("Lise"), at=self.world.now
        )

    def _course(self, assignment: Assignment) -> Course:
        course = course_of(assignment.application_id)
        assert course is not None
        return course

"""One course of support, meeting by meeting. What lies after today has not been written yet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Model
from django.utils.timezone import localdate

from sparkweb.flow.courses.enums import MeetingKind
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.flow.planning.models import Assignment, DateOption, DateProposal, Visit
from sparkweb.flow.planning.services import Slot
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.registers.consultants.models import Booking, Commitment
from sparkweb.registers.consultants.queries import half_days
from sparkweb.registers.workplaces.rules import actor_for
from tests.living_year import sayings
from tests.living_year.almanac import DAY, moment, workday, workdays_after
from tests.living_year.applying import Case
from tests.living_year.ledger import Ledger
from tests.living_year.reference import Reference, staff_actor
from tests.living_year.travelling import Diary

PLACES = (
    "Hos jer, mødelokalet", "Hos jer, personalerummet", "Hos jer, på kontoret", "Rådhuset, lokale 2",
    "Hos jer, biblioteket", "Kommunens mødecenter",
)  # fmt: skip
MESSAGES = (
    "Vi skal bruge tre timer. Sig til, hvis ingen af dagene passer.",
    "Jeg kommer gerne ti minutter før.",
    "Sørg gerne for, at I kan være i fred.",
    "",
)
MEETINGS = {2: 20, 3: 48, 4: 24, 5: 8}
SOME_REPORT_LATE = 0.85


class NotYet(Exception):
    """The next thing lies after today."""


@dataclass
class Closed:
    """Handed to the evaluation."""

    case: Case
    course: Course
    date: date


class CourseStory:
    """`tell` goes on until the course is closed or the story reaches today."""

    def __init__(self, case: Case, diary: Diary, ledger: Ledger, reference: Reference, today: date) -> None:
        self.case, self.diary, self.ledger, self.dice = case, diary, ledger, ledger.dice
        self.reference, self.now = reference, moment(today, 0)
        self.by = staff_actor(diary.consultant.user, Role.CONSULTANT)
        self.pace = self.dice.choices((15, 30, 62), (62, 16, 22))[0]
        self.trials: list[dict[str, str]] = []

    def tell(self, assigned: date) -> Closed | None:
        try:
            self._assign(moment(assigned, 11, self.dice.randint(0, 59)))
            self._meet()
            return self._close()
        except NotYet:
            return None

    def _until(self, at: datetime) -> datetime:
        if at >= self.now:
            raise NotYet
        return at

    def _record(self, action: str, about: Model, at: datetime, by: Actor | None = None, **facts: str | int) -> None:
        self.ledger.record(action, about=about, by=by or self.by, at=at, **facts)

    def _assign(self, at: datetime) -> None:
        consultant, application = self.diary.consultant, self.case.application
        coordinator = self.dice.choice(self.reference.coordinators)
        self.assignment = self.ledger.add(
            Assignment, application=application, consultant=consultant, from_date=localdate(at),
            assigned_by=coordinator, assigned_at=at,
        )  # fmt: skip
        self.commitment = self.ledger.add(
            Commitment, consultant=consultant, about_key=self.assignment.load_key, from_date=localdate(at)
        )
        self.diary.carried.append((localdate(at), None))
        self.course = self.ledger.add(
            Course, application=application, assignment=self.assignment, committee=application.committee,
            course_type=self.reference.course_type, opened_at=at,
        )  # fmt: skip
        by = staff_actor(coordinator, Role.COORDINATOR)
        self._record("assignment.made", self.assignment, at, by, consultant=consultant.pk)
        self._record("course.opened", self.course, at, by)
        self.at = at

    def _meet(self) -> None:
        """As many meetings as it takes; one in twelve is a single long day."""
        is_whole = self.dice.random() < 1 / 12
        count = 1 if is_whole else self.dice.choices(list(MEETINGS), list(MEETINGS.values()))[0]
        group = self.case.application.sector.group
        self.trials = sayings.trials(self.case.theme.code, group, count + 1, self.dice)
        for number in range(1, count + 1):
            gap = self.dice.randint(8, 13) if number == 1 else self.pace + self.dice.randint(-3, 4)
            kind = MeetingKind.INITIAL if number == 1 else MeetingKind.MEETING
            kind = MeetingKind.WRAP_UP if number == count > 1 else kind
            self._hold(number, kind, self._book(gap, is_whole), is_last=number == count)

    def _book(self, gap: int, is_whole: bool) -> Visit:
        proposal, slot = self._propose(gap, is_whole)
        picked_at = self._until(moment(localdate(proposal.proposed_at) + self.dice.randint(1, 5) * DAY, 19))
        proposal.closed_at = picked_at
        options = self.ledger.of(DateOption)[::-1]
        option = next(each for each in options if (each.proposal_id, each.starts_at) == (proposal.pk, slot.starts_at))
        seat = self.dice.choice(self.case.seats)
        visit = self.ledger.add(
            Visit, assignment=self.assignment, option=option, picked_by=seat, starts_at=slot.starts_at,
            ends_at=slot.ends_at, place=proposal.place, booked_at=picked_at,
        )  # fmt: skip
        for day, half in half_days(slot.starts_at, slot.ends_at):
            self.ledger.add(
                Booking, consultant=self.diary.consultant, date=day, half_day=half, about_key=visit.booking_key
            )
        self._record("visit.booked", visit, picked_at, actor_for(seat))
        return visit

    def _propose(self, gap: int, is_whole: bool) -> tuple[DateProposal, Slot]:
        """The date that will be picked is kept free from now on; the others may go to somebody else."""
        day = workdays_after(localdate(self.at), self.dice.randint(1, 4))
        proposed_at = self._until(moment(day, self.dice.randint(9, 14), self.dice.randint(0, 59)))
        earliest = max(localdate(self.at) + gap * DAY, day + 7 * DAY)
        slots = self.diary.slots_from(earliest, self.dice.randint(2, 3), self.dice, is_whole=is_whole)
        proposal = self.ledger.add(
            DateProposal, assignment=self.assignment, place=self.dice.choice(PLACES),
            message=self.dice.choice(MESSAGES), proposed_at=proposed_at,
        )  # fmt: skip
        for slot in slots:
            self.ledger.add(DateOption, proposal=proposal, starts_at=slot.starts_at, ends_at=slot.ends_at)
        self._record("visit.proposed", proposal, proposed_at, options=len(slots))
        chosen = self.dice.choice(slots[:2])
        self.diary.take(chosen)
        return proposal, chosen

    def _hold(self, number: int, kind: MeetingKind, visit: Visit, *, is_last: bool) -> None:
        meeting = self.ledger.add(Meeting, course=self.course, visit=visit, number=number, kind=kind)
        self._record("meeting.added", meeting, visit.booked_at, number=number)
        ends_at = self._until(visit.ends_at)
        if number == 1:
            self._set_goal(ends_at - timedelta(minutes=30))
        meeting.notes = sayings.minutes(self.case.theme.code, kind, self.dice)
        meeting.notes_written_at, meeting.notes_revision = ends_at + timedelta(minutes=50), 1
        self._record("meeting.noted", meeting, meeting.notes_written_at)
        if self.trials and not is_last:
            self._try_out(meeting, ends_at - timedelta(minutes=10))
        self.at = ends_at

    def _set_goal(self, at: datetime) -> None:
        (text,) = sayings.goals(self.case.theme.code, 1, self.dice)
        self.ledger.add(ChangeGoal, course=self.course, text=text, set_by_key=self.by.key, set_at=at)
        self._record("goal.set", self.course, at)

    def _try_out(self, meeting: Meeting, at: datetime) -> None:
        """Planned at the meeting, reported before the next one – by most."""
        words = self.trials.pop()
        by_date = localdate(at) + self.dice.randint(8, 12) * DAY
        action = self.ledger.add(
            TrialAction, course=self.course, planned_at_meeting=meeting, title=words["title"],
            purpose=words["purpose"], what=words["what"], who=words["who"], signal=words["signal"], by_date=by_date,
            planned_at=at,
        )  # fmt: skip
        self._record("trial.planned", action, at)
        reported_at = moment(by_date - DAY, 12, self.dice.randint(0, 59))
        if reported_at < self.now and self.dice.random() < SOME_REPORT_LATE:
            action.saw, action.verdict, action.reported_at = words["saw"], words["verdict"], reported_at
            action.revision = 1
            reporter = actor_for(self.dice.choice(self.case.seats))
            self._record("trial.reported", action, reported_at, reporter, verdict=words["verdict"])

    def _close(self) -> Closed:
        written_at = self._until(self.at + timedelta(minutes=self.dice.choice((20, 45, 70))))
        words = sayings.wrap_up(self.case.theme.code, self.dice)
        self.ledger.add(
            WrapUp, course=self.course, learning=words["learning"], anchoring=words["anchoring"],
            keeper=words["keeper"], check_date=workday(localdate(written_at) + 90 * DAY), written_at=written_at,
        )  # fmt: skip
        self.course.wrapped_up_at = written_at
        self._record("course.wrapped_up", self.course, written_at)
        closed_at = self._until(moment(workdays_after(localdate(written_at), self.dice.randint(1, 8)), 14))
        self.course.closed_at, self.commitment.ended_date = closed_at, localdate(closed_at)
        self.diary.carried[-1] = (self.assignment.from_date, localdate(closed_at))
        self._record("course.closed", self.course, closed_at)
        return Closed(self.case, self.course, localdate(closed_at))

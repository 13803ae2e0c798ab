"""A living year around a day: the cast, a crowd of workplaces, fourteen rounds and what came of them.

`fill` puts it into an empty database. The same day gives the same year. A test that wants less thins the crowd.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from sparkweb.flow.prioritisation import services as prioritisation
from sparkweb.flow.prioritisation.enums import Outcome
from sparkweb.flow.prioritisation.models import Round
from sparkweb.flow.prioritisation.queries import undecided
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.insight.reporting.services import freeze
from tests.living_year import cast, letters, reference, rounds, travelling
from tests.living_year.almanac import DAY, moment, month_later, workdays_after
from tests.living_year.applying import ApplicationStory, Case, CaseNumbers, Moments, days_of_submission
from tests.living_year.cast import Step
from tests.living_year.courses import CourseStory
from tests.living_year.crowd import Applicant, applicants, with_wrong_address
from tests.living_year.evaluating import Evaluation
from tests.living_year.ledger import Ledger
from tests.living_year.sayings import reason_text
from tests.world import HAVREVANG, KLINTEMARKEN, World

SEED = 2017
THEMES = ("samarbejde", "indhold")
DRAFTS = (
    Step.STARTED, Step.WRITTEN, Step.INVITED, Step.INVITED, Step.OPENED, Step.ANSWERED, Step.LEADER_CONFIRMED,
    Step.LEADER_CONFIRMED, Step.STARTED, Step.INVITED,
)  # fmt: skip
MONTHS_FROZEN = 3
BOUNCED = 3
"""Which of the drafts has a wrong address."""
DECIDED_BEFOREHAND = 6

Tell = Callable[[str], object]


@transaction.atomic
def fill(*, today: date, share: float = 1.0, tell: Tell = lambda _step: None) -> None:
    """All or nothing. `tell` hears what happens next, one of STEPS at a time."""
    year = Year(today, share)
    for step, sentence in STEPS:
        tell(sentence)
        getattr(year, step)()


STEPS = (
    ("employ", "Employing the staff"),
    ("plan_rounds", "Planning the rounds"),
    ("live_the_cast", "Living the cast's own cases"),
    ("gather", "Gathering applications from all over the country"),
    ("decide", "Deciding, assigning, meeting and evaluating"),
    ("write", "Writing it down"),
    ("begin_drafts", "Beginning new drafts"),
    ("prepare_the_meeting", "Preparing the next meeting"),
    ("post", "Posting the letters of the last weeks"),
    ("freeze", "Freezing the figures at each month's end"),
)


class Year:
    def __init__(self, today: date, share: float) -> None:
        self.today, self.share, self.dice = today, share, Random(SEED)  # noqa: S311 – a story, not a secret
        self.ledger = Ledger(self.dice)
        self.planned = rounds.dates(today)
        self.first = self.planned[0].opens

    def employ(self) -> None:
        self.world = World(moment(workdays_after(self.first, -20), 10))
        travelling.hire_the_rest(self.world.now)
        travelling.send_away(self.today)
        User.objects.update(created_at=self.world.now)
        coordinators = (self.world.user("Birgit"), self.world.user("Omar"))
        self.reference = reference.read(coordinators)

    def plan_rounds(self) -> None:
        planned = rounds.plan(self.planned, self.world.actor("Birgit"), self.dice)
        *self.past, self.current, self.next = planned

    def live_the_cast(self) -> None:
        """They come first, so that the others' dates make room for theirs."""
        self.crowd = applicants(self.dice)
        self.days = days_of_submission(self.first, self.today, self.share, self.dice)
        their_round = self.past[-2]
        havrevang = Moments.until(workdays_after(self.current.closes_date, -4), self.dice)
        klintemarken = Moments.until(workdays_after(their_round.closes_date, -6), self.dice)
        cast_days = [localdate(at.submitted) for at in (havrevang, klintemarken)]
        self.numbers = CaseNumbers([*self.days, *cast_days], self.first)
        self.numbers.give_next(cast_days[1])
        application = cast.apply(self.world, KLINTEMARKEN, THEMES, klintemarken, Step.SUBMITTED)
        cast.live_at_klintemarken(self.world, application, their_round, self.today)
        self.klintemarken = Case(application, [], self.reference.themes[THEMES[0]])
        self.numbers.give_next(cast_days[0])
        cast.apply(self.world, HAVREVANG, THEMES, havrevang, Step.SUBMITTED)

    def gather(self) -> None:
        self.cases = [self._submit(applicant, day) for day, applicant in zip(self.days, self.crowd, strict=False)]
        self.numbers.keep()

    def _submit(self, applicant: Applicant, day: date) -> Case:
        return ApplicationStory(self.ledger, self.reference, applicant, day).tell(self.numbers.take(day))

    def decide(self) -> None:
        self.diaries = travelling.diaries()
        self.evaluation = Evaluation(self.ledger, self.today)
        self.standing = rounds.Standing(self.past[0].period)
        waiting: list[Case] = []
        coming = iter(self.cases)
        case = next(coming, None)
        for round_ in self.past:
            while case and case.submitted_date < round_.closes_date:
                waiting.append(case)
                case = next(coming, None)
            granted, waiting = self._meet(round_, waiting)
            self._assign(granted, round_)

    def _meet(self, round_: Round, table: list[Case]) -> tuple[list[Case], list[Case]]:
        round_.refresh_from_db()
        if round_.period != self.standing.period:
            self.standing = rounds.Standing(round_.period)
        free = sum(diary.consultant.max_open_courses - diary.load_on(round_.meeting_date) for diary in self.diaries)
        places = min(round_.capacity - round_.decisions.count(), free)
        if round_.decisions.exists():
            self.standing.add(self.klintemarken)
        meeting = rounds.Meeting(round_, self.standing, self.reference.coordinators, self.ledger)
        result = meeting.hold(table, places)
        meeting.send_letters()
        return result

    def _assign(self, granted: list[Case], round_: Round) -> None:
        """Within a month. Of the newest round some still wait for a consultant."""
        told = localdate(rounds.letters_at(round_))
        if round_ is self.past[-1]:
            granted = [case for number, case in enumerate(granted) if number % 4]
        delays = sorted(self.dice.choice((2, 3, 3, 4, 5, 6, 8, 12)) for _ in granted)
        for case, delay in zip(granted, delays, strict=True):
            self._support(case, workdays_after(told, delay))

    def _support(self, case: Case, day: date) -> None:
        diary = travelling.best_for(case, day, self.diaries)
        if diary is None or day >= self.today:
            return
        story = CourseStory(case, diary, self.ledger, self.reference, self.today)
        closed = story.tell(day)
        if closed:
            self.evaluation.ask(closed, story.by)

    def write(self) -> None:
        self.ledger.write()

    def begin_drafts(self) -> None:
        for number, (step, applicant) in enumerate(zip(DRAFTS, self._some(len(DRAFTS)), strict=False)):
            found = with_wrong_address(applicant) if number == BOUNCED else applicant
            at = Moments.until(self.today - self.dice.randint(1, 3) * DAY, self.dice)
            draft = cast.apply(self.world, found.table, found.themes, at, step)
            if number == BOUNCED:
                self.bounced = draft

    def _some(self, count: int) -> Iterator[Applicant]:
        return islice(self.crowd, max(2, round(count * self.share)) if self.share < 1 else count)

    def prepare_the_meeting(self) -> None:
        """Omar has looked at those that waited longest."""
        self.world.now = moment(workdays_after(self.today, -1), 13)
        others = undecided(self.current).exclude(workplace__name=HAVREVANG.workplace).order_by("submitted_at")
        for application in list(others)[:DECIDED_BEFOREHAND]:
            main = next(row.theme for row in application.theme_rows.all() if row.is_main)
            case = Case(application, [], main, waited=2)
            reason = self.standing.reason_for(case)
            prioritisation.decide(
                round_=self.current, application=application, outcome=Outcome.GRANTED, reason=reason,
                reason_text=reason_text(reason, self.dice), seen_revision=0, by=self.world.actor("Omar"),
                at=self.world.wait(minutes=4),
            )  # fmt: skip
            self.standing.add(case)

    def post(self) -> None:
        letters.post(self.ledger, since=moment(self.today - letters.KEPT, 0))
        if hasattr(self, "bounced"):
            cast.bounce(self.bounced)
        OutboxMessage.objects.filter(bounced_at=None).update(sent_at=F("created_at") + timedelta(seconds=2), attempts=1)

    def freeze(self) -> None:
        """The last months' ends, as the worker does; of an earlier period its last day, and how it went on."""
        ends = self._month_ends()[-MONTHS_FROZEN:]
        days = [(self.reference.period_on(day), day) for day in ends]
        for period in {self.reference.period_on(localdate(at)) for at in self._submitted()} - {days[-1][0]}:
            assert period.to_date
            days += [(period, period.to_date - DAY), (period, ends[-1])]
        for period, day in days:
            freeze(period=period, as_of=day, by=SYSTEM, at=moment(day + DAY, 6))

    def _submitted(self) -> Iterator[datetime]:
        return (case.application.started_at for case in self.cases)

    def _month_ends(self) -> list[date]:
        """Each between the first round and today."""
        firsts = (month_later(self.first, n) for n in range(1, rounds.MONTHS_BACK + 3))
        return [first - DAY for first in firsts if first <= self.today]

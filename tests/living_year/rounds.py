"""The monthly meetings. People decide: each yes, wait and no has a reason that is true on the day."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import User
from sparkweb.registers.programme.models import AgreementPeriod
from tests.living_year.almanac import moment, month_later, workday, workdays_after
from tests.living_year.applying import Case
from tests.living_year.ledger import Ledger
from tests.living_year.reference import staff_actor
from tests.living_year.sayings import reason_text

MONTHS_BACK = 14
CLOSES_BEFORE = 4
LONG = 2
"""Rounds a case has waited in before that alone is a reason."""
GIVES_UP = 4
DECLINED = 0.15
DECLINED_FOR = (Reason.NOT_READY, Reason.OUT_OF_SCOPE, Reason.OTHER_HELP)


@dataclass(frozen=True)
class Dates:
    month: date
    opens: date
    closes: date
    meets: date


def dates(today: date) -> list[Dates]:
    """Past months, the one being decided now, and the next. The meeting is today or on the first working day after."""
    now = workday(today)
    months = [month_later(now, n) for n in range(-MONTHS_BACK - 1, 2)]
    meets = [workday(month.replace(day=min(now.day, 28))) for month in months]
    closes = [workdays_after(day, -CLOSES_BEFORE) for day in meets]
    return [Dates(*row) for row in zip(months[1:], closes[:-1], closes[1:], meets[1:], strict=True)]


def letters_at(round_: Round) -> datetime:
    """All of the round's at once, on the next working day."""
    return moment(workdays_after(round_.meeting_date, 1), 10, 30)


def plan(planned: list[Dates], by: Actor, dice: Random) -> list[Round]:
    return [_plan(each, dice.randint(15, 17), by) for each in planned]


def _plan(each: Dates, capacity: int, by: Actor) -> Round:
    return services.plan_round(
        month=each.month, opens_date=each.opens, closes_date=each.closes, meeting_date=each.meets,
        capacity=capacity, by=by, at=moment(workdays_after(each.opens, -3), 10),
    )  # fmt: skip


@dataclass
class Standing:
    """What has been granted so far in the period."""

    period: AgreementPeriod
    municipalities: Counter[int] = field(default_factory=Counter)
    groups: Counter[int] = field(default_factory=Counter)
    themes: Counter[int] = field(default_factory=Counter)

    def add(self, case: Case) -> None:
        self.municipalities[case.application.municipality_id] += 1
        self.groups[case.application.sector.group_id] += 1
        self.themes[case.theme.pk] += 1

    def reason_for(self, case: Case) -> Reason:
        """The best there is for a yes."""
        if not self.municipalities[case.application.municipality_id]:
            return Reason.FIRST_IN_MUNICIPALITY
        if case.waited >= LONG:
            return Reason.WAITED_LONG
        if self._is_rare(self.groups, case.application.sector.group_id):
            return Reason.SECTOR_BELOW_GOAL
        return Reason.THEME_SPREAD if self._is_rare(self.themes, case.theme.pk) else Reason.CAPACITY_HERE

    def _is_rare(self, counted: Counter[int], key: int) -> bool:
        return counted[key] * 7 < counted.total()


class Meeting:
    """One round's afternoon: who gets a yes, who waits, who is told no."""

    def __init__(self, round_: Round, standing: Standing, coordinators: tuple[User, ...], ledger: Ledger) -> None:
        self.round, self.standing, self.ledger, self.dice = round_, standing, ledger, ledger.dice
        self.coordinators = coordinators
        self.at = moment(round_.meeting_date, 9)

    def hold(self, table: list[Case], places: int) -> tuple[list[Case], list[Case]]:
        """Those granted, and those who wait for the next one."""
        left = [case for case in table if not self._is_declined(case)]
        granted: list[Case] = []
        while left and len(granted) < places:
            case = min(left, key=self._rank)
            left.remove(case)
            granted.append(case)
            self._decide(case, Outcome.GRANTED, self.standing.reason_for(case))
            self.standing.add(case)
        for case in left:
            served = self.standing.municipalities[case.application.municipality_id] >= LONG
            self._decide(case, Outcome.WAITING, Reason.MUNICIPALITY_SERVED if served else Reason.NO_CAPACITY)
            case.waited += 1
        return granted, left

    def send_letters(self) -> None:
        at = letters_at(self.round)
        decisions = [row for row in self.ledger.of(Decision) if row.round_id == self.round.pk]
        for decision in decisions:
            decision.letter_sent_at = at
        self.round.letters_sent_at = at
        self.round.save(update_fields=["letters_sent_at", "revision"])
        letters = self.round.decisions.count() + len(decisions)
        self.ledger.record("round.letters_sent", about=self.round, by=self._chair(), at=at, letters=letters)

    def _rank(self, case: Case) -> tuple[int, date]:
        return list(Reason).index(self.standing.reason_for(case)), case.submitted_date

    def _is_declined(self, case: Case) -> bool:
        gives_up = case.waited >= GIVES_UP
        if not gives_up and (case.waited or self.dice.random() > DECLINED):
            return False
        self._decide(case, Outcome.DECLINED, Reason.OTHER_HELP if gives_up else self.dice.choice(DECLINED_FOR))
        return True

    def _decide(self, case: Case, outcome: Outcome, reason: Reason) -> None:
        self.at += timedelta(minutes=self.dice.randint(2, 8))
        self.round.revision += 1
        user = self.dice.choice(self.coordinators)
        decision = self.ledger.add(
            Decision, round=self.round, application=case.application, outcome=outcome, reason=reason,
            reason_text=reason_text(reason, self.dice), revision=self.round.revision, decided_by=user,
            decided_at=self.at,
        )  # fmt: skip
        by = staff_actor(user, Role.COORDINATOR)
        self.ledger.record("decision.made", about=decision, by=by, at=self.at, outcome=outcome, reason=reason)

    def _chair(self) -> Actor:
        return staff_actor(self.coordinators[0], Role.COORDINATOR)

"""How an application came to be: begun by the leader, answered by the other side, confirmed by both."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from sparkweb.flow.applications.models import (
    Application,
    ApplicationTheme,
    CaseSeries,
    Confirmation,
    Invitation,
    Voice,
)
from sparkweb.foundation.accounts.actors import VISITOR
from sparkweb.registers.programme.models import Theme
from sparkweb.registers.workplaces.models import Committee, Person, Seat, Workplace
from sparkweb.registers.workplaces.rules import actor_for
from sparkweb.registers.workplaces.services import MemberFacts
from tests.living_year.almanac import DAY, is_quiet, is_workday, moment
from tests.living_year.crowd import Applicant
from tests.living_year.ledger import Ledger
from tests.living_year.reference import Reference

A_MONTH = 21
"""Applications in an ordinary month."""
WRITING_DAYS = 12
FACTS_WRITTEN = 3
"""The version after workplace, themes and frame."""


@dataclass
class Case:
    """A submitted application with those behind it."""

    application: Application
    seats: list[Seat]
    theme: Theme
    waited: int = 0

    @property
    def submitted_date(self) -> date:
        assert self.application.submitted_at is not None
        return localdate(self.application.submitted_at)


def days_of_submission(first: date, today: date, share: float, dice: Random) -> list[date]:
    """More on working days, few when the country is on holiday. In order."""
    days = [first + n * DAY for n in range((today - first).days)]
    weights = [(5 if is_workday(day) else 1) * (0.3 if is_quiet(day) else 1) for day in days]
    return sorted(dice.choices(days, weights, k=round(share * A_MONTH * len(days) / 30)))


class CaseNumbers:
    """Counted within the year, in the order of the days. The cast's fall in between."""

    def __init__(self, days: Sequence[date], first: date) -> None:
        before = (first.month - 1) * A_MONTH
        self.count = Counter({first.year: before})
        self.of_day: dict[date, list[str]] = {}
        for day in sorted(days):
            self.count[day.year] += 1
            self.of_day.setdefault(day, []).append(f"{day.year % 100:02d}-{self.count[day.year]:04d}")

    def take(self, day: date) -> str:
        return self.of_day[day].pop(0)

    def give_next(self, day: date) -> None:
        """The service's counter is put so that the next it counts is the day's."""
        number = int(self.take(day).partition("-")[2])
        CaseSeries.objects.update_or_create(year=day.year, defaults={"last_number": number - 1})

    def keep(self) -> None:
        for year, count in self.count.items():
            CaseSeries.objects.update_or_create(year=year, defaults={"last_number": count})


@dataclass(frozen=True)
class Moments:
    """Later in the row is later in the day, so any days in order give times in order."""

    started: datetime
    invited: datetime
    opened: datetime
    answered: datetime
    first_yes: datetime
    submitted: datetime

    @classmethod
    def until(cls, submitted: date, dice: Random) -> "Moments":
        span = dice.randint(1, WRITING_DAYS)
        between = sorted(submitted - dice.randint(0, span) * DAY for _ in range(3))
        days = [submitted - span * DAY] * 2 + between + [submitted]
        hours = (8, 9, 11, 13, 15, 17)
        return cls(*(moment(day, hour, dice.randint(0, 29)) for day, hour in zip(days, hours, strict=True)))


class ApplicationStory:
    """The rows that `applications.services` leaves behind, without the letters."""

    def __init__(self, ledger: Ledger, reference: Reference, applicant: Applicant, submitted: date) -> None:
        self.ledger, self.reference, self.applicant = ledger, reference, applicant
        self.at = Moments.until(submitted, ledger.dice)

    def tell(self, number: str) -> Case:
        workplace = self._workplace()
        committee = self.ledger.add(Committee, workplace=workplace)
        self.leader, *self.others = seats = [self._seat(committee, member) for member in self.applicant.members]
        self._confirm_addresses()
        self.application = self._application(committee, number)
        themes = [self.reference.themes[code] for code in self.applicant.themes]
        for theme in themes:
            self.ledger.add(ApplicationTheme, application=self.application, theme=theme, is_main=theme is themes[0])
        self._speak()
        self._invite()
        self._confirm()
        return Case(self.application, seats, themes[0])

    def _workplace(self) -> Workplace:
        table = self.applicant.table
        return self.ledger.add(
            Workplace, name=table.workplace, municipality=self.reference.municipalities[table.municipality],
            sector=self.reference.sectors[table.sector], employee_count=table.employees, created_at=self.at.started,
        )  # fmt: skip

    def _seat(self, committee: Committee, member: MemberFacts) -> Seat:
        person = self.ledger.add(Person, name=member.name, email=member.email)
        return self.ledger.add(
            Seat, committee=committee, person=person, role=member.role, side=member.role.side,
            from_date=localdate(self.at.started),
        )  # fmt: skip

    def _confirm_addresses(self) -> None:
        self.leader.person.address_confirmed_at = self.at.started + timedelta(minutes=40)
        self.others[0].person.address_confirmed_at = self.at.opened

    def _application(self, committee: Committee, number: str) -> Application:
        workplace, at = committee.workplace, self.at
        version = FACTS_WRITTEN + len(self.others) + 2
        application = self.ledger.add(
            Application, committee=committee, workplace=workplace, municipality=workplace.municipality,
            sector=workplace.sector, employee_count=workplace.employee_count,
            period=self.reference.period_on(localdate(at.started)),
            ready_date=localdate(at.submitted) + self.ledger.dice.randint(10, 120) * DAY,
            accepts_time=True, accepts_evaluation=True, accepts_start=True,
            version=version, facts_version=FACTS_WRITTEN,
            leader_confirmed_version=version, employees_confirmed_version=version,
            started_at=at.started, changed_at=at.answered, submitted_at=at.submitted, case_number=number,
        )  # fmt: skip
        self.ledger.record("application.started", about=application, by=VISITOR, at=at.started)
        return application

    def _speak(self) -> None:
        """The leader first, the shop steward after having read it."""
        table, version = self.applicant.table, self.application.version
        self._write_voice(self.leader, table.hurts[0], table.hopes[0], version - 1, self.at.invited)
        self._write_voice(self.others[0], table.hurts[1], table.hopes[1], version, self.at.answered)

    def _write_voice(self, seat: Seat, hurts: str, hopes: str, version: int, at: datetime) -> None:
        self.ledger.add(
            Voice, application=self.application, seat=seat, hurts=hurts, hopes=hopes, version=version, written_at=at
        )
        self._record("application.changed", seat, at, version)

    def _invite(self) -> None:
        """The shop steward comes; the others read when they get to it, or not."""
        sent_at, by = self.at.invited, actor_for(self.leader)
        for seat in self.others:
            opened_at = self.at.opened if seat is self.others[0] else None
            self.ledger.add(
                Invitation, application=self.application, seat=seat, invited_by=self.leader, sent_at=sent_at,
                opened_at=opened_at,
            )  # fmt: skip
            self.ledger.record("application.invited", about=self.application, by=by, at=sent_at, side=seat.side)

    def _confirm(self) -> None:
        """Either side may be the last."""
        first, last = self.ledger.dice.sample([self.leader, self.others[0]], 2)
        version = self.application.version
        for seat, at in ((first, self.at.first_yes), (last, self.at.submitted)):
            self.ledger.add(
                Confirmation, application=self.application, seat=seat, side=seat.side, version=version, confirmed_at=at
            )
            self._record("application.confirmed", seat, at, version)
        self._record("application.submitted", last, self.at.submitted, version)

    def _record(self, action: str, seat: Seat, at: datetime, version: int) -> None:
        self.ledger.record(action, about=self.application, by=actor_for(seat), at=at, version=version)

"""Cases laid straight into the tables, by the hundred: what the figures read, and no more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationAnswer, Wave
from sparkweb.flow.effects.queries import QUESTION_SET
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.foundation.accounts.models import User
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import CourseType, Sector, Theme
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.surveys.models import Rating, Response
from sparkweb.registers.surveys.queries import items_of, newest
from sparkweb.registers.workplaces.models import Committee, Workplace

SENT = date(2026, 9, 1)
FIVE_PLACES = ("101", "265", "461", "751", "851")
"""København, Roskilde, Odense, Aarhus, Aalborg: one in each region."""


def at(day: date, hour: int = 12) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


@dataclass
class Cases:
    """Everything is sent on one day unless something else is said."""

    name: str = "Arbejdsplads"
    number: int = 0
    rounds: dict[date, Round] = field(default_factory=dict)

    def many(self, count: int, places: Sequence[str] = FIVE_PLACES, **facts: object) -> list[Application]:
        """So many alike, one place after another."""
        return [self.one(places[n % len(places)], **facts) for n in range(count)]  # type: ignore[arg-type]

    def one(
        self,
        place: str = "101",
        *,
        theme: str = "samarbejde",
        sector: str = "dagtilbud",
        sent: date = SENT,
    ) -> Application:
        self.number += 1
        municipality, sector_ = Municipality.objects.get(code=place), Sector.objects.get(code=sector)
        workplace = Workplace.objects.create(
            name=self.name, municipality=municipality, sector=sector_, employee_count=20, created_at=at(sent)
        )
        application = Application.objects.create(
            committee=Committee.objects.create(workplace=workplace), workplace=workplace, municipality=municipality,
            sector=sector_, employee_count=20, period=period_on(sent), ready_date=sent, accepts_time=True,
            accepts_evaluation=True, accepts_start=True, leader_confirmed_version=1, employees_confirmed_version=1,
            started_at=at(sent), changed_at=at(sent), submitted_at=at(sent), case_number=f"S-{self.number}",
        )  # fmt: skip
        ApplicationTheme.objects.create(application=application, theme=Theme.objects.get(code=theme), is_main=True)
        return application

    def answer(
        self, applications: Iterable[Application], outcome: Outcome = Outcome.GRANTED, on: date = date(2026, 9, 22)
    ) -> None:
        """A letter on the day."""
        for application in applications:
            Decision.objects.create(
                round=self._round(on), application=application, outcome=outcome, reason=Reason.WAITED_LONG,
                reason_text="Derfor.", decided_by=self._user(), decided_at=at(on, 10), letter_sent_at=at(on),
            )  # fmt: skip

    def begin(self, applications: Iterable[Application], on: date = date(2026, 10, 1)) -> list[Course]:
        return [self._begin(application, on) for application in applications]

    def close(self, course: Course, kind: WaveKind, on: date, *ratings: int) -> Wave:
        """A wave that closes on the day; each rating is one person who gave it to every statement."""
        questions = newest(QUESTION_SET[kind])
        wave = Wave.objects.create(
            course=course, kind=kind, question_set=questions, opens_date=on - timedelta(days=42), closes_date=on
        )
        for rating in ratings:
            response = Response.objects.create(question_set=questions)
            EvaluationAnswer.objects.create(wave=wave, response=response)
            Rating.objects.bulk_create(
                Rating(response=response, item=item, value=rating) for item in items_of(questions)
            )
        return wave

    def _begin(self, application: Application, on: date) -> Course:
        assignment = Assignment.objects.create(
            application=application, consultant=self._consultant(), from_date=on, assigned_by=self._user(),
            assigned_at=at(on),
        )  # fmt: skip
        return Course.objects.create(
            application=application, assignment=assignment, committee=application.committee,
            course_type=CourseType.objects.all()[0], opened_at=at(on),
        )  # fmt: skip

    def _round(self, on: date) -> Round:
        first = on.replace(day=1)
        if first not in self.rounds:
            self.rounds[first] = Round.objects.create(
                period=period_on(on), month=first, opens_date=first, closes_date=first + timedelta(days=5),
                meeting_date=first + timedelta(days=9), capacity=500,
            )  # fmt: skip
        return self.rounds[first]

    def _user(self) -> User:
        return User.objects.get_or_create(email="birgit@spark.example", defaults={"name": "Birgit Holm"})[0]

    def _consultant(self) -> Consultant:
        return Consultant.objects.get_or_create(
            user=self._user(), defaults={"base": Municipality.objects.get(code="101"), "max_open_courses": 500}
        )[0]

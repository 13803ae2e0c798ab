"""Fill the product's empty database: `python -m benchmarks.filling 10000`, under `benchmarks.settings`.

So many sent applications at every stage, made in bulk, and one draft to stand in. Prints as JSON the addresses to ask
for and the cookies of a coordinator and a leader. People and words are made for the draft only: no list reads them.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 – the apps must be ready first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from sparkweb.flow.applications.models import Application, ApplicationTheme  # noqa: E402
from sparkweb.flow.courses.models import Course  # noqa: E402
from sparkweb.flow.planning.models import Assignment  # noqa: E402
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome  # noqa: E402
from sparkweb.flow.prioritisation.models import Decision, Round  # noqa: E402
from sparkweb.foundation.accounts import sessions  # noqa: E402
from sparkweb.foundation.accounts.models import User  # noqa: E402
from sparkweb.registers.consultants.models import Consultant  # noqa: E402
from sparkweb.registers.places.models import Municipality  # noqa: E402
from sparkweb.registers.programme.models import CourseType, Sector, Theme  # noqa: E402
from sparkweb.registers.programme.queries import period_on  # noqa: E402
from sparkweb.registers.workplaces.models import Committee, Seat, Workplace  # noqa: E402
from tests.world import World  # noqa: E402

DAY = timedelta(days=1)
YEARS = 5
AT_ONCE = 500
OUTCOMES = (*[Outcome.GRANTED] * 5, *[Outcome.DECLINED] * 2, *[Outcome.WAITING] * 2, None)
"""Ten applications after each other; the last has no answer yet."""


@transaction.atomic
def fill(count: int) -> dict[str, str]:
    world = World()
    draft = world.draft()
    Bulk(world).write(count)
    return {
        "coordinator": staff_cookie(world.user("Birgit")),
        "leader": seat_cookie(world.leader(draft)),
        "workplace_step": reverse("participants:step", args=[draft.id, "arbejdsplads"]),
        "words_step": reverse("participants:step", args=[draft.id, "ord"]),
    }


def tidy() -> None:
    """What the database does by itself in a quiet hour: it counts its rows, so that it plans well."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


class Bulk:
    def __init__(self, world: World) -> None:
        self.now = world.now
        self.coordinator = world.user("Birgit")
        self.period = period_on(timezone.localdate(self.now))
        self.course_type = CourseType.objects.first()
        self.municipalities = list(Municipality.objects.all())
        self.sectors = list(Sector.objects.all())
        self.themes = list(Theme.objects.all())
        self.consultants = list(Consultant.objects.all())
        self.rounds = [self.round(months) for months in range(12 * YEARS)]

    def write(self, count: int) -> None:
        numbers = iter(range(count))
        while some := list(islice(numbers, AT_ONCE)):
            rows: dict[type[Model], list[Any]] = {}
            for number in some:
                for row in self.case(number, count):
                    rows.setdefault(type(row), []).append(row)
            for model, of_one_kind in rows.items():
                model._default_manager.bulk_create(of_one_kind)

    def case(self, number: int, count: int) -> Iterator[Model]:
        """The rows of one case, each after what it points at."""
        at = self.now - (number + 1) * YEARS * 365 * DAY / count
        workplace = Workplace(
            name=f"Arbejdspladsen {number} for børn og unge",
            municipality=of(self.municipalities, number),
            sector=of(self.sectors, number // 7),
            employee_count=10 + number % 90,
            created_at=at,
        )
        committee = Committee(workplace=workplace)
        application = self.application(committee, number, at)
        yield from (workplace, committee, application)
        for place in range(1 + number % 2):
            yield ApplicationTheme(
                application=application, theme=of(self.themes, number // 11 + place), is_main=place == 0
            )
        if outcome := of(OUTCOMES, number):
            round_ = self.rounds[number * len(self.rounds) // count]
            yield from self.answered(application, outcome, round_, number, at)

    def application(self, committee: Committee, number: int, at: datetime) -> Application:
        workplace = committee.workplace
        return Application(
            committee=committee, workplace=workplace, municipality=workplace.municipality, sector=workplace.sector,
            employee_count=workplace.employee_count, period=self.period, ready_date=timezone.localdate(at) + 30 * DAY,
            accepts_time=True, accepts_evaluation=True, accepts_start=True, version=5, facts_version=3,
            leader_confirmed_version=5, employees_confirmed_version=5,
            started_at=at - 9 * DAY, changed_at=at - DAY, submitted_at=at, case_number=f"{at:%y}-{number:06d}",
        )  # fmt: skip

    def answered(
        self, application: Application, outcome: Outcome, round_: Round, number: int, at: datetime
    ) -> Iterator[Model]:
        """Of those with a yes, most have a consultant, and most of these courses are closed."""
        yield Decision(
            round=round_, application=application, outcome=outcome, reason=of(REASONS_FOR[outcome], number),
            reason_text="Sådan svarede vi.", decided_by=self.coordinator, decided_at=at, letter_sent_at=at,
        )  # fmt: skip
        if outcome is Outcome.GRANTED and number % 20:
            assignment = Assignment(
                application=application, consultant=of(self.consultants, number), from_date=round_.meeting_date,
                assigned_by=self.coordinator, assigned_at=at,
            )  # fmt: skip
            closed_at = None if number % 3 == 0 else at
            yield assignment
            yield Course(
                application=application, assignment=assignment, committee=application.committee,
                course_type=self.course_type, opened_at=at, wrapped_up_at=closed_at, closed_at=closed_at,
            )  # fmt: skip

    def round(self, months: int) -> Round:
        """A round whose letters have gone, so many months ago."""
        month = months_before(timezone.localdate(self.now), months + 1)
        return Round.objects.create(
            period=self.period, month=month, opens_date=month - 27 * DAY, closes_date=month + 2 * DAY,
            meeting_date=month + 9 * DAY, capacity=20, letters_sent_at=self.now - 30 * months * DAY,
        )  # fmt: skip


def of(choices: Any, number: int) -> Any:
    return choices[number % len(choices)]


def months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)


def staff_cookie(user: User) -> str:
    return cookie(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            sessions.SECOND_FACTOR: user.pk,
        }
    )


def seat_cookie(seat: Seat) -> str:
    return cookie({sessions.SUBJECT: seat.subject, sessions.BY_LINK: True})


def cookie(contents: dict[str, Any]) -> str:
    session = SessionStore()
    session.update(contents)
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def main(arguments: Iterable[str]) -> None:
    (count,) = map(int, arguments)
    addresses = fill(count)
    tidy()
    print(json.dumps(addresses))


if __name__ == "__main__":
    main(sys.argv[1:])

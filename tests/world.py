"""One cast of people for the tests and for the demo: both sides of a table, those who help, and a stranger.

Everything is made through the services, so the world obeys the same rules as the product.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from sparkweb.flow.applications import services as applications
from sparkweb.flow.applications.models import Application, Voice
from sparkweb.flow.courses import services as courses
from sparkweb.flow.courses.enums import MeetingKind, Verdict
from sparkweb.flow.courses.models import Course, Meeting, TrialAction
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.planning import services as planning
from sparkweb.flow.planning.models import Assignment, DateProposal, Visit
from sparkweb.flow.prioritisation import services as prioritisation
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.foundation.accounts.actors import SYSTEM, VISITOR, Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import StaffRole, User
from sparkweb.registers.consultants.models import Consultant, Skill
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector, Theme
from sparkweb.registers.programme.services import load_reference_data
from sparkweb.registers.surveys.models import QuestionSet
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import actor_for
from sparkweb.registers.workplaces.services import MemberFacts, WorkplaceFacts

PASSWORD = "gnisten-lyser-naar-alle-moedes"
"""Every member of the demo's staff; the demo settings only ever run on one machine."""


@dataclass(frozen=True)
class Table:
    """A workplace and the three who sit together: the leader, the shop steward and the safety representative."""

    workplace: str
    municipality: str
    sector: str
    employees: int
    leader: MemberFacts
    steward: MemberFacts
    safety: MemberFacts
    hurts: tuple[str, str]
    hopes: tuple[str, str]


HAVREVANG = Table(
    workplace="Plejecenter Havrevang",
    municipality="Vejle",
    sector="plejehjem",
    employees=46,
    leader=MemberFacts("Anne Bech", "anne@havrevang.example", SeatRole.LEADER),
    steward=MemberFacts("Mikkel Thorsen", "mikkel@havrevang.example", SeatRole.SHOP_STEWARD),
    safety=MemberFacts("Sara Yıldız", "sara@havrevang.example", SeatRole.SAFETY_REPRESENTATIVE),
    hurts=(
        "Vi har fået mange nye i vinter, og aftenholdet og dagholdet taler næsten kun sammen på sedler.",
        "Folk løber stærkt og er bange for at sige, at de ikke kan nå det.",
    ),
    hopes=(
        "At vi tør sige tingene højt til hinanden, før de bliver til konflikter.",
        "At vi bliver enige om, hvad der er godt nok, når vi er tre og ikke fem.",
    ),
)
KLINTEMARKEN = Table(
    workplace="Børnehuset Klintemarken",
    municipality="Hjørring",
    sector="dagtilbud",
    employees=31,
    leader=MemberFacts("Freja Lund", "freja@klintemarken.example", SeatRole.LEADER),
    steward=MemberFacts("Jonas Holst", "jonas@klintemarken.example", SeatRole.SHOP_STEWARD),
    safety=MemberFacts("Amina Warsame", "amina@klintemarken.example", SeatRole.SAFETY_REPRESENTATIVE),
    hurts=(
        "Vores to stuer har hver sin måde at tage imod forældre på, og det går ud over stemningen.",
        "Vi taler om hinanden i garderoben og ikke med hinanden på stuemødet.",
    ),
    hopes=(
        "At vi finder en fælles vej, som alle kan stå inde for.",
        "At der bliver plads til at sige, når noget undrer os.",
    ),
)
STAFF = {
    "Birgit Holm": ("birgit@spark.example", Role.COORDINATOR),
    "Omar Haddad": ("omar@spark.example", Role.COORDINATOR),
    "Lise Kragh": ("lise@spark.example", Role.CONSULTANT),
    "Nadia Friis": ("nadia@spark.example", Role.CONSULTANT),
    "Karen Winther": ("karen@kl.example", Role.STEERING),
    "Frank Dalgas": ("frank@ff.example", Role.STEERING),
    "Erik Toft": ("erik@spark.example", Role.EDITOR),
    "Ada Bruhn": ("ada@spark.example", Role.ADMINISTRATOR),
    "Dorte Riis": ("dorte@spark.example", Role.AUDITOR),
}
CONSULTANTS = {
    "Lise Kragh": ("Vejle", 14, ("samarbejde", "forandringer", "indhold", "alenearbejde")),
    "Nadia Friis": ("Aalborg", 12, ("samarbejde", "chikane", "vold-og-trusler", "indhold")),
}


def ensure_reference_data(at: datetime) -> None:
    """Places, programme and questions; a test that empties the tables takes them along."""
    if not Municipality.objects.exists():
        load_reference_data(by=SYSTEM, at=at)
    ensure_questions()


def ensure_questions() -> None:
    """The question sets that a migration wrote."""
    if not QuestionSet.objects.exists():
        import_module("sparkweb.registers.surveys.migrations.0002_evaluation_questions").write(apps, None)


def hire(name: str, at: datetime) -> User:
    email, role = STAFF[name]
    user = employ(name, email, role, at)
    if name in CONSULTANTS:
        equip(user, *CONSULTANTS[name])
    return user


def employ(name: str, email: str, role: Role, at: datetime) -> User:
    user = User.objects.create(email=email, name=name, password=_hashed_password())
    StaffRole.objects.create(user=user, role=role, from_date=localdate(at) - timedelta(days=800))
    return user


@cache
def _hashed_password() -> str:
    """Made once: a good hash takes its time."""
    return make_password(PASSWORD)


def equip(user: User, base: str, room: int, skills: tuple[str, ...]) -> Consultant:
    """What makes a user a consultant: where from, how many at a time, and for which themes."""
    consultant = Consultant.objects.create(user=user, base=Municipality.objects.get(name=base), max_open_courses=room)
    themes = Theme.objects.filter(code__in=skills)
    Skill.objects.bulk_create(Skill(consultant=consultant, theme=theme) for theme in themes)
    return consultant


class World:
    """The cast, and the steps of the journey. `now` is when the next step happens; `wait` moves it on."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        ensure_reference_data(self.now)
        self.staff = {name: hire(name, self.now) for name in STAFF}

    def wait(self, **time_span: float) -> datetime:
        self.now += timedelta(**time_span)
        return self.now

    def user(self, first_name: str) -> User:
        return next(user for name, user in self.staff.items() if name.startswith(first_name))

    def actor(self, first_name: str) -> Actor:
        user = self.user(first_name)
        return Actor(
            key=f"user:{user.pk}", roles=frozenset({Role(STAFF[user.name][1])}), name=user.name, user_id=user.pk
        )

    def consultant(self, first_name: str = "Lise") -> Consultant:
        return Consultant.objects.get(user=self.user(first_name))

    # The application ---------------------------------------------------------------------------------

    def start(self, table: Table = HAVREVANG) -> Application:
        """The leader has named the workplace and has a seat."""
        facts = WorkplaceFacts(
            name=table.workplace,
            municipality=Municipality.objects.get(name=table.municipality),
            sector=Sector.objects.get(code=table.sector),
            employee_count=table.employees,
        )
        return applications.start(starter=table.leader, workplace=facts, by=VISITOR, at=self.now)[0]

    def draft(self, table: Table = HAVREVANG, themes: tuple[str, ...] = ("samarbejde", "indhold")) -> Application:
        """Everything is written by both sides and nobody has confirmed; the addresses are confirmed."""
        application = self.start(table)
        by = actor_for(self.leader(application))
        change: Any = partial(dict, application=application, by=by, at=self.now)
        chosen = list(Theme.objects.filter(code__in=themes))
        main = next(theme for theme in chosen if theme.code == themes[0])
        applications.choose_themes(**change(themes=chosen, main=main, seen_version=1))
        ready = localdate(self.now) + timedelta(days=60)
        frame = applications.Frame(ready, accepts_time=True, accepts_evaluation=True, accepts_start=True)
        applications.set_frame(**change(frame=frame, seen_version=2))
        for member in (table.steward, table.safety):
            applications.name_member(**change(member=member))
        for seat, hurts, hopes in zip(self.seats(application), table.hurts, table.hopes, strict=False):
            workplaces.confirm_address(seat=seat, at=self.now)
            applications.write_voice(
                application=application, seat=seat, hurts=hurts, hopes=hopes,
                seen_version=0, by=actor_for(seat), at=self.now,
            )  # fmt: skip
        application.refresh_from_db()
        return application

    def confirm(self, application: Application, seat: Seat) -> Application:
        application.refresh_from_db()
        return applications.confirm(
            application=application, seat=seat, seen_version=application.version,
            by=actor_for(seat, came_by_link=True), at=self.now,
        )  # fmt: skip

    def submitted(self, table: Table = HAVREVANG, themes: tuple[str, ...] = ("samarbejde", "indhold")) -> Application:
        application = self.draft(table, themes)
        self.confirm(application, self.leader(application))
        return self.confirm(application, self.steward(application))

    def seats(self, application: Application) -> list[Seat]:
        """Leader, shop steward, safety representative."""
        seats = application.committee.seats.current().select_related("person", "committee")
        return sorted(seats, key=lambda seat: SeatRole.values.index(seat.role))

    def leader(self, application: Application) -> Seat:
        return application.committee.seats.select_related("person").get(role=SeatRole.LEADER)

    def steward(self, application: Application) -> Seat:
        return application.committee.seats.select_related("person").get(role=SeatRole.SHOP_STEWARD)

    def voice(self, application: Application, seat: Seat) -> Voice:
        return application.voices.get(seat=seat)

    # The round ---------------------------------------------------------------------------------------

    def round(self, closes_in_days: int = 1, capacity: int = 12) -> Round:
        """A round that is open today and closes soon; one a month."""
        today = localdate(self.now)
        closes = today + timedelta(days=closes_in_days)
        return prioritisation.plan_round(
            month=closes.replace(day=1), opens_date=today - timedelta(days=30), closes_date=closes,
            meeting_date=closes + timedelta(days=5), capacity=capacity, by=self.actor("Birgit"), at=self.now,
        )  # fmt: skip

    def decide(
        self,
        application: Application,
        outcome: Outcome = Outcome.GRANTED,
        reason: Reason = Reason.FIRST_IN_MUNICIPALITY,
        round_: Round | None = None,
        seen_revision: int = 0,
    ) -> Decision:
        return prioritisation.decide(
            round_=round_ or self.round(), application=application, outcome=outcome, reason=reason,
            reason_text="I er de første fra jeres kommune i denne periode.", seen_revision=seen_revision,
            by=self.actor("Birgit"), at=self.now,
        )  # fmt: skip

    def granted(self, table: Table = HAVREVANG, themes: tuple[str, ...] = ("samarbejde", "indhold")) -> Decision:
        """Submitted, decided, and the letters have gone a week later."""
        decision = self.decide(self.submitted(table, themes))
        self.wait(days=7)
        prioritisation.send_letters(round_=decision.round, by=self.actor("Birgit"), at=self.now)
        decision.refresh_from_db()
        return decision

    # The course --------------------------------------------------------------------------------------

    def assigned(self, table: Table = HAVREVANG, consultant: str = "Lise") -> Assignment:
        return self.assign(self.granted(table).application, consultant)

    def assign(self, application: Application, consultant: str = "Lise") -> Assignment:
        return planning.assign(
            application=application, consultant=self.consultant(consultant), by=self.actor("Birgit"), at=self.now
        )

    def proposal(self, assignment: Assignment, *days: int) -> DateProposal:
        """Afternoons that many days from now; two and three weeks when nothing is said."""
        slots = [self.slot(localdate(self.now) + timedelta(days=n)) for n in days or (14, 21)]
        return planning.propose_dates(
            assignment=assignment, slots=slots, place="Hos jer, mødelokalet", message="Vi skal bruge tre timer.",
            by=self.actor("Lise"), at=self.now,
        )  # fmt: skip

    def slot(self, day: date, from_hour: int = 13, hours: int = 3) -> planning.Slot:
        starts_at = timezone.make_aware(datetime.combine(day, time(from_hour)))
        return planning.Slot(starts_at, starts_at + timedelta(hours=hours))

    def visit(self, assignment: Assignment, in_days: int = 14) -> Visit:
        """Proposed and picked by the shop steward."""
        option = self.proposal(assignment, in_days).options.first()
        assert option is not None
        seat = self.steward(assignment.application)
        return planning.pick(option=option, seat=seat, by=actor_for(seat), at=self.now)

    def course(self, table: Table = HAVREVANG) -> Course:
        """Open, with a first meeting picked in two weeks."""
        assignment = self.assigned(table)
        self.visit(assignment)
        course = course_of(assignment.application_id)
        assert course is not None
        return course

    def met(self, course: Course) -> Meeting:
        """The next meeting has been held, with a desired change and minutes."""
        meeting = course.meetings.exclude(number=None).select_related("visit", "course__assignment").latest("number")
        self.now = meeting.visit.ends_at
        by = self.actor("Lise")
        courses.set_goal(
            course=course, text="Vi siger til hinanden, når vi ikke kan nå det.", seen_goal_id=None, by=by, at=self.now
        )
        return courses.write_notes(
            meeting=meeting, notes="Vi talte om vagtskiftet og valgte én ting at prøve.", seen_revision=0, by=by,
            at=self.now,
        )  # fmt: skip

    def trial(self, meeting: Meeting) -> TrialAction:
        trial = courses.Trial(
            title="Fem minutter ved vagtskiftet", purpose="Så ingen går hjem med noget, de burde have sagt.",
            what="Dag- og aftenhold mødes stående ved tavlen.", who="Sara og Mikkel",
            signal="At færre ringer hjem til en kollega for at spørge.",
            by_date=localdate(self.now) + timedelta(days=21),
        )  # fmt: skip
        return courses.plan_trial(meeting=meeting, trial=trial, by=self.actor("Lise"), at=self.now)

    def reported(self, action: TrialAction) -> TrialAction:
        seat = self.steward(action.course.application)
        return courses.report_trial(
            action=action, saw="Det gik bedst de dage, hvor vi stod op.", verdict=Verdict.KEEP, seen_revision=0,
            by=actor_for(seat), at=self.now,
        )  # fmt: skip

    def wrapped_up(self, course: Course) -> Course:
        learning = courses.Learning(
            learning="Vi lærte, at små aftaler holder bedst, når de hænger på tavlen.",
            anchoring="Vagtskiftet er et fast punkt på personalemødet.", keeper="Sara og Anne",
            check_date=localdate(self.now) + timedelta(days=90),
        )  # fmt: skip
        courses.write_wrap_up(course=course, learning=learning, seen_revision=0, by=self.actor("Lise"), at=self.now)
        course.refresh_from_db()
        return course

    def closed(self, table: Table = HAVREVANG) -> Course:
        """The whole journey up to the evaluation going out."""
        course = self.course(table)
        self.reported(self.trial(self.met(course)))
        return courses.close(course=self.wrapped_up(course), by=self.actor("Lise"), at=self.now)

    # In a browser ------------------------------------------------------------------------------------

    def enter(self, client: Client, seat: Seat) -> Client:
        """A participant's session, as the mailed link gives it."""
        client.logout()
        session = client.session
        session["subject"], session["came_by_link"] = seat.subject, True
        session.save()
        return client

    def log_in(self, client: Client, first_name: str) -> Client:
        """A member of staff after password and second factor."""
        user = self.user(first_name)
        client.force_login(user)
        session: Any = client.session
        session["second_factor_of"] = user.pk
        session.save()
        return client


__all__ = ["HAVREVANG", "KLINTEMARKEN", "PASSWORD", "MeetingKind", "Table", "World"]

"""The cast's own cases, made step by step through the services, and the drafts that others are still writing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import IntEnum

from django.utils.timezone import localdate

from sparkweb.flow.applications import services as applications
from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses import services as courses
from sparkweb.flow.courses.enums import Verdict
from sparkweb.flow.courses.models import Course, Meeting, TrialAction
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.planning import services as planning
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation import mails as round_mails
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.queries import decisions_to_tell
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.programme.models import Theme
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import actor_for
from tests.living_year import klintemarken
from tests.living_year.almanac import DAY, can_meet, moment, workdays_after
from tests.living_year.applying import Moments
from tests.living_year.rounds import letters_at
from tests.world import Table, World


class Step(IntEnum):
    """How far an application has come; each includes those before."""

    STARTED = 1
    WRITTEN = 2
    INVITED = 3
    OPENED = 4
    ANSWERED = 5
    LEADER_CONFIRMED = 6
    SUBMITTED = 7


def apply(world: World, table: Table, themes: tuple[str, ...], at: Moments, until: Step) -> Application:
    """The way of every application, stopped where the story is."""
    world.now = at.started
    application = world.start(table)
    steps: tuple[Callable[[], object], ...] = (
        lambda: _write(world, application, table, themes),
        lambda: _invite(world, application, at),
        lambda: _open(world, application, at),
        lambda: _answer(world, application, table, at),
        lambda: _confirm(world, application, world.leader(application), at.first_yes),
        lambda: _confirm(world, application, world.steward(application), at.submitted),
    )
    for step in steps[: until - Step.STARTED]:
        step()
    application.refresh_from_db()
    return application


def _write(world: World, application: Application, table: Table, themes: tuple[str, ...]) -> None:
    leader, at = world.leader(application), world.wait(minutes=5)
    by = actor_for(leader)
    applications.arrive(seat=leader, at=at)
    chosen = {theme.code: theme for theme in Theme.objects.filter(code__in=themes)}
    applications.choose_themes(
        application=application, themes=list(chosen.values()), main=chosen[themes[0]], seen_version=1, by=by, at=at
    )
    ready = localdate(at) + timedelta(days=60)
    frame = applications.Frame(ready, accepts_time=True, accepts_evaluation=True, accepts_start=True)
    applications.set_frame(application=application, frame=frame, seen_version=2, by=by, at=at)
    for member in (table.steward, table.safety):
        applications.name_member(application=application, member=member, by=by, at=world.wait(minutes=2))
    _say(world, application, leader, table.hurts[0], table.hopes[0])


def _say(world: World, application: Application, seat: Seat, hurts: str, hopes: str) -> None:
    applications.write_voice(
        application=application, seat=seat, hurts=hurts, hopes=hopes, seen_version=0, by=actor_for(seat),
        at=world.wait(minutes=6),
    )  # fmt: skip


def _invite(world: World, application: Application, at: Moments) -> None:
    world.now = at.invited
    leader, *others = world.seats(application)
    for seat in others:
        applications.invite(
            application=application, seat=seat, invited_by=leader, by=actor_for(leader), at=world.wait(minutes=1)
        )


def _open(world: World, application: Application, at: Moments) -> None:
    world.now = at.opened
    applications.arrive(seat=world.steward(application), at=at.opened)


def _answer(world: World, application: Application, table: Table, at: Moments) -> None:
    world.now = at.answered
    _say(world, application, world.steward(application), table.hurts[1], table.hopes[1])


def _confirm(world: World, application: Application, seat: Seat, at: datetime) -> None:
    world.now = at
    world.confirm(application, seat)


def bounce(application: Application) -> None:
    """The mail server does not know the shop steward's address."""
    invitation = application.invitations.filter(seat__role="shop_steward").get()
    OutboxMessage.objects.filter(about_key=invitation.mail_key).update(
        bounced_at=invitation.sent_at + timedelta(minutes=1), attempts=1,
        last_error="SMTPRecipientsRefused: 550 5.1.2 Bad destination mailbox address: Domain not found",
    )  # fmt: skip


def grant(world: World, application: Application, round_: Round) -> Decision:
    """Decided at the round's meeting; the letter goes when the round's letters go."""
    world.now = moment(round_.meeting_date, 9)
    decision = world.decide(application, round_=round_)
    sent_at = letters_at(round_)
    (told,) = decisions_to_tell(round_).filter(pk=decision.pk)
    round_mails.send_letters(told, at=sent_at)
    Decision.objects.filter(pk=decision.pk).update(letter_sent_at=sent_at)
    return decision


def live_at_klintemarken(world: World, application: Application, round_: Round, today: date) -> Course:
    """Two meetings held, one thing tried and told, another being tried now, and the next meeting ahead."""
    grant(world, application, round_)
    world.now = moment(workdays_after(localdate(letters_at(round_)), 3), 11)
    assignment = planning.assign(
        application=application, consultant=world.consultant("Lise"), by=world.actor("Birgit"), at=world.now
    )
    course = course_of(application.pk)
    assert course is not None
    second_day = _meeting_day(today - 8 * DAY, -1)
    _book(world, assignment, _meeting_day(localdate(world.now) + 12 * DAY, 1))
    first = _meet(world, course, klintemarken.FIRST)
    courses.set_goal(course=course, text=klintemarken.GOAL, seen_goal_id=None, by=world.actor("Lise"), at=world.now)
    action = _try(world, first, klintemarken.COFFEE)
    _book(world, assignment, second_day)
    world.now = moment(second_day - 2 * DAY, 12)
    courses.report_trial(
        action=action,
        saw=klintemarken.SAW,
        verdict=Verdict.ADJUST,
        seen_revision=0,
        by=actor_for(world.steward(application)),
        at=world.now,
    )
    _try(world, _meet(world, course, klintemarken.SECOND), klintemarken.GOOD_MORNING)
    _book(world, assignment, _meeting_day(today + 4 * DAY, 1))
    return course


def _meet(world: World, course: Course, minutes: str) -> Meeting:
    meeting = course.meetings.select_related("visit", "course__assignment").order_by("-number")[0]
    world.now = meeting.visit.ends_at
    return courses.write_notes(
        meeting=meeting, notes=minutes, seen_revision=0, by=world.actor("Lise"), at=world.wait(minutes=20)
    )


def _try(world: World, meeting: Meeting, words: dict[str, str]) -> TrialAction:
    trial = courses.Trial(**words, by_date=localdate(world.now) + 14 * DAY)
    return courses.plan_trial(meeting=meeting, trial=trial, by=world.actor("Lise"), at=world.wait(minutes=5))


def _meeting_day(day: date, step: int) -> date:
    while not can_meet(day):
        day += step * DAY
    return day


def _book(world: World, assignment: Assignment, day: date) -> None:
    """Proposed the next working day together with another date, and picked by the shop steward two days later."""
    world.now = moment(workdays_after(localdate(world.now), 1), 10)
    here = localdate(world.now)
    other = _meeting_day(day + DAY, 1)
    proposal = world.proposal(assignment, (day - here).days, (other - here).days)
    world.wait(hours=5)
    option = proposal.options.order_by("starts_at")[0]
    seat = world.steward(assignment.application)
    planning.pick(option=option, seat=seat, by=actor_for(seat), at=world.now)

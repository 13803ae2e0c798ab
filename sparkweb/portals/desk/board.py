"""A consultant's day: the next meeting, the week, and each course with its one next step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sparkweb.flow.courses.enums import Stage
from sparkweb.flow.courses.models import Meeting
from sparkweb.flow.courses.queries import CONSULTANT_READS_AFTER_CLOSING, courses_of
from sparkweb.flow.courses.standing import Point, Standing, agenda
from sparkweb.flow.planning.queries import point_of
from sparkweb.foundation.core.geography import road_km
from sparkweb.registers.consultants.models import Consultant

WORKDAYS = 5
FIRST_IN_LINE = (
    Stage.NEEDS_DATES,
    Stage.READY_TO_CLOSE,
    Stage.READY_TO_WRAP_UP,
    Stage.TRYING,
    Stage.WAITS_FOR_PICK,
    Stage.BOOKED,
    Stage.CLOSED,
)
"""What the consultant can do something about stands first."""


@dataclass(frozen=True)
class Row:
    """One course: what there is to say, and the one thing to do, if any."""

    standing: Standing
    says: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Group:
    stage: Stage
    rows: list[Row]


@dataclass(frozen=True)
class Day:
    date: date
    is_today: bool
    meetings: list[tuple[Meeting, Standing]]


@dataclass(frozen=True)
class NextMeeting:
    meeting: Meeting
    standing: Standing
    agenda: list[Point]
    km: int
    from_place: str
    is_today: bool


@dataclass(frozen=True)
class Board:
    next: NextMeeting | None
    week: list[Day]
    groups: list[Group]


def board_of(consultant: Consultant, *, at: datetime) -> Board:
    standings = [Standing(course, at) for course in courses_of(consultant, at=at)]
    return Board(next=_next(standings, consultant, at), week=_week(standings, localdate(at)), groups=_groups(standings))


def _next(standings: Sequence[Standing], consultant: Consultant, at: datetime) -> NextMeeting | None:
    ahead = [(each.next_meeting, each) for each in standings if each.next_meeting and not each.is_closed]
    if not ahead:
        return None
    meeting, standing = min(ahead, key=lambda pair: pair[0].visit.starts_at)
    there = standing.course.application.municipality
    return NextMeeting(
        meeting=meeting,
        standing=standing,
        agenda=agenda(standing),
        km=round(road_km(point_of(consultant.base), point_of(there))),
        from_place=consultant.base.name,
        is_today=localdate(meeting.visit.starts_at) == localdate(at),
    )


def _week(standings: Sequence[Standing], today: date) -> list[Day]:
    """Monday to Friday, and the weekend when somebody meets in it. On Saturday and Sunday it is the week to come."""
    is_weekend = today.weekday() >= WORKDAYS
    monday = today + timedelta(days=7 * is_weekend - today.weekday())
    booked = [(meeting, each) for each in standings for meeting in each.meetings if not meeting.visit.cancelled_at]
    booked.sort(key=lambda pair: pair[0].visit.starts_at)
    days = [monday + timedelta(days=n) for n in range(7)]
    on = {day: [pair for pair in booked if localdate(pair[0].visit.starts_at) == day] for day in days}
    return [Day(day, day == today, on[day]) for day in days if on[day] or day.weekday() < WORKDAYS]


def _groups(standings: Sequence[Standing]) -> list[Group]:
    in_line = sorted(sorted(standings, key=_meets_at), key=lambda each: FIRST_IN_LINE.index(each.stage))
    return [
        Group(stage, [row_of(each) for each in members]) for stage, members in groupby(in_line, lambda each: each.stage)
    ]


def _meets_at(standing: Standing) -> datetime:
    """Where nobody meets, the order stays."""
    return standing.next_meeting.visit.starts_at if standing.next_meeting else standing.at


def row_of(standing: Standing) -> Row:
    """One sentence and at most one button: minutes nobody has written come before everything else."""
    if standing.without_minutes and not standing.is_closed:
        says = _("Referatet fra jeres {meeting} mangler.").format(meeting=standing.without_minutes.name)
        return _row(standing, says, _("Skriv referat"), "notes", standing.without_minutes.pk)
    says, label, route = _next_steps(standing).get(standing.stage, (_waiting(standing), "", ""))
    return _row(standing, says, label, route) if route else Row(standing, says)


def _next_steps(standing: Standing) -> dict[Stage, tuple[str, str, str]]:
    """A sentence, a button and a page for every stage in which the consultant has the next move."""
    new_dates = (_needs_dates(standing), _("Foreslå datoer"), "propose_dates")
    other_dates = (_("Ingen af datoerne passede dem."), _("Foreslå andre datoer"), "propose_dates")
    return {
        Stage.NEEDS_DATES: other_dates if standing.wish else new_dates,
        Stage.TRYING: (_trying(standing), _("Foreslå næste møde"), "propose_dates"),
        Stage.READY_TO_WRAP_UP: (_("De har prøvet af og skrevet, hvad de så."), _("Skriv opsamling"), "wrap_up"),
        Stage.READY_TO_CLOSE: (_("Opsamlingen er skrevet."), _("Luk forløbet"), "close"),
    }


def _row(standing: Standing, says: str, label: str, route: str, *ids: object) -> Row:
    return Row(standing, says, label, reverse(f"desk:{route}", args=[standing.course.pk, *ids]))


def _needs_dates(standing: Standing) -> str:
    if standing.just_called_off:
        return _("Mødet {day} er aflyst.").format(day=_day(standing.just_called_off.visit.starts_at))
    return _("De venter på at høre fra dig.")


def _trying(standing: Standing) -> str:
    count = len(standing.trying)
    said = ngettext(
        "De prøver én ting af, og intet møde er aftalt.", "De prøver %(n)d ting af, og intet møde er aftalt.", count
    )
    return said % {"n": count}


def _waiting(standing: Standing) -> str:
    course, meeting, proposal = standing.course, standing.next_meeting, standing.proposal
    if course.closed_at:
        until = course.closed_at + CONSULTANT_READS_AFTER_CLOSING
        return _("Lukket {day}. Du kan læse det til {until}.").format(day=_day(course.closed_at), until=_day(until))
    if meeting:
        start = localtime(meeting.visit.starts_at)
        return _("{meeting} {day} kl. {time}").format(
            meeting=meeting.name.capitalize(), day=date_format(start, "l j. F"), time=date_format(start, "H.i")
        )
    sent = _day(proposal.proposed_at) if proposal else ""
    return _("Du sendte datoer {day}.").format(day=sent)


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), "j. F")

"""Where a course stands at a moment, and what the next meeting is about. Reads what is already fetched."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sparkweb.flow.courses.enums import MeetingKind, Stage
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.flow.planning.models import DateProposal, DateWish


@dataclass(frozen=True)
class Point:
    """One point of an agenda, and why it is there."""

    title: str
    why: str


@dataclass(frozen=True)
class Standing:
    """Made from a course of `queries.with_story()`: no statement is sent from here."""

    course: Course
    at: datetime

    @cached_property
    def meetings(self) -> list[Meeting]:
        """Those that count, in the order they are held."""
        counted = [meeting for meeting in self.course.meetings.all() if meeting.number is not None]
        return sorted(counted, key=lambda meeting: meeting.held_at)

    @cached_property
    def called_off(self) -> list[Meeting]:
        missed = [meeting for meeting in self.course.meetings.all() if meeting.number is None]
        return sorted(missed, key=lambda meeting: meeting.visit.starts_at)

    @cached_property
    def just_called_off(self) -> Meeting | None:
        """The newest booking, when it came to nothing."""
        newest = max(self.course.meetings.all(), key=lambda meeting: meeting.visit.booked_at, default=None)
        return newest if newest and newest.number is None else None

    @cached_property
    def begun(self) -> list[Meeting]:
        return [each for each in self.meetings if each.visit.starts_at <= self.at or self.came_early(each)]

    @cached_property
    def ahead(self) -> list[Meeting]:
        """What still stands in the calendars."""
        return [each for each in self.meetings if each.visit.starts_at > self.at and each.visit.cancelled_at is None]

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """The newest that has been held."""
        return next((each for each in reversed(self.meetings) if self.is_held(each)), None)

    @cached_property
    def next_meeting(self) -> Meeting | None:
        """The one we are in, or the first that lies ahead."""
        return next((each for each in self.meetings if not self.is_held(each)), None)

    @property
    def newest_meeting(self) -> Meeting | None:
        """Where something is agreed: the last that has begun, or the first ahead, or else one that was called off."""
        return next(iter((*reversed(self.begun), *self.meetings, *self.called_off)), None)

    @cached_property
    def without_minutes(self) -> Meeting | None:
        return next((each for each in reversed(self.begun) if not each.notes), None)

    def is_held(self, meeting: Meeting) -> bool:
        return meeting.visit.ends_at <= self.at or self.came_early(meeting)

    def came_early(self, meeting: Meeting) -> bool:
        """The minutes say that it has been, although its booked time lies ahead or was called off."""
        return bool(meeting.notes) and (meeting.visit.starts_at > self.at or meeting.visit.cancelled_at is not None)

    @cached_property
    def goal(self) -> ChangeGoal | None:
        return next(iter(self.course.goals.all()), None)

    @cached_property
    def trying(self) -> list[TrialAction]:
        """What nobody has told about yet."""
        return [action for action in self.course.trial_actions.all() if action.reported_at is None]

    @property
    def next_report(self) -> TrialAction | None:
        """What is to be told first."""
        return min(self.trying, key=lambda action: action.by_date, default=None)

    @cached_property
    def tried(self) -> list[TrialAction]:
        return [action for action in self.course.trial_actions.all() if action.reported_at is not None]

    @cached_property
    def told_since_last(self) -> list[TrialAction]:
        """What has been told since the last meeting began."""
        since = self.last_meeting
        return [each for each in self.tried if since and each.reported_at and each.reported_at >= since.held_at]

    @cached_property
    def wrap_up(self) -> WrapUp | None:
        return getattr(self.course, "wrap_up", None)

    @cached_property
    def proposal(self) -> DateProposal | None:
        """Dates somebody can still pick."""
        proposals = (each for each in self.course.assignment.proposals.all() if each.closed_at is None)
        ahead = (each for each in proposals if any(option.starts_at > self.at for option in each.options.all()))
        return None if self.course.closed_at else next(ahead, None)

    @cached_property
    def wish(self) -> DateWish | None:
        """What the workplace said last to the dates on offer."""
        return next(reversed(self.proposal.wishes.all()), None) if self.proposal else None

    @cached_property
    def stage(self) -> Stage:
        checks = (
            (self.course.closed_at is not None, Stage.CLOSED),
            (self.next_meeting is not None, Stage.BOOKED),
            (self.proposal is not None and self.wish is None, Stage.WAITS_FOR_PICK),
            (self.proposal is not None, Stage.NEEDS_DATES),
            (self.wrap_up is not None, Stage.READY_TO_CLOSE),
            (bool(self.trying), Stage.TRYING),
            (bool(self.tried), Stage.READY_TO_WRAP_UP),
        )
        return next((stage for holds, stage in checks if holds), Stage.NEEDS_DATES)

    @property
    def is_closed(self) -> bool:
        return self.course.closed_at is not None


def agenda(standing: Standing) -> list[Point]:
    """The next meeting, built from what is open. Both sides and the consultant see the same."""
    meeting = standing.next_meeting
    points = [Point(_("Tjek ind"), _("Alle siger noget, før I begynder."))]
    if standing.goal is None:
        points.append(Point(_("Hvad skal være anderledes?"), _("I har ikke skrevet jeres forandringsønske endnu.")))
    if standing.trying or standing.told_since_last:
        points.append(Point(_("Hvad prøvede I?"), _what_was_tried(standing)))
    if meeting is not None and meeting.kind == MeetingKind.WRAP_UP:
        points.append(Point(_("Hvad har I lært?"), _("Opsamlingen er det, I tager med videre.")))
        points.append(Point(_("Hvordan holder I fast?"), _("Aftal, hvem der holder øje, og hvornår.")))
        points.append(Point(_("Tjek ud"), _("Alle siger, hvad de går hjem med.")))
    else:
        points.append(Point(_("Hvad vil I prøve nu?"), _("Højst tre nye prøvehandlinger.")))
        points.append(Point(_("Tjek ud, og næste dato"), _("Alle siger, hvad de går hjem med.")))
    return points


def _what_was_tried(standing: Standing) -> str:
    told, still_open = len(standing.told_since_last), len(standing.trying)
    has_told = ngettext("I har skrevet om én siden sidst.", "I har skrevet om %(n)d siden sidst.", told)
    has_not = ngettext("I mangler at skrive om én.", "I mangler at skrive om %(n)d.", still_open)
    sentences = [has_told % {"n": told}] * bool(told) + [has_not % {"n": still_open}] * bool(still_open)
    return " ".join(sentences)

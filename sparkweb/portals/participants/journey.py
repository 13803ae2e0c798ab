"""Where a case is: the rows of every stage laid end to end, as one sentence, one next thing and one line of stops.

Plain values in, plain values out, so that each state can be read and tested by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sparkweb.foundation.core.components import Stage, Step

DUE_BEFORE_LAST_DAY, DUE_BEFORE_MEETING = timedelta(days=3), timedelta(days=7)
"""From when a thing that is tried asks to be told about."""


class Answer(StrEnum):
    GRANTED = "granted"
    WAITING = "waiting"
    DECLINED = "declined"


class Turn(StrEnum):
    """The one thing that waits for the workplace."""

    PICK_DATE = "pick_date"
    REPORT_TRIAL = "report_trial"
    EVALUATE = "evaluate"


@dataclass(frozen=True)
class Stop:
    """A booked meeting, by its number."""

    number: int
    starts_at: datetime
    ends_at: datetime
    is_wrap_up: bool = False
    came_early: bool = False
    """Held before its booked time; `starts_at` says when."""

    @property
    def name(self) -> str:
        if self.is_wrap_up:
            return _("opsamling")
        return _("%(ordinal)s møde") % {"ordinal": ordinal(self.number)}


@dataclass(frozen=True)
class Journey:
    """One case as it stands at a moment. `meeting_date` is that of the round that looks at it."""

    now: datetime
    submitted_date: date
    meeting_date: date | None = None
    answer: Answer | None = None
    consultant: str = ""
    stops: tuple[Stop, ...] = ()
    has_dates_to_pick: bool = False
    wants_other_dates: bool = False
    called_off: datetime | None = None
    """When the newest booking would have been, if it came to nothing."""
    trying: tuple[date, ...] = ()
    """Until when each thing is tried."""
    is_wrapped_up: bool = False
    is_closed: bool = False
    is_asked: bool = False

    @property
    def held(self) -> list[Stop]:
        return [stop for stop in self.stops if stop.came_early or stop.ends_at <= self.now]

    @property
    def coming(self) -> Stop | None:
        return next((stop for stop in self.stops if stop not in self.held), None)

    @property
    def is_today(self) -> bool:
        return self.coming is not None and localdate(self.coming.starts_at) == localdate(self.now)

    @property
    def is_gathered(self) -> bool:
        """Wrapped up, with no meeting left to hold."""
        return self.is_wrapped_up and self.coming is None

    @property
    def report_by(self) -> date | None:
        """When to have told what was seen: on the last day of trying, or at the next meeting if that comes first."""
        days = [*self.trying, *([localdate(self.coming.starts_at)] if self.coming else [])]
        return min(days) if self.trying else None

    @property
    def is_report_due(self) -> bool:
        today, last = localdate(self.now), min(self.trying, default=date.max)
        meets_soon = self.coming is not None and localdate(self.coming.starts_at) <= today + DUE_BEFORE_MEETING
        return bool(self.trying) and (meets_soon or last <= today + DUE_BEFORE_LAST_DAY)


@dataclass(frozen=True)
class Place:
    """What the status page says."""

    heading: str
    lead: str
    turn: Turn | None
    report_by: date | None
    """Said quietly while there is still time."""
    track: list[Step]


def place(journey: Journey) -> Place:
    heading, lead = _course_words(journey) if journey.consultant else _answer_words(journey)
    turn = _turn(journey)
    report_by = journey.report_by if turn is None and not journey.is_closed else None
    return Place(heading, lead, turn, report_by, list(_track(journey)))


# Before there is a consultant ------------------------------------------------


def _answer_words(journey: Journey) -> tuple[str, str]:
    if journey.answer == Answer.GRANTED:
        return _("I har fået ja"), _(
            "Nu finder vi den konsulent, der passer bedst til jer. Konsulenten skriver til jer om datoer."
        )
    if journey.answer == Answer.DECLINED:
        return _("Vi kan ikke hjælpe med jeres ansøgning"), _("Her kan I læse hvorfor, og hvor I ellers kan gå hen.")
    if journey.answer == Answer.WAITING:
        return _("I står på venteliste"), _waiting_lead(journey)
    return _("Jeres ansøgning er sendt"), _sent_lead(journey)


def _waiting_lead(journey: Journey) -> str:
    day = journey.meeting_date
    if day is None or day < localdate(journey.now):
        return _("I er automatisk med i næste runde. I skal ikke gøre noget.")
    return _("I er automatisk med igen på mødet %(day)s. I skal ikke gøre noget.") % {"day": long_day(day)}


def _sent_lead(journey: Journey) -> str:
    day = journey.meeting_date
    if day is None:
        return _("Vi ser på ansøgninger én gang om måneden. I får svar på mail.")
    if day < localdate(journey.now):
        return _("Vi har holdt møde om den %(day)s. I får svar på mail inden for få dage.") % {"day": long_day(day)}
    return _("Vi ser på den til mødet %(day)s. I får svar på mail i dagene efter.") % {"day": long_day(day)}


# From the consultant on ------------------------------------------------------


def _course_words(journey: Journey) -> tuple[str, str]:
    if journey.is_closed:
        return _("Jeres forløb er slut"), _("Det, I har lært og aftalt, ligger her, så I kan finde det igen.")
    if journey.is_gathered:
        return _("I har samlet op"), _("Læs jeres opsamling igennem. %(name)s lukker forløbet, når I er klar.") % {
            "name": journey.consultant
        }
    if journey.coming:
        return _coming_words(journey, journey.coming)
    if journey.has_dates_to_pick:
        return _("%(name)s har foreslået datoer") % {"name": journey.consultant}, _(
            "Vælg den dag, der passer både leder og medarbejdere. Så er mødet aftalt."
        )
    if journey.wants_other_dates:
        return _("%(name)s finder nye datoer") % {"name": journey.consultant}, _(
            "I har skrevet, at ingen af dagene passer jer. I får en mail, når der er nye."
        )
    return _no_date_words(journey)


def _coming_words(journey: Journey, stop: Stop) -> tuple[str, str]:
    when = {"when": long_moment(stop), "name": journey.consultant}
    if journey.is_today:
        heading, lead = _("I mødes i dag"), _("Det er %(when)s hos jer, og %(name)s kommer.") % when
        return heading, lead
    if not journey.held:
        return _("Jeres første møde er aftalt"), _("Det er %(when)s, og %(name)s kommer.") % when
    last = journey.held[-1]
    heading = (
        _("I er på vej mod opsamlingen")
        if stop.is_wrap_up
        else _("I er mellem %(last)s og %(next)s møde") % {"last": ordinal(last.number), "next": ordinal(stop.number)}
    )
    return heading, " ".join([*_trying(journey), _("Næste møde er %(when)s, og %(name)s kommer.") % when])


def _no_date_words(journey: Journey) -> tuple[str, str]:
    name = {"name": journey.consultant}
    if journey.called_off:
        day = long_day(localdate(journey.called_off))
        return _("Mødet er aflyst"), _("Det var %(day)s. %(name)s sender jer forslag til nye datoer.") % {
            "day": day,
            **name,
        }
    if not journey.held:
        return _("%(name)s er jeres konsulent") % name, _(
            "%(name)s sender jer forslag til datoer for det første møde. I får en mail."
        ) % name
    heading = _("I har holdt jeres %(meeting)s") % {"meeting": journey.held[-1].name}
    return heading, " ".join([*_trying(journey), _("%(name)s skriver til jer om det næste møde.") % name])


def _trying(journey: Journey) -> Iterator[str]:
    if journey.trying:
        count = len(journey.trying)
        yield ngettext("Lige nu prøver I én ting af.", "Lige nu prøver I %(count)s ting af.", count) % {"count": count}


def _turn(journey: Journey) -> Turn | None:
    if journey.is_asked:
        return Turn.EVALUATE
    if journey.is_closed:
        return None
    if journey.has_dates_to_pick:
        return Turn.PICK_DATE
    return Turn.REPORT_TRIAL if journey.is_report_due else None


# The line of stops -----------------------------------------------------------


def _track(journey: Journey) -> Iterator[Step]:
    yield Step(_("Ansøgt"), Stage.DONE, note=short_day(journey.submitted_date))
    if journey.answer == Answer.DECLINED:
        yield Step(_("Svar"), Stage.HERE)
        return
    if not (journey.consultant or journey.answer == Answer.GRANTED):
        label = _("Venteliste") if journey.answer == Answer.WAITING else _("Svar")
        note = short_day(journey.meeting_date) if journey.meeting_date else ""
        yield Step(label, Stage.HERE, note=note)
        yield from _ahead(_("Første møde"), _("I prøver af"), _("Opsamling"))
        return
    yield Step(_("Vi sagde ja"), Stage.DONE)
    yield from _meetings(journey)
    yield from _ending(journey)


def _meetings(journey: Journey) -> Iterator[Step]:
    is_waiting_for_first = not (journey.stops or journey.is_wrapped_up)
    yield Step(_("Konsulent"), Stage.HERE if is_waiting_for_first else Stage.DONE, note=journey.consultant)
    if is_waiting_for_first:
        yield from _ahead(_("Første møde"), _("I prøver af"))
    for stop in journey.held:
        yield Step(_capital(stop.name), Stage.DONE, note=short_day(localdate(stop.starts_at)))
    if journey.held and not (journey.is_today or journey.is_gathered):
        yield Step(_("I prøver af nu") if journey.trying else _("Mellem møder"), Stage.HERE)
    if journey.coming:
        stage = Stage.HERE if journey.is_today or not journey.held else Stage.NEXT
        yield Step(_capital(journey.coming.name), stage, note=short_day(localdate(journey.coming.starts_at)))


def _ending(journey: Journey) -> Iterator[Step]:
    if any(stop.is_wrap_up for stop in journey.stops):
        return
    is_done = journey.is_closed
    yield Step(_("Opsamling"), Stage.DONE if is_done else Stage.HERE if journey.is_gathered else Stage.NEXT)


def _ahead(*labels: str) -> Iterator[Step]:
    return (Step(label, Stage.NEXT) for label in labels)


# Words -----------------------------------------------------------------------

ORDINALS = [
    gettext_lazy("første"), gettext_lazy("andet"), gettext_lazy("tredje"), gettext_lazy("fjerde"),
    gettext_lazy("femte"), gettext_lazy("sjette"), gettext_lazy("syvende"), gettext_lazy("ottende"),
]  # fmt: skip


def ordinal(number: int) -> str:
    return str(ORDINALS[number - 1]) if 1 <= number <= len(ORDINALS) else f"{number}."


def long_day(day: date) -> str:
    return date_format(day, "l j. F Y")


def short_day(day: date) -> str:
    return date_format(day, "j. F")


def long_moment(stop: Stop) -> str:
    """tirsdag 8. december 2026 kl. 13.00"""
    starts = localtime(stop.starts_at)
    return _("%(day)s kl. %(time)s") % {"day": long_day(starts.date()), "time": date_format(starts, "H.i")}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

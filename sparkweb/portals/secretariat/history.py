"""What has happened to an application: the rows each stage has added, laid end to end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning.models import Assignment
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, LateArrival
from sparkweb.flow.prioritisation.queries import answers_to, late_arrivals_of
from sparkweb.registers.workplaces.enums import Side


@dataclass(frozen=True)
class Entry:
    at: datetime
    text: str
    note: str = ""


def history_of(application: Application) -> list[Entry]:
    """Oldest first. The application comes with its confirmations."""
    entries = [
        *_sent(application),
        *_brought_in(late_arrivals_of(application)),
        *_answered(answers_to([application])),
        *_assigned(Assignment.objects.filter(application=application).select_related("consultant__user")),
        *_supported(Course.objects.filter(application=application)),
    ]
    return sorted(entries, key=lambda entry: entry.at)


def _sent(application: Application) -> Iterator[Entry]:
    for confirmation in application.confirmations.all():
        if confirmation.version == application.version:
            side = Side(confirmation.side).label.capitalize()
            yield Entry(confirmation.confirmed_at, _("{side} sagde ja til teksten").format(side=side))
    if application.submitted_at:
        yield Entry(application.submitted_at, _("Ansøgningen blev sendt"), _("Begge sider har bekræftet."))


def _brought_in(arrivals: Iterable[LateArrival]) -> Iterator[Entry]:
    for arrival in arrivals:
        text = _("{name} tog den med på {month}-mødet, selv om den kom efter fristen").format(
            name=arrival.brought_by.name, month=arrival.round.month_name
        )
        yield Entry(arrival.brought_at, text)


def _answered(decisions: Iterable[Decision]) -> Iterator[Entry]:
    for decision in decisions:
        text = _("{name} svarede {outcome} i {month}-runden").format(
            name=decision.decided_by.name, outcome=Outcome(decision.outcome).label, month=decision.round.month_name
        )
        yield Entry(decision.decided_at, text, f"{Reason(decision.reason).label}. {decision.reason_text}")
        if decision.letter_sent_at:
            yield Entry(decision.letter_sent_at, _("Brevet blev sendt"))


def _assigned(assignments: Iterable[Assignment]) -> Iterator[Entry]:
    for assignment in assignments:
        text = _("{name} fik forløbet").format(name=assignment.consultant.user.name)
        yield Entry(assignment.assigned_at, text)


def _supported(courses: Iterable[Course]) -> Iterator[Entry]:
    for course in courses:
        if course.wrapped_up_at:
            yield Entry(course.wrapped_up_at, _("Opsamlingen blev skrevet"))
        if course.closed_at:
            yield Entry(course.closed_at, _("Forløbet blev afsluttet"))

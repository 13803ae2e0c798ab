"""The course seen from the workplace: the change it wants, what it tries, its meetings and what it learnt."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sparkweb.flow.courses.forms import GoalForm, NotesForm, ReportForm, TrialForm, WrapUpForm
from sparkweb.flow.courses.models import Course, Meeting, TrialAction
from sparkweb.flow.courses.queries import course_of
from sparkweb.flow.courses.services import ChangedMeanwhile, CourseProblem
from sparkweb.flow.courses.standing import Standing
from sparkweb.flow.planning.mails import calendar_entry
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now
from sparkweb.foundation.core.pages import FormPage
from sparkweb.foundation.messaging.calendar import as_icalendar
from sparkweb.portals.participants.own import Case, case_of


class CoursePage(FormPage):
    """A form about the seat's own course. A closed course is only read, on the status page."""

    resource: ClassVar[str]
    action: ClassVar[str]
    done: ClassVar[Any]
    """What to say when it is saved."""
    heading: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    template_name = "participants/course/write.html"
    refusals: ClassVar[tuple[type[Exception], ...]] = (CourseProblem,)
    request: SparkRequest
    case: Case
    course: Course

    def setup(self, request: HttpRequest, *args: Any, application_id: UUID, **ids: UUID) -> None:
        super().setup(request, *args, application_id=application_id, **ids)
        self.at = now()
        self.case = case_of(self.request, application_id)
        self.course = own_course(self.request, self.case, self.action, self.resource)
        self.standing = Standing(self.course, self.at)
        self.find(ids)

    def find(self, ids: Mapping[str, UUID]) -> None:
        """The one thing within the course that the page is about, if any. Raises Http404."""

    def instead(self) -> str:
        return self.status_url if self.standing.is_closed else ""

    def save(self, form: Any) -> None:
        form.save(by=self.request.actor, at=self.at)

    def stands(self, form: Any, problem: Exception) -> list[tuple[str, str]]:
        return form.stands() if isinstance(problem, ChangedMeanwhile) else []

    @property
    def status_url(self) -> str:
        return reverse("participants:status", args=[self.case.application.pk])

    def next_url(self) -> str:
        messages.success(self.request, str(self.done))
        return self.status_url

    def extra(self) -> dict[str, Any]:
        return {
            "case": self.case,
            "application": self.case.application,
            "standing": self.standing,
            "heading": self.heading,
            "lead": self.lead,
        }


def own_course(request: SparkRequest, case: Case, action: str, resource: str) -> Course:
    """The course of the seat's own application. Raises Http404 where there is none yet."""
    course = course_of(case.application.pk)
    if course is None:
        raise Http404
    # Times are offered on the assignment; everything else belongs to the course.
    policy.require(request, action, resource, course.assignment if resource == "consultant_times" else course)
    return course


def meeting_of(course: Course, meeting_id: UUID) -> Meeting:
    """Raises Http404."""
    found = next((each for each in course.meetings.all() if each.pk == meeting_id), None)
    if found is None:
        raise Http404
    return found


class Goal(CoursePage):
    resource, action = "course", "change"
    heading = _("Jeres forandringsønske")
    lead = _("Det, der skal være anderledes hos jer, når forløbet er slut.")
    done = _("Jeres forandringsønske er gemt. I ser alle det samme.")

    def form(self, data: Any = None) -> GoalForm:
        return GoalForm(data, course=self.course, goal=self.standing.goal)


class Minutes(CoursePage):
    resource, action = "minutes", "change"
    heading = _("Referat")
    lead = _("I og jeres konsulent skriver i det samme referat.")
    done = _("Referatet er gemt. I kan alle læse det nu.")
    meeting: Meeting

    def find(self, ids: Mapping[str, UUID]) -> None:
        self.meeting = meeting_of(self.course, ids["meeting_id"])

    def instead(self) -> str:
        return super().instead() if self.meeting in self.standing.meetings else self.status_url

    def form(self, data: Any = None) -> NotesForm:
        return NotesForm(data, meeting=self.meeting)

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "meeting": self.meeting}


class NewTrial(CoursePage):
    """Agreed at a meeting, so not before one is booked."""

    resource, action = "trial_action", "create"
    heading = _("Ny prøvehandling")
    lead = _(
        "En prøvehandling er en lille ændring, I prøver i kort tid. Den kan ikke mislykkes – I lærer noget uanset hvad."
    )
    done = _("Prøvehandlingen er gemt. God fornøjelse med at prøve.")
    meeting: Meeting

    def find(self, _ids: Mapping[str, UUID]) -> None:
        meeting = self.standing.newest_meeting
        if meeting is None:
            raise Http404
        self.meeting = meeting

    def instead(self) -> str:
        return super().instead() if self.standing.meetings else self.status_url

    def form(self, data: Any = None) -> TrialForm:
        return TrialForm(data, meeting=self.meeting, next_meeting=next(iter(self.standing.ahead), None))


class TrialReport(CoursePage):
    resource, action = "trial_action", "change"
    heading = _("Hvad så I?")
    done = _("Tak. Det ligger klar til jeres næste møde.")
    trial: TrialAction

    def find(self, ids: Mapping[str, UUID]) -> None:
        found = next((each for each in self.course.trial_actions.all() if each.pk == ids["action_id"]), None)
        if found is None:
            raise Http404
        self.trial = found

    def form(self, data: Any = None) -> ReportForm:
        return ReportForm(data, action=self.trial)

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "trial": self.trial}


class WrapUp(CoursePage):
    resource, action = "wrap_up", "change"
    heading = _("Jeres opsamling")
    lead = _("Skriv den sammen. Det er den, I tager med videre, når forløbet er slut.")
    done = _("Jeres opsamling er gemt.")

    def instead(self) -> str:
        return super().instead() if self.standing.meetings else self.status_url

    def form(self, data: Any = None) -> WrapUpForm:
        return WrapUpForm(data, course=self.course, wrap_up=self.standing.wrap_up)


@never_cache
@require_safe
def calendar(request: SparkRequest, application_id: UUID, meeting_id: UUID) -> HttpResponse:
    """The same entry as in the mail: when, and nothing else. The name of the file is the same for everybody."""
    case = case_of(request, application_id)
    course = own_course(request, case, "view", "meeting")
    meeting = meeting_of(course, meeting_id)
    visit = meeting.visit
    visit.assignment = course.assignment
    response = HttpResponse(
        as_icalendar(calendar_entry(visit, case.seats), at=now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="moede.ics"'
    return response

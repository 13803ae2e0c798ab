"""What the consultant writes in a course, with the workplace or for it."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.courses import services
from sparkweb.flow.courses.forms import GoalForm, NotesForm, ReportForm, TrialForm, WrapUpForm
from sparkweb.flow.courses.models import Meeting, TrialAction
from sparkweb.flow.planning import services as planning
from sparkweb.foundation.core.forms import SparkForm
from sparkweb.portals.desk import own
from sparkweb.portals.desk.views.pages import CoursePage


class WritePage(CoursePage):
    """A heading, what it is for, and the form."""

    template_name = "desk/write.html"
    heading: ClassVar[Any]
    lead: ClassVar[Any] = ""

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "heading": self.heading, "lead": self.lead}


class Goal(WritePage):
    resource, action = "course", "change"
    heading = _("Forandringsønske")
    lead = _("Arbejdspladsens egne ord. Skriv dem, som de siger dem.")
    done = _("Forandringsønsket er gemt.")

    def form(self, data: Any = None) -> GoalForm:
        return GoalForm(data, course=self.course, goal=self.standing.goal)


class Notes(WritePage):
    resource, action = "minutes", "change"
    heading = _("Referat")
    lead = _("Arbejdspladsen og du skriver i det samme referat.")
    done = _("Referatet er gemt. Begge sider kan læse det nu.")
    meeting: Meeting

    def find(self, ids: Mapping[str, UUID]) -> None:
        self.meeting = own.meeting_of(self.course, ids["meeting_id"])

    def instead(self) -> str:
        return super().instead() if self.meeting in self.standing.meetings else self.course_url

    def form(self, data: Any = None) -> NotesForm:
        return NotesForm(data, meeting=self.meeting)

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "meeting": self.meeting}


class NewTrial(WritePage):
    resource, action = "trial_action", "create"
    heading = _("Ny prøvehandling")
    lead = _("En lille ændring, som arbejdspladsen prøver i kort tid.")
    done = _("Prøvehandlingen er gemt. Arbejdspladsen kan se den nu.")

    meeting: Meeting

    def find(self, _ids: Mapping[str, UUID]) -> None:
        """Agreed at a meeting. Raises Http404 where none is booked."""
        meeting = self.standing.newest_meeting
        if meeting is None:
            raise Http404
        self.meeting = meeting

    def instead(self) -> str:
        return super().instead() if self.standing.meetings else self.course_url

    def form(self, data: Any = None) -> TrialForm:
        return TrialForm(data, meeting=self.meeting, next_meeting=next(iter(self.standing.ahead), None))


class TrialReport(WritePage):
    resource, action = "trial_action", "change"
    heading = _("Hvad så de?")
    done = _("Det er gemt.")
    trial: TrialAction

    def find(self, ids: Mapping[str, UUID]) -> None:
        self.trial = own.trial_of(self.course, ids["action_id"])

    def form(self, data: Any = None) -> ReportForm:
        return ReportForm(data, action=self.trial)

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "trial": self.trial}


class WrapUp(WritePage):
    resource, action = "wrap_up", "change"
    heading = _("Opsamling")
    lead = _("Det, arbejdspladsen tager med videre. Forløbet kan først lukkes, når den er skrevet.")
    done = _("Opsamlingen er gemt.")

    def form(self, data: Any = None) -> WrapUpForm:
        return WrapUpForm(data, course=self.course, wrap_up=self.standing.wrap_up)


class CancelMeeting(CoursePage):
    """Asked once more first: everybody's calendar changes."""

    resource, action = "meeting", "change"
    template_name = "desk/cancel_meeting.html"
    refusals: ClassVar = (services.CourseProblem, planning.PlanningProblem)
    done = _("Mødet er aflyst. Alle får besked, og du kan foreslå nye datoer.")
    meeting: Meeting

    def find(self, ids: Mapping[str, UUID]) -> None:
        self.meeting = own.meeting_of(self.course, ids["meeting_id"])

    def instead(self) -> str:
        visit = self.meeting.visit
        can_be_called_off = visit.cancelled_at is None and visit.ends_at > self.at
        return super().instead() if can_be_called_off else self.course_url

    def form(self, data: Any = None) -> SparkForm:
        return SparkForm(data)

    def save(self, _form: SparkForm) -> None:
        services.cancel_meeting(meeting=self.meeting, by=self.request.actor, at=self.at)

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "meeting": self.meeting}


class Close(CoursePage):
    resource, action = "wrap_up", "decide"
    template_name = "desk/close.html"
    done = _("Forløbet er lukket. Alle, der er med, får evalueringen.")

    def form(self, data: Any = None) -> SparkForm:
        return SparkForm(data)

    def save(self, _form: SparkForm) -> None:
        services.close(course=self.course, by=self.request.actor, at=self.at)

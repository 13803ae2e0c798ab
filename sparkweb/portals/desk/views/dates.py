"""Offering dates to the workplace."""

from datetime import timedelta
from typing import Any, ClassVar

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.courses.services import CourseClosed
from sparkweb.flow.planning import services
from sparkweb.portals.desk.forms import ProposalForm
from sparkweb.portals.desk.views.pages import CoursePage
from sparkweb.registers.consultants.queries import taken_between

BOOKED_AHEAD = timedelta(weeks=6)


class ProposeDates(CoursePage):
    resource, action = "consultant_times", "create"
    template_name = "desk/propose_dates.html"
    refusals: ClassVar = (CourseClosed, services.PlanningProblem)
    statuses: ClassVar = {services.BadDates: 422}
    done = _("Datoerne er sendt til arbejdspladsen.")

    def form(self, data: Any = None) -> ProposalForm:
        visits = (meeting.visit for meeting in self.course.meetings.all())
        last = max(visits, key=lambda visit: visit.booked_at, default=None)
        place = last.place if last else ""
        return ProposalForm(data, consultant=self.course.assignment.consultant, initial={"place": place})

    def extra(self) -> dict[str, Any]:
        """With the half-days that are booked already, so that no date has to be tried twice."""
        day = localdate(self.at)
        taken = taken_between(self.course.assignment.consultant, day, day + BOOKED_AHEAD)
        return {**super().extra(), "taken": taken}

    def save(self, form: ProposalForm) -> None:
        if self.standing.is_closed:
            raise CourseClosed
        services.propose_dates(
            assignment=self.course.assignment,
            slots=form.slots,
            place=form.cleaned_data["place"],
            message=form.cleaned_data["message"],
            by=self.request.actor,
            at=self.at,
        )

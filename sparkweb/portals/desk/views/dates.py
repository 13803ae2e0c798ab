"""Offering dates to the workplace."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sparkweb.flow.courses.services import CourseClosed
from sparkweb.flow.planning import services
from sparkweb.portals.desk.forms import ProposalForm
from sparkweb.portals.desk.views.pages import CoursePage


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

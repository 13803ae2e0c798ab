"""Offering dates to the workplace."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from sparkweb.flow.planning import services
from sparkweb.portals.desk.forms import ProposalForm
from sparkweb.portals.desk.views.pages import CoursePage


class ProposeDates(CoursePage):
    resource, action = "consultant_times", "create"
    template_name = "desk/propose_dates.html"
    refusals: ClassVar = (services.PlanningProblem,)
    statuses: ClassVar = {services.BadDates: 422}
    done = _("Datoerne er sendt til arbejdspladsen.")

    def form(self, data: Any = None) -> ProposalForm:
        last = self.standing.meetings[-1].visit.place if self.standing.meetings else ""
        return ProposalForm(data, consultant=self.course.assignment.consultant, initial={"place": last})

    def save(self, form: ProposalForm) -> None:
        services.propose_dates(
            assignment=self.course.assignment,
            slots=form.slots,
            place=form.cleaned_data["place"],
            message=form.cleaned_data["message"],
            by=self.request.actor,
            at=self.at,
        )

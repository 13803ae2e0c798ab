"""Picking a day among those the consultant has offered, or saying that none of them fit."""

from typing import Any, ClassVar

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.courses.services import CourseClosed
from sparkweb.flow.planning import services
from sparkweb.flow.planning.models import DateOption, DateProposal
from sparkweb.flow.planning.queries import open_proposal, options_left
from sparkweb.foundation.core.forms import SparkForm
from sparkweb.foundation.core.pages import CONFLICT
from sparkweb.portals.participants.forms.course import OtherDatesForm, PickForm
from sparkweb.portals.participants.views.course import CoursePage
from sparkweb.registers.consultants.services import AlreadyBooked


class DatesPage(CoursePage):
    resource, action = "consultant_times", "view"
    refusals: ClassVar = (services.PlanningProblem, AlreadyBooked, CourseClosed)

    def proposal(self) -> DateProposal | None:
        """As it is now: a colleague may have picked while this page was open."""
        proposal = open_proposal(self.course.assignment)
        if proposal:
            proposal.assignment = self.course.assignment
        return proposal


class PickDate(DatesPage):
    template_name = "participants/course/pick_date.html"
    done = _("Mødet er aftalt. I får alle en kalenderinvitation på mail.")

    def form(self, data: Any = None) -> PickForm:
        proposal = self.proposal()
        self.offered = options_left(proposal, at=self.at) if proposal else []
        self.message = proposal.message if proposal else ""
        self.place = proposal.place if proposal else ""
        return PickForm(data, options=self.offered)

    def save(self, form: PickForm) -> None:
        offered = DateOption.objects.filter(proposal__assignment=self.course.assignment)
        option = offered.filter(pk=form.option_id).first()
        if option is None:
            raise Http404
        services.pick(option=option, seat=self.case.me, by=self.request.actor, at=self.at)

    def refused(self, _form: SparkForm, problem: Exception) -> HttpResponseBase:
        """The sentence, and the days that are left."""
        return self.page(self.form(), status=CONFLICT, problem=str(problem))

    def extra(self) -> dict[str, Any]:
        return {**super().extra(), "options": self.offered, "message": self.message, "place": self.place}


class OtherDates(DatesPage):
    action = "confirm"
    heading = _("Ingen af dagene passer")
    done = _("Vi har skrevet til jeres konsulent. I får en mail, når der er nye datoer.")

    def form(self, data: Any = None) -> OtherDatesForm:
        return OtherDatesForm(data)

    def save(self, form: OtherDatesForm) -> None:
        proposal = self.proposal()
        if proposal is None:
            raise services.ProposalClosed(str(_("Der er ingen datoer at vælge imellem lige nu.")))
        services.ask_for_other_dates(
            proposal=proposal, seat=self.case.me, text=form.cleaned_data["text"], by=self.request.actor, at=self.at
        )

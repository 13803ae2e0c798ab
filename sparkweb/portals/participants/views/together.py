"""Where the two sides meet: both voices, what is missing, the invitation and the yes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sparkweb.flow.applications import services
from sparkweb.flow.applications.services import AlreadySubmitted, ApplicationProblem
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.idempotency import OncePerSubmission
from sparkweb.portals.participants import reading, steps
from sparkweb.portals.participants.own import case_of
from sparkweb.portals.participants.views.drafts import DraftView


class TogetherPage(DraftView):
    """The page itself, and what its buttons come back to when they cannot do what they say."""

    def page(self, *, problem: str = "", status: int = 200) -> HttpResponse:
        table = reading.table_of(self.case)
        context = {
            **self.frame(),
            "table": table,
            "to_do": [(_to_do(each), steps.correct(self.case, steps.slug_of(each.part))) for each in table.to_do],
            "facts": reading.facts_with_links(self.case, today()),
            "steps": steps.progress(self.case, table.missing, "ord" if table.writes_next else steps.TOGETHER),
            "steps_label": _("Trin i ansøgningen"),
            "back": steps.before(self.case, steps.TOGETHER),
            "words_url": steps.correct(self.case, "ord"),
            "problem": problem,
        }
        return render(self.request, "participants/together.html", context, status=status)

    def url(self) -> str:
        return reverse("participants:together", args=[self.case.application.id])


def _to_do(missing: Any) -> str:
    return _("Skriv din del med dine egne ord.") if missing.side else missing.sentence


class Together(TogetherPage):
    action = "view"

    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return self.page()


class Confirm(OncePerSubmission, TogetherPage):
    resource = "own_agreement"
    action = "confirm"

    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return redirect(self.url())

    def post(self, request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        try:
            application = services.confirm(
                application=self.case.application,
                seat=self.case.me,
                seen_version=self.seen_version,
                by=request.actor,
                at=now(),
            )
        except AlreadySubmitted:
            raise
        except ApplicationProblem as problem:
            return self.again(str(problem))
        if application.is_submitted:
            sent = _("Tak. Ansøgningen er sendt. I får alle en mail, og ansøgningen ligger på jeres side.")
            messages.success(request, sent)
            return redirect("participants:status", application.id)
        messages.success(request, _("Tak. Du har sagt ja."))
        return redirect(self.url())

    def again(self, problem: str) -> HttpResponse:
        """What is shown is the text as it stands now, to be read once more."""
        self.case = case_of(self.request, self.case.application.id)
        return self.page(problem=problem, status=409)


class Invite(OncePerSubmission, TogetherPage):
    def get(self, _request: SparkRequest, seat_id: UUID, **_kwargs: Any) -> HttpResponse:
        self.case.seat(seat_id)
        return redirect(self.url())

    def post(self, request: SparkRequest, seat_id: UUID, **_kwargs: Any) -> HttpResponse:
        seat = self.case.seat(seat_id)
        try:
            services.invite(
                application=self.case.application, seat=seat, invited_by=self.case.me, by=request.actor, at=now()
            )
        except services.InvitedOften as problem:
            return self.page(problem=str(problem), status=429)
        messages.success(request, _("Invitationen til %(name)s er på vej.") % {"name": seat.person.first_name})
        return redirect(self.url())


class SendWayBack(TogetherPage):
    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return redirect(self.url())

    def post(self, request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        services.send_way_back(application=self.case.application, seat=self.case.me, at=now())
        messages.success(request, _("Mailen er på vej igen. Kig også i mappen med uønsket post."))
        return redirect(self.url())

"""The evaluation: the promise, the questions, the thanks. Nothing here tells when somebody answered, so no submission
key is kept; an invitation can only be answered once anyway."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from sparkweb.flow.effects import services
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.pages import CONFLICT, INVALID
from sparkweb.portals.participants.forms.course import EvaluationForm
from sparkweb.registers.surveys.queries import items_of

GONE = 410


@method_decorator(never_cache, name="dispatch")
class Evaluate(View):
    http_method_names = ["get", "head", "post"]
    request: SparkRequest

    def setup(self, request: HttpRequest, *args: Any, invitation_id: UUID, **kwargs: Any) -> None:
        super().setup(request, *args, invitation_id=invitation_id, **kwargs)
        self.invitation = _invitation(self.request, invitation_id)

    def get(self, _request: HttpRequest, **_ids: Any) -> HttpResponse:
        if self.invitation.is_answered:
            return self.end()
        if today() >= self.invitation.wave.closes_date:
            return self.end(status=GONE)
        return self.page(self.form())

    def post(self, request: HttpRequest, **_ids: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=INVALID)
        try:
            services.answer(invitation=self.invitation, ratings=form.ratings, at=now())
        except services.AlreadyAnswered as problem:
            return self.end(status=CONFLICT, problem=str(problem))
        except services.WaveClosed:
            return self.end(status=GONE)
        return redirect(request.path)

    def form(self, data: Any = None) -> EvaluationForm:
        return EvaluationForm(data, items=list(items_of(self.invitation.wave.question_set)))

    def page(self, form: EvaluationForm, *, status: int = 200) -> HttpResponse:
        context = {"form": form, "invitation": self.invitation, "wave": self.invitation.wave}
        return render(self.request, "participants/course/evaluate.html", context, status=status)

    def end(self, *, status: int = 200, problem: str = "") -> HttpResponse:
        """Thanks, or too late."""
        course = self.invitation.wave.course
        context = {"application_id": course.application_id, "is_late": status == GONE, "problem": problem}
        return render(self.request, "participants/course/evaluated.html", context, status=status)


def _invitation(request: SparkRequest, invitation_id: UUID) -> EvaluationInvitation:
    """Raises Http404 for everybody but the one who was asked."""
    invitations = EvaluationInvitation.objects.select_related("wave__question_set", "wave__course")
    invitation = invitations.filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    policy.require(request, "create", "evaluation_answer", invitation)
    return invitation

"""What every page of an unsent application shares."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.views import View
from django.views.decorators.cache import never_cache

from sparkweb.flow.applications import queries
from sparkweb.flow.applications.services import AlreadySubmitted, ApplicationProblem, ChangedMeanwhile
from sparkweb.foundation.accounts import policy
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import today
from sparkweb.foundation.core.forms import SparkForm
from sparkweb.foundation.core.idempotency import FIELD
from sparkweb.portals.participants.own import Case, case_of
from sparkweb.registers.workplaces.services import AddressTaken, CommitteeFull

NO_SUCH_VERSION = -1
LONGEST_VERSION = 9
NOT_TYPED = {FIELD, "csrfmiddlewaretoken", "seen_version"}


@method_decorator(never_cache, name="dispatch")
class DraftView(View):
    """The seat's own draft. Once it is sent, its pages lead to where it is now."""

    resource = "application_draft"
    action = "change"
    http_method_names = ["get", "head", "post"]
    request: SparkRequest
    case: Case

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.case = case_of(self.request, kwargs["application_id"])
        if self.case.application.is_submitted:
            return self.already_sent()
        policy.require(self.request, self.action, self.resource, self.case.application)
        try:
            return super().dispatch(request, *args, **kwargs)
        except AlreadySubmitted:
            return self.already_sent()

    def already_sent(self) -> HttpResponse:
        """Nothing typed is thrown away: it is shown, to be copied and told to the consultant."""
        application_id = self.case.application.id
        if self.request.method != "POST":
            return redirect("participants:status", application_id)
        typed = [str(value) for name, value in self.request.POST.items() if name not in NOT_TYPED]
        context = {"application_id": application_id, "typed": [text for text in typed if " " in text]}
        return render(self.request, "participants/already_sent.html", context, status=409)

    @property
    def seen_version(self) -> int:
        """What the page was made from. Anything but a plain number is a version that never was."""
        seen = str(self.request.POST.get("seen_version", ""))
        is_number = seen.isascii() and seen.isdigit() and len(seen) <= LONGEST_VERSION
        return int(seen) if is_number else NO_SUCH_VERSION

    def attempt(self, save: Callable[[Any], None], form: SparkForm) -> bool:
        """A refusal becomes an error of the form, at its field where it has one; a conflict is the caller's."""
        try:
            save(form)
        except (AlreadySubmitted, ChangedMeanwhile):
            raise
        except AddressTaken as problem:
            form.add_error("email", str(problem))
        except (ApplicationProblem, CommitteeFull) as problem:
            form.add_error(None, str(problem))
        return not form.errors

    def frame(self) -> dict[str, Any]:
        """What the layout of every page here shows."""
        application = self.case.application
        said_yes = queries.confirmed_seats(application)
        return {
            "has_said_yes": self.case.me in said_yes,
            "others_said_yes": [seat for seat in said_yes if seat != self.case.me],
            "case": self.case,
            "application": application,
            "is_saved_today": localdate(application.changed_at) == today(),
        }

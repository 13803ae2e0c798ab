"""A page with one form about one thing: shown; refused with everything typed still there; or done, and away."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from sparkweb.foundation.core.forms import SparkForm
from sparkweb.foundation.core.idempotency import OncePerSubmission

INVALID, CONFLICT = 422, 409


@method_decorator(never_cache, name="dispatch")
class FormPage(OncePerSubmission, View):
    """A subclass finds its object in `setup`, makes the `form`, and says what `save` does and where it leads.

    An exception named in `refusals` is a sentence for the person: 409, or what `statuses` says.
    """

    http_method_names = ["get", "head", "post"]
    template_name: ClassVar[str]
    refusals: ClassVar[tuple[type[Exception], ...]] = ()
    statuses: ClassVar[dict[type[Exception], int]] = {}

    def form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def next_url(self) -> str:
        raise NotImplementedError

    def extra(self) -> dict[str, Any]:
        """What the template needs besides the form."""
        return {}

    def instead(self) -> str:
        """Where somebody who only looks is sent, when there is nothing to fill in."""
        return ""

    def get(self, _request: HttpRequest, **_ids: Any) -> HttpResponseBase:
        elsewhere = self.instead()
        return redirect(elsewhere) if elsewhere else self.page(self.form())

    def post(self, request: HttpRequest, **_ids: Any) -> HttpResponseBase:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page(form, status=INVALID)
        try:
            self.save(form)
        except self.refusals as problem:
            return self.refused(form, problem)
        return redirect(self.next_url())

    def refused(self, form: SparkForm, problem: Exception) -> HttpResponseBase:
        form.add_error(None, str(problem))
        return self.page(form, status=self.statuses.get(type(problem), CONFLICT), stands=self.stands(form, problem))

    def stands(self, form: Any, problem: Exception) -> list[tuple[str, str]]:  # noqa: ARG002 – for subclasses
        """What somebody else wrote meanwhile, as labels and texts to show beside what was typed."""
        return []

    def page(self, form: SparkForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return render(self.request, self.template_name, {"form": form, **self.extra(), **more}, status=status)

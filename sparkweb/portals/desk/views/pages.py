"""What every form of the desk shares: the consultant's own course, and a way back to it."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from sparkweb.flow.courses.services import ChangedMeanwhile, CourseProblem
from sparkweb.flow.courses.standing import Standing
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now
from sparkweb.foundation.core.pages import FormPage
from sparkweb.portals.desk import own


class CoursePage(FormPage):
    """A form about one of the consultant's courses. A closed course is only read."""

    resource: ClassVar[str]
    action: ClassVar[str]
    done: ClassVar[Any]
    """What to say when it is saved."""
    refusals: ClassVar[tuple[type[Exception], ...]] = (CourseProblem,)
    request: SparkRequest

    def setup(self, request: HttpRequest, *args: Any, course_id: UUID, **ids: UUID) -> None:
        super().setup(request, *args, course_id=course_id, **ids)
        self.at = now()
        self.course = own.course_for(self.request, course_id, self.action, self.resource)
        self.standing = Standing(self.course, self.at)
        self.find(ids)

    def find(self, ids: Mapping[str, UUID]) -> None:
        """The one thing within the course that the page is about, if any. Raises Http404."""

    def instead(self) -> str:
        return self.course_url if self.standing.is_closed else ""

    def save(self, form: Any) -> None:
        form.save(by=self.request.actor, at=self.at)

    def stands(self, form: Any, problem: Exception) -> list[tuple[str, str]]:
        return form.stands() if isinstance(problem, ChangedMeanwhile) else []

    @property
    def course_url(self) -> str:
        return reverse("desk:course", args=[self.course.pk])

    def next_url(self) -> str:
        messages.success(self.request, str(self.done))
        return self.course_url

    def extra(self) -> dict[str, Any]:
        return {"course": self.course, "standing": self.standing}

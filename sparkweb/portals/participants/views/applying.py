"""Applying, one thing per page. Each step saves by itself, and a step that is left and come back to is as it was."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sparkweb.flow.applications import queries, services
from sparkweb.flow.applications.rules import missing_parts
from sparkweb.flow.applications.services import ChangedMeanwhile
from sparkweb.foundation.accounts import sessions
from sparkweb.foundation.accounts.actors import VISITOR
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now, today
from sparkweb.foundation.core.forms import SparkForm
from sparkweb.foundation.core.idempotency import once
from sparkweb.portals.participants import reading, steps
from sparkweb.portals.participants.forms.applying import (
    FrameForm,
    StartForm,
    ThemesForm,
    WordsForm,
    WorkplaceForm,
    ready_choice,
)
from sparkweb.portals.participants.own import case_of
from sparkweb.portals.participants.views.drafts import DraftView
from sparkweb.registers.programme.queries import open_themes

ANSWER_LOST = timedelta(minutes=2)
"""Within this time a repeated start opens the session again: the first answer may never have reached the browser."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SparkRequest) -> HttpResponseBase:
    """Whoever starts does so as a visitor: the new case has nothing to do with a seat the browser may hold.

    The form's key counts in this browser only: known to somebody else, it opens nothing.
    """
    if request.method != "POST":
        seat_id = request.actor.seat_id
        draft = queries.newest_of_seat(seat_id) if seat_id else None
        return render(request, "participants/start.html", {"form": StartForm(), "draft": draft})
    request.actor = sessions.visitor_in(request)
    response = _begin(request)
    if isinstance(response, HttpResponseRedirectBase):
        _sit_down(request, response.url)
    return response


@once
def _begin(request: SparkRequest) -> HttpResponse:
    form = StartForm(request.POST)
    if not form.is_valid():
        return render(request, "participants/start.html", {"form": form}, status=422)
    try:
        application, _seat = services.start(starter=form.member, workplace=form.facts, by=VISITOR, at=now())
    except services.StartedOften as problem:
        form.add_error("email", str(problem))
        return render(request, "participants/start.html", {"form": form}, status=429)
    return redirect("participants:step", application.id, "temaer")


def _sit_down(request: SparkRequest, location: str) -> None:
    """Also for the second half of a double click, whose first answer the browser threw away with its cookie."""
    seat = queries.just_started(resolve(location).kwargs["application_id"], since=now() - ANSWER_LOST)
    if seat:
        sessions.start_participant(request, seat.subject)


class Step(DraftView):
    """A form over one part of the application. A conflict shows what stands now beside what was typed."""

    slug: ClassVar[str]
    template: ClassVar[str]

    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        try:
            is_saved = form.is_valid() and self.attempt(self.save, form)
        except ChangedMeanwhile as problem:
            return self.page(form, status=409, problem=str(problem))
        return redirect(self.next_url()) if is_saved else self.page(form, status=422)

    def form(self, data: Mapping[str, Any] | None = None) -> Any:
        raise NotImplementedError

    def save(self, form: Any) -> None:
        raise NotImplementedError

    def version(self) -> int:
        return self.case.application.facts_version

    def stands(self) -> list[tuple[str, str]]:
        """What the part says now, in words."""
        raise NotImplementedError

    @property
    def goes_back(self) -> bool:
        """Come from where both read, and on the way back there."""
        return self.request.GET.get(steps.BACK) == steps.TOGETHER

    def next_url(self) -> str:
        return steps.url_of(self.case, steps.TOGETHER) if self.goes_back else steps.after(self.case, self.slug)

    def extra(self) -> dict[str, Any]:
        return {}

    def page(self, form: SparkForm, *, status: int = 200, problem: str = "", **more: Any) -> HttpResponse:
        if problem:
            self.case = case_of(self.request, self.case.application.id)
        missing = missing_parts(self.case.application)
        context = {
            **self.frame(),
            "form": form,
            "steps": steps.progress(self.case, missing, self.slug),
            "steps_label": _("Trin i ansøgningen"),
            "number": steps.SLUGS.index(self.slug) + 1,
            "count": len(steps.SLUGS),
            "back": steps.to_together(self.case) if self.goes_back else steps.before(self.case, self.slug),
            "goes_back": self.goes_back,
            "seen_version": self.version(),
            "problem": problem,
            "stands": self.stands() if problem else [],
            **self.extra(),
            **more,
        }
        return render(self.request, f"participants/step_{self.template}.html", context, status=status)


class Workplace(Step):
    slug, template = "arbejdsplads", "workplace"

    def form(self, data: Mapping[str, Any] | None = None) -> WorkplaceForm:
        application = self.case.application
        standing = {
            "workplace": application.workplace.name,
            "municipality": application.municipality_id,
            "sector": application.sector_id,
            "employee_count": application.employee_count,
        }
        return WorkplaceForm(data, initial=standing)

    def save(self, form: WorkplaceForm) -> None:
        services.correct_workplace(
            application=self.case.application,
            facts=form.facts,
            seen_version=self.seen_version,
            by=self.request.actor,
            at=now(),
        )

    def stands(self) -> list[tuple[str, str]]:
        return reading.workplace_facts(self.case.application)


class Themes(Step):
    slug, template = "temaer", "themes"

    def form(self, data: Mapping[str, Any] | None = None) -> ThemesForm:
        rows = list(self.case.application.theme_rows.all())
        standing = {
            "themes": [row.theme.code for row in rows],
            "main": next((row.theme.code for row in rows if row.is_main), ""),
        }
        return ThemesForm(data, initial=standing, open_themes=list(open_themes(today())))

    def post(self, request: SparkRequest, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        return self.page(form, is_asking=True) if form.asks_first() else super().post(request, **kwargs)

    def save(self, form: ThemesForm) -> None:
        services.choose_themes(
            application=self.case.application,
            themes=form.chosen,
            main=form.main_theme,
            seen_version=self.seen_version,
            by=self.request.actor,
            at=now(),
        )

    def stands(self) -> list[tuple[str, str]]:
        return [reading.theme_fact(self.case.application)]


class Words(Step):
    slug, template = "ord", "words"

    def form(self, data: Mapping[str, Any] | None = None) -> WordsForm:
        voice = queries.voice_of(self.case.application, self.case.me)
        return WordsForm(data, initial={"hurts": voice.hurts, "hopes": voice.hopes} if voice else None)

    def save(self, form: WordsForm) -> None:
        services.write_voice(
            application=self.case.application,
            seat=self.case.me,
            hurts=form.cleaned_data["hurts"],
            hopes=form.cleaned_data["hopes"],
            seen_version=self.seen_version,
            by=self.request.actor,
            at=now(),
        )

    def version(self) -> int:
        voice = queries.voice_of(self.case.application, self.case.me)
        return voice.version if voice else 0

    def stands(self) -> list[tuple[str, str]]:
        voice = queries.voice_of(self.case.application, self.case.me)
        return [(_("Det fylder hos os"), voice.hurts), (_("Det håber jeg på"), voice.hopes)] if voice else []

    def extra(self) -> dict[str, Any]:
        return {"is_sensitive": any(row.theme.is_sensitive for row in self.case.application.theme_rows.all())}


class Frame(Step):
    slug, template = "rammer", "frame"

    def form(self, data: Mapping[str, Any] | None = None) -> FrameForm:
        application = self.case.application
        standing = {
            "ready": ready_choice(application.ready_date, today()),
            "accepts_time": application.accepts_time,
            "accepts_evaluation": application.accepts_evaluation,
            "accepts_start": application.accepts_start,
        }
        return FrameForm(data, initial=standing, today=today())

    def save(self, form: FrameForm) -> None:
        services.set_frame(
            application=self.case.application,
            frame=form.frame(self.case.application.ready_date),
            seen_version=self.seen_version,
            by=self.request.actor,
            at=now(),
        )

    def stands(self) -> list[tuple[str, str]]:
        return reading.frame_facts(self.case.application, today())

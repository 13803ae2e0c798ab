"""Who is on the application: the other side first, and then as many as sit in the TRIO or the committee."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sparkweb.flow.applications import queries, services
from sparkweb.flow.applications.queries import stamp_of
from sparkweb.flow.applications.services import ChangedMeanwhile
from sparkweb.foundation.accounts import sessions
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.core.clock import now
from sparkweb.foundation.core.idempotency import OncePerSubmission
from sparkweb.foundation.core.pages import CONFLICT
from sparkweb.portals.participants import steps
from sparkweb.portals.participants.forms.applying import MemberForm, OwnFactsForm
from sparkweb.portals.participants.views.applying import Step
from sparkweb.portals.participants.views.drafts import DraftView
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import has_sat, seat_now


class Members(OncePerSubmission, Step):
    """Asks for the other side until somebody there is written on; then it is the list."""

    slug, template = "hvem", "members"

    def form(self, data: Mapping[str, Any] | None = None) -> MemberForm:
        return MemberForm(data, side=self.missing_side())

    def save(self, form: MemberForm) -> None:
        add_member(self, form)

    def stands(self) -> list[tuple[str, str]]:
        return []

    def extra(self) -> dict[str, Any]:
        side = self.missing_side()
        return {
            "asks_for": side,
            "asks_for_leader": side == Side.LEADER,
            "next_url": self.next_url(),
            "spoken": queries.spoken_seats(self.case.application),
            "came": queries.came_seats(self.case.application),
        }

    def missing_side(self) -> Side | None:
        return next((side for side in Side if not self.case.on_side(side)), None)


class MemberPage(DraftView):
    """One person's name, address and role on a page of its own."""

    template = "participants/member.html"

    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return self.page(self.form())

    def post(self, request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        is_saved = form.is_valid() and self.attempt(self.save, form)
        return redirect(self.next_url()) if is_saved else self.page(form, status=422)

    def next_url(self) -> str:
        return self.list_url()

    def form(self, data: Mapping[str, Any] | None = None) -> MemberForm:
        return MemberForm(data)

    def save(self, form: MemberForm) -> None:
        add_member(self, form)

    def heading(self) -> str:
        return _("Skriv en til på")

    def page(self, form: MemberForm, *, status: int = 200, **more: Any) -> HttpResponse:
        context = {**self.frame(), "form": form, "heading": self.heading(), "list_url": self.list_url(), **more}
        return render(self.request, self.template, context, status=status)

    def list_url(self) -> str:
        return steps.url_of(self.case, "hvem")


class NewMember(OncePerSubmission, MemberPage):
    """One more."""


class Member(OncePerSubmission, MemberPage):
    """Correct somebody, or oneself. Found also by the seat they had before their address was corrected."""

    seat: Seat
    lost_invitation = False

    def get(self, _request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        return super().get(_request) if self.is_here() else redirect(self.list_url())

    def post(self, request: SparkRequest, **_kwargs: Any) -> HttpResponse:
        if not self.is_here():
            return self.write_on_again()
        try:
            return super().post(request)
        except ChangedMeanwhile as problem:
            self.is_here()
            return self.page(self.form(request.POST), status=CONFLICT, problem=str(problem), stands=self.stands())

    def is_here(self) -> bool:
        """False when somebody has taken the person off meanwhile. Raises Http404 for one who never sat here."""
        committee, seat_id = self.case.application.committee, self.kwargs["seat_id"]
        seat = seat_now(seat_id, committee)
        if seat is None and not has_sat(seat_id, committee):
            raise Http404
        if seat is not None:
            self.seat = seat
        return seat is not None

    def write_on_again(self) -> HttpResponse:
        """What was typed waits in the form for somebody new."""
        return NewMember(request=self.request, case=self.case).page(
            MemberForm(self.request.POST),
            status=CONFLICT,
            problem=_("Personen er taget af imens. Gem, hvis I vil skrive personen på igen."),
            action=reverse("participants:member_new", args=[self.case.application.pk]),
        )

    def form(self, data: Mapping[str, Any] | None = None) -> MemberForm:
        form_class = OwnFactsForm if self.seat == self.case.me else MemberForm
        return form_class(data, initial=MemberForm.facts_of(self.seat))

    def save(self, form: MemberForm) -> None:
        corrected = services.correct_member(
            application=self.case.application,
            seat=self.seat,
            member=form.member,
            seen_stamp=self.request.POST.get("seen_version", ""),
            by=self.request.actor,
            at=now(),
        )
        if self.seat == self.case.me and corrected != self.seat:
            sessions.start_participant(self.request, corrected.subject)
            messages.success(self.request, _("Vi har sendt et link til din nye adresse. Åbn det, før du siger ja."))
        elif corrected != self.seat and self.case.application.invitations.filter(seat=self.seat).exists():
            self.lost_invitation = True
            told = _("Det gamle link virker ikke mere. Send en ny invitation til %(name)s.")
            messages.success(self.request, told % {"name": corrected.person.first_name})

    def next_url(self) -> str:
        return steps.url_of(self.case, steps.TOGETHER) if self.lost_invitation else self.list_url()

    def stands(self) -> list[tuple[str, str]]:
        person, role = self.seat.person, self.seat.get_role_display().capitalize()
        return [(_("Navn"), person.name), (_("E-mail"), person.email), (_("Rolle"), role)]

    def heading(self) -> str:
        if self.seat == self.case.me:
            return _("Ret dine oplysninger")
        return _("Ret oplysninger om %(name)s") % {"name": self.seat.person.first_name}

    def page(self, form: MemberForm, *, status: int = 200, **more: Any) -> HttpResponse:
        return super().page(form, status=status, seen_version=stamp_of(self.seat), **more)


class Remove(OncePerSubmission, DraftView):
    """Take somebody off who has not written anything; asked once more first."""

    def get(self, _request: SparkRequest, seat_id: UUID, **_kwargs: Any) -> HttpResponse:
        return self.page(seat_id)

    def post(self, request: SparkRequest, seat_id: UUID, **_kwargs: Any) -> HttpResponse:
        seat = self.case.seat(seat_id)
        try:
            services.remove_member(application=self.case.application, seat=seat, by=request.actor, at=now())
        except services.OnlyThemselves as problem:
            return self.page(seat_id, problem=str(problem), status=409)
        messages.success(request, _("%(name)s er taget af.") % {"name": seat.person.first_name})
        return redirect(steps.url_of(self.case, "hvem"))

    def page(self, seat_id: UUID, *, problem: str = "", status: int = 200) -> HttpResponse:
        context = {
            **self.frame(),
            "seat": self.case.seat(seat_id),
            "list_url": steps.url_of(self.case, "hvem"),
            "problem": problem,
        }
        return render(self.request, "participants/member_remove.html", context, status=status)


def add_member(view: DraftView, form: MemberForm) -> None:
    services.name_member(application=view.case.application, member=form.member, by=view.request.actor, at=now())

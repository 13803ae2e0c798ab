"""The door: a link from a mail opens one browser for one seat. Looking changes nothing; a button opens."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from sparkweb.flow.applications import queries
from sparkweb.flow.applications import services as applications
from sparkweb.foundation.accounts import links, sessions, subjects
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.accounts.links import LinkState, LinkStatus
from sparkweb.foundation.core.clock import now
from sparkweb.portals.participants.forms.entering import LostLinkForm
from sparkweb.registers.workplaces.queries import current_seat

GONE = 410


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: SparkRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        return _open(request, token)
    state = links.look(token, now())
    if request.actor.key == state.subject and request.actor.came_by_link and not state.is_usable:
        return redirect(state.destination)
    holder = subjects.resolve(state.subject) if state.is_usable else None
    if holder is None:
        return _closed(request, token, state)
    return render(request, "participants/enter.html", _door(state, holder))


@never_cache
@require_POST
def renew(_request: SparkRequest, token: str) -> HttpResponse:
    """The answer is the same whatever became of the link, so that nobody learns who takes part."""
    links.renew(token, now())
    return redirect("participants:link_sent")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def lost_link(request: SparkRequest) -> HttpResponse:
    form = LostLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        links.resend(email=form.cleaned_data["email"], at=now())
        return redirect("participants:link_sent")
    status = 422 if request.method == "POST" else 200
    return render(request, "participants/lost_link.html", {"form": form}, status=status)


@never_cache
def link_sent(request: SparkRequest) -> HttpResponse:
    return render(request, "participants/link_sent.html")


@never_cache
@require_POST
def leave(request: SparkRequest) -> HttpResponse:
    """For a shared computer: nothing of the case stays in the browser."""
    logout(request)
    messages.success(request, _("Du er logget ud på denne enhed."))
    return redirect("participants:lost_link")


def _door(state: LinkState, holder: Actor) -> dict[str, Any]:
    """What the link opens, said before it is opened."""
    name, route = next(iter(holder.name.split()), ""), _route(state.destination)
    return {"name": name, "route": route, "inviter": queries.inviter_of(holder.seat_id)}


def _route(destination: str) -> str | None:
    try:
        return resolve(destination).url_name
    except Resolver404:
        return None


def _open(request: SparkRequest, token: str) -> HttpResponse:
    at = now()
    try:
        with transaction.atomic():
            destination = links.open_session(request, token, at)
            _welcome(request, at)
    except links.LinkNotUsable:
        return _closed(request, token, links.look(token, at))
    return redirect(destination)


def _welcome(request: SparkRequest, at: datetime) -> None:
    holder = subjects.resolve(sessions.subject_of(request))
    seat = current_seat(holder.seat_id) if holder and holder.seat_id else None
    if seat:
        applications.arrive(seat=seat, at=at)


def _closed(request: SparkRequest, token: str, state: LinkState) -> HttpResponse:
    """Used, run out, of somebody who has left, or never sent from here."""
    if state.status is LinkStatus.UNKNOWN:
        return render(request, "participants/link_unknown.html", status=404)
    has_left = subjects.resolve(state.subject) is None
    context = {"token": token, "is_used": state.status is LinkStatus.USED, "has_left": has_left}
    return render(request, "participants/link_closed.html", context, status=GONE)

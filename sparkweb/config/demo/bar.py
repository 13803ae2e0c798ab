"""The line on top of every page of the demo."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.models import Seat


def banner(request: HttpRequest) -> dict[str, SafeString]:
    actor = _known(request)
    named = {"name": actor.name, "role": _role(actor)} if actor and actor.name else {}
    return {"banner": render_to_string("demo/bar.html", named)}


def _known(request: HttpRequest) -> Actor | None:
    """Who you are, where the page has asked already; a page that is the same for everybody stays so."""
    is_ours = request.resolver_match is not None and request.resolver_match.app_name == "demo"
    return getattr(request, "actor", None) if is_ours or request.session.accessed else None


def _role(actor: Actor) -> str:
    """Short, so that it stands in one line on a phone."""
    if seat := Seat.objects.filter(pk=actor.seat_id).first() if actor.seat_id else None:
        return SeatRole(seat.role).short
    return ", ".join(str(Role(role).label) for role in sorted(actor.roles))

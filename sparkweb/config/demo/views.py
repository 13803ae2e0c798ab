"""Pages for walking: the people, the switch and the post."""

from uuid import UUID

from csp.decorators import csp_update
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from sparkweb.config.demo import people, post
from sparkweb.config.demo.switching import become
from sparkweb.foundation.messaging.models import OutboxMessage

MAILS_ON_A_PAGE = 40


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    cast = people.Cast()
    context = {"tour": cast.tour(), "groups": cast.groups(), "examples": people.examples()}
    return render(request, "demo/home.html", context)


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    return redirect(become(request, request.POST.get("person", "")))


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    recipient = request.GET.get("q", "").strip()
    page = Paginator(post.newest(recipient), MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "demo/mails.html", {"page": page, "recipient": recipient})


@require_safe
@never_cache
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]  # csp types views without arguments
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    message = get_object_or_404(OutboxMessage, pk=mail_id)
    context = {"mail": message, "text": post.here(message.text), "recipient": people.at_address(message.to_address)}
    return render(request, "demo/mail.html", context)


@require_safe
@never_cache
@xframe_options_sameorigin
def letter(_request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """The mail's own HTML, alone in a frame where it can do nothing."""
    message = get_object_or_404(OutboxMessage, pk=mail_id)
    return HttpResponse(post.framed(message.html), headers={"Content-Security-Policy": post.LETTER_POLICY})


@require_safe
@never_cache
def invitation(_request: HttpRequest, mail_id: UUID) -> HttpResponse:
    message = get_object_or_404(OutboxMessage, pk=mail_id)
    if not message.calendar:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="moede.ics"'}
    return HttpResponse(message.calendar, content_type="text/calendar; charset=utf-8", headers=headers)

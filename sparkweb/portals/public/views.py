"""The public pages. They know no visitor: no session, no cookie, the same answer to all."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sparkweb.foundation.core import clock
from sparkweb.portals.public import now
from sparkweb.portals.public.delivery import public_page
from sparkweb.registers.programme import queries as programme


@public_page
def front(request: HttpRequest) -> HttpResponse:
    today = clock.today()
    return render(request, "public/front.html", {"themes": programme.open_themes(today), "now": now.on(today)})


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """How we take care of what people tell us."""
    return render(request, "public/data.html")


@public_page
def was(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, at the address the law's tool expects."""
    return render(request, "public/was.html")


@require_safe
@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """For the machine that watches: the web process answers and reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")

"""How a public page travels: the same to everyone, so it may be kept, asked about again, and packed."""

from collections.abc import Callable
from functools import wraps

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

View = Callable[[HttpRequest], HttpResponse]
ONE_MINUTE, FIVE_MINUTES = 60, 300


def public_page(view: View) -> View:
    """Packed only because nothing in it is secret: no token, no person (BREACH). The tag is of the unpacked page."""
    kept: View = cache_control(public=True, max_age=FIVE_MINUTES)(_written_once(view))
    packed: View = gzip_page(conditional_page(kept))
    return require_safe(packed)


def _written_once(view: View) -> View:
    """Each process writes a page once a minute, however many ask: nothing in it depends on who does."""

    @wraps(view)
    def written(request: HttpRequest) -> HttpResponse:
        return HttpResponse(caches["pages"].get_or_set(request.path, lambda: view(request).content, ONE_MINUTE))

    return written

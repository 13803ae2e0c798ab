"""Every address of the product; each name stands in the role matrix or the route is refused."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("sparkweb.foundation.accounts.urls")),
    path("", include("sparkweb.portals.public.urls")),
]

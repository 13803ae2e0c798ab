"""Every address of the product; each name stands in the role matrix or the route is refused."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/", include("sparkweb.foundation.accounts.urls")),
    path("konsulent/", include("sparkweb.portals.desk.urls")),
    path("parterne/", include("sparkweb.portals.parties.urls")),
    path("sekretariat/", include("sparkweb.portals.secretariat.urls")),
    path("", include("sparkweb.portals.participants.urls")),
    path("", include("sparkweb.portals.public.urls")),
]

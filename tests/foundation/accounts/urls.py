"""A small site around accounts: one page for each kind of reader, and the pages that settings name."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from sparkweb.foundation.accounts.http import SparkRequest


def who(request: SparkRequest, **_: str) -> HttpResponse:
    return HttpResponse(request.actor.key)


def unseen(_: HttpRequest) -> HttpResponse:
    """A page that asks nothing about its reader."""
    return HttpResponse("åben")


urlpatterns = [
    path("konto/", include("sparkweb.foundation.accounts.urls")),
    path("aaben/", unseen, name="open"),
    path("bord/", who, name="desk"),
    path("sag/", who, name="case"),
    path("glemt/", who, name="forgotten"),
    path(
        "",
        include(
            (
                [
                    path("l/<token>/", who, name="enter"),
                    path("mistet/", who, name="lost_link"),
                    path("mit/", who, name="home"),
                ],
                "participants",
            )
        ),
    ),
    path(
        "",
        include(
            ([path("", who, name="front"), path("data/", who, name="data"), path("was/", who, name="was")], "public")
        ),
    ),
    path("", include(([path("sekretariat/", who, name="home")], "secretariat"))),
]

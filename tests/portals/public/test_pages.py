"""The public pages: the same to everyone, light, plain and open to caches."""

import base64
import gzip
import hashlib
import re
from datetime import date

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from sparkweb.config.settings import base
from sparkweb.flow.prioritisation.models import Round
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.core.design import critical
from sparkweb.insight.reporting.models import Release, ReleasedFigure
from sparkweb.portals.public import now
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.programme.services import load_reference_data
from tests.architecture.templates import parse
from tests.lix import lix, text_of

pytestmark = pytest.mark.django_db

PAGES = ["/", "/oplysninger/", "/was/"]
ONE_ROUND_TRIP = 14_000
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _programme() -> None:
    load_reference_data(by=SYSTEM, at=timezone.now())


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_heading_and_says_its_task(client: Client, path: str) -> None:
    html = client.get(path).content.decode()

    assert [element.tag for element in parse(html).elements].count("h1") == 1
    assert re.search(r"<title>[^<]+ – SPARK</title>", html)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_and_its_style_arrive_in_one_round_trip(client: Client, path: str) -> None:
    response = client.get(path, headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) <= ONE_ROUND_TRIP
    assert b"<style>" in gzip.decompress(response.content)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leaves_nothing_in_the_browser_and_may_be_kept(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_is_known_is_not_sent_again(client: Client, path: str) -> None:
    tag = client.get(path)["ETag"]

    response = client.get(path, headers={"if-none-match": tag})

    assert response.status_code == 304


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_exactly_the_pages_own_style_in(client: Client, path: str) -> None:
    response = client.get(path)
    (style,) = re.findall(r"<style>(.*?)</style>", response.content.decode(), flags=re.DOTALL)

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert critical.hashes() == [f"'sha256-{digest}'"]
    assert f"style-src 'self' 'sha256-{digest}'" in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_plain_danish(client: Client, path: str) -> None:
    assert lix(text_of(client.get(path).content.decode())) < 35


@pytest.mark.parametrize("path", [*PAGES, "/healthz"])
def test_nothing_can_be_posted(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_the_front_page_asks_the_database_little(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        client.get("/")

    assert len(asked) <= 6


def test_a_page_that_has_just_been_written_asks_the_database_nothing(client: Client, settings: Settings) -> None:
    settings.CACHES = {**settings.CACHES, "pages": base.CACHES["pages"]}
    first = client.get("/")

    with CaptureQueriesContext(connection) as asked:
        second = client.get("/")

    assert len(asked) == 0
    assert second.content == first.content
    assert second["Cache-Control"] == first["Cache-Control"]


def test_the_front_page_shows_the_themes_that_are_open(client: Client) -> None:
    html = client.get("/").content.decode()

    assert "Seks ting, vi kan hjælpe med" in html
    assert "Alenearbejde" in html


def test_the_strip_says_the_next_round_and_the_waiting_time_of_the_frozen_figures() -> None:
    period = period_on(TODAY)
    planned = Round.objects.create(
        period=period,
        month=date(2026, 12, 1),
        opens_date=date(2026, 11, 4),
        closes_date=date(2026, 12, 3),
        meeting_date=date(2026, 12, 10),
        capacity=12,
    )
    release = Release.objects.create(period=period, as_of_date=date(2026, 10, 31), frozen_at="2026-11-01T06:00Z")
    ReleasedFigure.objects.create(release=release, figure=now.WAITING, row="", label="", position=0, value=5)

    assert now.on(TODAY) == now.Now(round=planned, weeks=5)


def test_the_strip_is_honest_when_nothing_is_known_yet(client: Client) -> None:
    assert now.on(TODAY) == now.Now(round=None, weeks=None)
    assert "Datoen er på vej" in client.get("/").content.decode()


def test_health_is_ok_when_the_database_answers(client: Client) -> None:
    response = client.get("/healthz")

    assert response.content == b"ok"
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_health_says_when_the_database_is_gone(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", gone)

    assert client.get("/healthz").status_code == 503

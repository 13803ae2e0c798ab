"""The parties' page in a real browser: no barriers in any light, at home on a small phone, by keyboard and on paper."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from sparkweb.insight.reporting.services import freeze_last_month
from tests.insight.cases import Cases
from tests.journeys.conftest import DESKTOP, PHONE, OpenWindow
from tests.world import World

PLACES = ["101", "147", "265", "306", "461", "561", "751", "740", "851", "860"]


def opened(open_window: OpenWindow, site: str, size: dict[str, int], **options: str) -> Page:
    """Somebody from KL, already logged in, looks at a month with some of everything."""
    world, cases, client = World(), Cases(), Client()
    sent = timezone.localdate() - timedelta(days=40)
    for theme in ("samarbejde", "forandringer", "indhold"):
        cases.begin(cases.many(10, PLACES, theme=theme, sent=sent), on=sent)
    freeze_last_month(at=timezone.now())
    world.log_in(client, "Karen")
    window = open_window(size, **options)
    window.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    window.goto("/parterne/")
    return window


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_has_no_barriers(open_window: OpenWindow, site: str, size: dict[str, int], colours: str) -> None:
    window = opened(open_window, site, size, color_scheme=colours, reduced_motion="reduce")

    assert Axe().run(window).response["violations"] == []


def test_it_fits_a_very_small_window(open_window: OpenWindow, site: str) -> None:
    window = opened(open_window, site, {"width": 320, "height": 640})

    assert window.evaluate("document.documentElement.scrollWidth") <= 320


def test_every_municipality_is_found_by_keyboard(open_window: OpenWindow, site: str) -> None:
    window = opened(open_window, site, DESKTOP)
    summary = window.get_by_text("Se alle kommuner")

    summary.focus()
    window.keyboard.press("Enter")

    expect(window.get_by_role("table", name="Alle kommuner efter region")).to_contain_text("Ærø")


def test_on_paper_the_closed_list_is_open(open_window: OpenWindow, site: str) -> None:
    window = opened(open_window, site, DESKTOP)

    window.emulate_media(media="print")

    assert window.get_by_role("table", name="Alle kommuner efter region").is_visible()
    assert not window.get_by_role("link", name="Hent tallene").is_visible()

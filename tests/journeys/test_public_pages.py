"""The public pages in a real browser: light, still, and open to everyone, in light and in dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Request

from tests.journeys.conftest import DESKTOP, PHONE, OpenWindow

MEASURE_SHIFT = """
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift = (window.shift || 0) + entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

A_LINE = 30
HEADINGS = "[...document.querySelectorAll('h1, h2, h3')].map(one => Math.round(one.getBoundingClientRect().top))"


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/oplysninger/", "/was/", "/findes-ikke/"])
def test_a_public_page_has_no_barriers(open_window: OpenWindow, path: str, colours: str) -> None:
    window = open_window(PHONE, color_scheme=colours, reduced_motion="reduce")

    window.goto(path)

    assert Axe().run(window).response["violations"] == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_first_visit_is_light_and_still(open_window: OpenWindow, size: dict[str, int]) -> None:
    window = open_window(size)
    requests: list[Request] = []
    window.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 – it marks the function it gets
    window.add_init_script(MEASURE_SHIFT)

    window.goto("/", wait_until="networkidle")

    sizes = [request.sizes() for request in requests]
    assert len(requests) <= 8
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= 60 * 1024
    assert window.evaluate("window.shift || 0") <= 0.02


@pytest.mark.parametrize("path", ["/", "/oplysninger/", "/was/"])
def test_nothing_moves_by_more_than_a_line_when_the_font_comes(open_window: OpenWindow, path: str) -> None:
    window, without_font = open_window(PHONE), open_window(PHONE)
    without_font.route("**/*.woff2", lambda route: route.abort())

    window.goto(path, wait_until="networkidle")
    without_font.goto(path)

    places = zip(window.evaluate(HEADINGS), without_font.evaluate(HEADINGS), strict=True)
    assert max(abs(after - before) for after, before in places) <= A_LINE


def test_a_page_fits_a_very_small_window(open_window: OpenWindow) -> None:
    window = open_window({"width": 320, "height": 640})

    window.goto("/")

    assert window.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_key_reaches_the_way_past_the_menu(open_window: OpenWindow) -> None:
    window = open_window()
    window.goto("/")

    window.keyboard.press("Tab")
    window.keyboard.press("Enter")

    assert window.evaluate("document.activeElement.id") == "indhold"

"""A visitor arrives."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESKTOP, PHONE, OpenWindow


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_front_page_has_no_barriers_and_fits_the_window(open_window: OpenWindow, size: dict[str, int]) -> None:
    window = open_window(size)

    window.goto("/")

    assert window.locator("h1").count() == 1
    assert window.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert Axe().run(window).response["violations"] == []

"""A real Chromium against a real server. Each person in a story has a browser window of their own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

# Playwright keeps an event loop in our thread, and Django would then refuse the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")

OpenWindow = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Debian's own; where there is none (Ubuntu), the one that Playwright installed."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
    yield browser
    browser.close()


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """Where the site answers. The reference data of the migrations is back at the start of every story."""
    settings.SITE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def open_window(chromium: Browser, site: str) -> Iterator[OpenWindow]:
    """`open_window()` or `open_window(PHONE)`: a fresh window, as of somebody who has never been here.

    What the browser complained about, such as a breach of the content policy or a missing file, fails the story.
    """
    complaints: list[str] = []
    windows: list[Page] = []

    def open_one(size: Any = DESKTOP, **options: Any) -> Page:
        window = chromium.new_context(base_url=site, viewport=size, locale="da-DK", **options).new_page()
        window.on("console", lambda message: complaints.extend(_said(message)))
        window.on("pageerror", lambda error: complaints.append(str(error)))
        window.on("response", lambda response: complaints.extend(_missed(response)))
        windows.append(window)
        return window

    yield open_one
    for window in windows:
        window.context.close()
    assert complaints == []


def _said(message: ConsoleMessage) -> list[str]:
    """A page that answers 404 is the story's own matter; what a page asks for and does not get is seen below."""
    return [message.text] if message.type == "error" and "Failed to load resource" not in message.text else []


def _missed(response: Response) -> list[str]:
    return [response.url] if response.status >= 400 and response.request.resource_type != "document" else []

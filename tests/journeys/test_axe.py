"""Every page of every role, with a case at every stage behind it: no barriers on a phone and at a desk, in both lights.

Which pages there are is read from the address book; a new one is looked at the day it has a row in the role matrix.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sparkweb.foundation.accounts.enums import PARTICIPANTS, Role
from tests.journeys.conftest import DESKTOP, PHONE, OpenWindow
from tests.journeys.looking import with_session
from tests.trust.addresses import Route, routes
from tests.trust.cases import Case, Stage, TwoWorlds

STAGES = {
    Role.VISITOR: [Stage.DRAFT],
    Role.LEADER: [Stage.DRAFT, Stage.SUBMITTED, Stage.GRANTED, Stage.DATES, Stage.RUNNING, Stage.CLOSED],
    Role.CONSULTANT: [Stage.DATES, Stage.RUNNING, Stage.CLOSED],
    Role.COORDINATOR: [Stage.SUBMITTED, Stage.DECIDED, Stage.GRANTED],
    Role.STEERING: [Stage.CLOSED],
}
"""Where the pages of a role look different. A representative sees the leader's; the others only their account."""
SMALLEST = {"width": 320, "height": 640}
AXE = Axe().axe_script
RUN = "(rules) => axe.run(document, {resultTypes: ['violations'], preload: false, ...rules})"
ALL_RULES: dict[str, Any] = {}
ONLY_COLOURS = {"runOnly": ["color-contrast"]}


def test_no_page_has_barriers(open_window: OpenWindow, site: str) -> None:
    worlds = TwoWorlds()
    tables = [(role, cases) for role in STAGES for cases in tables_of(worlds, role)]

    found = [
        f"{path}: {barrier}"
        for role, cases in tables
        for path, window in pages(open_window(PHONE, reduced_motion="reduce"), worlds, role, cases)
        for barrier in barriers(window)
    ]

    assert found == []


def tables_of(worlds: TwoWorlds, role: Role) -> list[list[Case]]:
    """A participant sits at one table at a time."""
    cases = [worlds.ours[stage] for stage in STAGES[role]]
    return [[case] for case in cases] if role in PARTICIPANTS else [cases]


def pages(window: Page, worlds: TwoWorlds, role: Role, cases: Sequence[Case]) -> Iterator[tuple[str, Page]]:
    """The window on each page in turn, wherever the address led."""
    if key := worlds.person(role, cases[0]).session_key:
        with_session(window, key)
    seen = set()
    for path in dict.fromkeys(paths(worlds, role, cases)):
        answer = window.request.get(path)
        if answer.ok and answer.url not in seen and answer.headers["content-type"].startswith("text/html"):
            seen.add(answer.url)
            window.goto(answer.url)
            yield path, window


def paths(worlds: TwoWorlds, role: Role, cases: Sequence[Case]) -> Iterator[str]:
    for route in routes():
        if has_business(role, route):
            for case in cases:
                yield from route.paths(worlds, route.ids(case, case.seat_of(role)))


def has_business(role: Role, route: Route) -> bool:
    """What a visitor sees as well is looked at as the visitor."""
    roles = route.roles("get")
    return role in roles and (role is Role.VISITOR or Role.VISITOR not in roles)


def barriers(window: Page) -> Iterator[str]:
    resize(window, PHONE)
    window.emulate_media(color_scheme="light")
    window.evaluate(AXE)
    yield from violations(window, ALL_RULES)
    resize(window, DESKTOP)
    yield from violations(window, ALL_RULES)
    window.emulate_media(color_scheme="dark")
    yield from violations(window, ONLY_COLOURS)
    resize(window, SMALLEST)
    if (width := window.evaluate("document.documentElement.scrollWidth")) > SMALLEST["width"]:
        yield f"{width} px wide in a window of {SMALLEST['width']}"


def resize(window: Page, size: dict[str, int]) -> None:
    window.set_viewport_size({"width": size["width"], "height": size["height"]})


def violations(window: Page, rules: dict[str, Any]) -> Iterator[str]:
    for found in window.evaluate(RUN, rules)["violations"]:
        yield f"{found['id']} at {found['nodes'][0]['html']}"

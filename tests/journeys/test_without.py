"""The application form for those who have no mouse, and for those whose browser runs no script."""

import re

import pytest
from playwright.sync_api import Page, expect

from sparkweb.registers.programme.models import Sector
from tests.journeys.conftest import PHONE, OpenWindow
from tests.journeys.looking import at
from tests.world import HAVREVANG, World

ANNE, MIKKEL = HAVREVANG.leader, HAVREVANG.steward
MOST_STOPS = 60
"""No page makes anybody press Tab more often than this to get anywhere."""

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def world(site: str) -> World:
    return World()


def test_an_application_by_keyboard_alone(open_window: OpenWindow) -> None:
    window = open_window()
    window.goto("/ansoeg/")

    fill_with_the_keyboard(window, "Dit navn", ANNE.name)
    fill_with_the_keyboard(window, "Din e-mail", ANNE.email)
    choose(window, "leader")
    fill_with_the_keyboard(window, "Arbejdspladsens navn", HAVREVANG.workplace)
    fill_with_the_keyboard(window, "Kommune", HAVREVANG.municipality)
    fill_with_the_keyboard(window, "Hvad arbejder I med?", Sector.objects.get(code=HAVREVANG.sector).name)
    fill_with_the_keyboard(window, "Hvor mange ansatte er I?", str(HAVREVANG.employees))
    press(window, "Gå i gang")
    at(window, "Hvad fylder hos jer?")
    choose(window, "samarbejde")
    press(window, "Gem og gå videre")
    at(window, "Med dine egne ord")
    fill_with_the_keyboard(window, "Det fylder hos os", HAVREVANG.hurts[0])
    fill_with_the_keyboard(window, "Det håber jeg på", HAVREVANG.hopes[0])
    press(window, "Gem og gå videre")
    at(window, "Hvem er med?")
    fill_with_the_keyboard(window, "Navn", MIKKEL.name)
    fill_with_the_keyboard(window, "E-mail", MIKKEL.email)
    choose(window, "shop_steward")
    press(window, "Gem og gå videre")
    at(window, "Tid og rammer")
    choose(window, "nu")
    for term in ("accepts_time", "accepts_evaluation", "accepts_start"):
        choose(window, term)
    press(window, "Gem og gå videre")
    at(window, "Læs hinandens ord, og sig ja")
    press(window, "Send invitation til Mikkel")
    expect(window.get_by_text("Invitationen til Mikkel er på vej.")).to_be_visible()


def test_a_mistake_is_found_from_the_summary_by_keyboard(open_window: OpenWindow) -> None:
    window = open_window()
    window.goto("/ansoeg/")

    press(window, "Gå i gang")
    tab_to(window, "Dit navn – Skriv dit navn.")
    window.keyboard.press("Enter")
    window.keyboard.type(ANNE.name)

    expect(window.get_by_label("Dit navn")).to_have_value(ANNE.name)


def test_an_application_without_script(open_window: OpenWindow) -> None:
    window = open_window(PHONE, java_script_enabled=False)
    window.goto("/")
    window.get_by_role("link", name="Søg sammen om et forløb").first.click()

    window.get_by_label("Dit navn").fill(ANNE.name)
    window.get_by_label("Din e-mail").fill(ANNE.email)
    window.get_by_role("radio", name=re.compile("^Leder")).check()
    window.get_by_label("Arbejdspladsens navn").fill(HAVREVANG.workplace)
    window.get_by_label("Kommune").select_option(label=HAVREVANG.municipality)
    window.get_by_label("Hvad arbejder I med?").select_option(label=Sector.objects.get(code=HAVREVANG.sector).name)
    window.get_by_label("Hvor mange ansatte er I?").fill("46")
    window.get_by_role("button", name="Gå i gang").click()
    window.get_by_role("checkbox").first.check()
    window.get_by_role("button", name="Gem og gå videre").click()
    window.get_by_label("Det fylder hos os").fill(HAVREVANG.hurts[0])
    window.get_by_label("Det håber jeg på").fill(HAVREVANG.hopes[0])
    window.get_by_role("button", name="Gem og gå videre").click()

    expect(window.get_by_role("heading", level=1)).to_have_text("Hvem er med?")


# Keys -------------------------------------------------------------------------------------------------


def fill_with_the_keyboard(window: Page, label: str, text: str) -> None:
    """A list is chosen from by typing as well."""
    tab_to(window, label)
    window.keyboard.type(text)


def choose(window: Page, value: str) -> None:
    """A box or a row with the value; among rows the arrows lead on."""
    tab_to(window, value)
    for _ in range(MOST_STOPS):
        if window.evaluate("document.activeElement.value || document.activeElement.name") == value:
            break
        window.keyboard.press("ArrowDown")
    window.keyboard.press("Space")


def press(window: Page, button: str) -> None:
    tab_to(window, button)
    with window.expect_navigation():
        window.keyboard.press("Enter")


NAMES_OF_FOCUS = """() => {
    const element = document.activeElement, group = element.form?.elements[element.name];
    const labels = [...(element.labels || [])].map((label) => label.innerText.split("\\n")[0].trim());
    const values = group instanceof RadioNodeList ? [...group].map((one) => one.value) : [element.value];
    return [...labels, element.innerText?.trim(), element.name, ...values];
}"""


def tab_to(window: Page, name: str) -> None:
    """Tab on until what has the focus is called so."""
    for _ in range(MOST_STOPS):
        window.keyboard.press("Tab")
        if name in window.evaluate(NAMES_OF_FOCUS):
            return
    pytest.fail(f"No way to {name!r} with the Tab key.")

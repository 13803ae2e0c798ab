"""Ada is new at SPARK. She chooses a passkey as her second factor, and next morning it is all she needs."""

from datetime import date

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sparkweb.foundation.accounts import services
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.core import clock
from tests.journeys.conftest import OpenWindow

PASSWORD = "fire-stole-om-et-bord"


def employ_ada() -> None:
    ada = services.employ(
        email="ada@spark.example",
        name="Ada Bruhn",
        role=Role.ADMINISTRATOR,
        from_date=date(2024, 1, 1),
        by=SYSTEM,
        at=clock.now(),
    )
    ada.set_password(PASSWORD)
    ada.save()


def plug_in_a_key(window: Page) -> None:
    """Chromium's own pretended phone: it has a finger to show and remembers what it is given."""
    devtools = window.context.new_cdp_session(window)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_set_up_once_and_then_opens_the_account(open_window: OpenWindow) -> None:
    employ_ada()
    window = open_window()
    plug_in_a_key(window)

    window.goto("/konto/")
    assert Axe().run(window).response["violations"] == []
    window.get_by_label("E-mail").fill("ada@spark.example")
    window.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    window.get_by_role("button", name="Log ind", exact=True).click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Gør din konto sikker")
    assert Axe().run(window).response["violations"] == []

    window.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    window.get_by_label("Adgangskode").fill(PASSWORD)
    window.get_by_role("button", name="Fortsæt").click()
    window.get_by_label("Nøglens navn").fill("Adas telefon")
    window.get_by_label("Log ind med nøglen alene").check()
    window.get_by_role("button", name="Tilføj nøglen").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Reservekoder")

    window.get_by_role("link", name="Gå til dit arbejde").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Din konto")
    window.get_by_role("link", name="Log ud").click()
    window.get_by_role("button", name="Log ud").click()

    window.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(window.get_by_role("heading", level=1)).to_have_text("Din konto")

"""From offered dates to the evaluation: the consultant at a desk, the workplace on a phone, partly without a mouse."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Page, expect

from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation
from sparkweb.flow.planning.models import Assignment
from sparkweb.registers.workplaces.models import Seat
from tests.journeys.conftest import PHONE, OpenWindow
from tests.world import World


@pytest.fixture
def assignment(site: str) -> Assignment:
    """Assigned a week ago; nothing proposed yet."""
    world = World(timezone.now() - timedelta(days=14))
    return world.assigned()


def as_lise(window: Page, assignment: Assignment) -> Page:
    user = assignment.consultant.user
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    return _with(
        window,
        **{
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: backend,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            "second_factor_of": user.pk,
        },
    )


def as_seat(window: Page, seat: Seat) -> Page:
    return _with(window, subject=seat.subject)


def _with(window: Page, **values: object) -> Page:
    session = SessionStore()
    session.update(values)
    session.save()
    key = session.session_key
    window.goto("/")
    window.context.add_cookies([{"name": "sessionid", "value": str(key), "url": window.url}])
    return window


def fits(window: Page) -> None:
    size = window.viewport_size
    assert size is not None
    assert window.locator("h1").count() == 1
    assert window.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert Axe().run(window).response["violations"] == []


def hold(course: Course, *, begun_ago: timedelta) -> None:
    """The day comes: the booked meeting is moved to just before now."""
    visit = course.meetings.get().visit
    length = visit.ends_at - visit.starts_at
    visit.starts_at = timezone.now() - begun_ago
    visit.ends_at = visit.starts_at + length
    visit.save()


def test_a_course_from_the_first_dates_to_the_last_answer(open_window: OpenWindow, assignment: Assignment) -> None:
    steward = assignment.application.committee.seats.get(role="shop_steward")
    desk, phone = as_lise(open_window(), assignment), as_seat(open_window(PHONE), steward)

    lise_offers_a_day(desk)
    mikkel_picks_it_with_the_keyboard(phone, assignment)
    course = Course.objects.get(application=assignment.application)
    hold(course, begun_ago=timedelta(hours=4))
    lise_writes_the_minutes(desk)
    mikkel_plans_what_to_try(phone)
    mikkel_tells_what_they_saw(phone)
    lise_is_stopped_at_the_gate_and_wraps_up(desk, course)
    lise_closes(desk)
    mikkel_answers_with_the_keyboard(phone, EvaluationInvitation.objects.get(seat=steward))

    assert set(EvaluationAnswer.objects.get().response.ratings.values_list("value", flat=True)) == {2}


def lise_offers_a_day(desk: Page) -> None:
    desk.goto("/konsulent/")
    fits(desk)
    desk.get_by_role("link", name="Foreslå datoer").click()
    fits(desk)
    proposal = desk.get_by_role("group", name="Forslag 1")
    proposal.get_by_label("Dag").fill(in_days(20))
    desk.get_by_label("Hvor mødes I?").fill("Hos jer, personalestuen")
    desk.get_by_role("button", name="Send datoerne").click()
    expect(desk.get_by_text("Datoerne er sendt til arbejdspladsen.")).to_be_visible()
    fits(desk)


def mikkel_picks_it_with_the_keyboard(phone: Page, assignment: Assignment) -> None:
    phone.goto(f"/jeres/{assignment.application_id}/dato/")
    fits(phone)
    phone.get_by_role("radio").first.focus()
    phone.keyboard.press("Space")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Mødet er aftalt. I får alle en kalenderinvitation på mail.")).to_be_visible()
    fits(phone)


def lise_writes_the_minutes(desk: Page) -> None:
    desk.goto("/konsulent/")
    desk.get_by_role("link", name="Skriv referat").first.click()
    fits(desk)
    desk.get_by_label("Referat").fill("Vi talte om vagtskiftet.")
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_text("Referatet er gemt.")).to_be_visible()


def mikkel_plans_what_to_try(phone: Page) -> None:
    phone.reload()
    expect(phone.get_by_text("Vi talte om vagtskiftet.")).to_be_visible()
    phone.get_by_role("link", name="Tilføj en prøvehandling").click()
    fits(phone)
    phone.get_by_label("Hvad kalder I den?").fill("Fem minutter ved vagtskiftet")
    phone.get_by_label("Hvorfor vil I prøve den?").fill("Så alle ved besked.")
    phone.get_by_label("Hvad gør I?").fill("Vi mødes ved tavlen.")
    phone.get_by_label("Hvem sætter i gang?").fill("Sara og Mikkel")
    phone.get_by_label("Hvad kigger I efter?").fill("Færre opkald.")
    phone.get_by_label("Til og med hvilken dag prøver I?").fill(in_days(14))
    phone.get_by_role("button", name="Gem").click()
    fits(phone)


def mikkel_tells_what_they_saw(phone: Page) -> None:
    phone.get_by_role("link", name="Skriv, hvad I så").first.click()
    fits(phone)
    phone.get_by_label("Hvad så I?").fill("Det gik bedst, når vi stod op.")
    phone.keyboard.press("Tab")
    phone.keyboard.press("ArrowRight")
    expect(phone.get_by_role("radio", name="Justér")).to_be_checked()
    phone.get_by_role("button", name="Gem jeres svar").press("Enter")
    expect(phone.get_by_text("Justeret")).to_be_visible()


def lise_is_stopped_at_the_gate_and_wraps_up(desk: Page, course: Course) -> None:
    desk.goto(f"/konsulent/forloeb/{course.pk}/luk/")
    expect(desk.get_by_text("Opsamlingen mangler.")).to_be_visible()
    desk.get_by_role("link", name="Skriv opsamling").click()
    fits(desk)
    desk.get_by_label("Hvad har I lært?").fill("Små aftaler holder bedst.")
    desk.get_by_label("Hvordan holder I fast?").fill("Et fast punkt på mødet.")
    desk.get_by_label("Hvem holder øje?").fill("Sara og Anne")
    desk.get_by_label("Hvornår ser I på det igen?").fill(in_days(90))
    desk.get_by_role("button", name="Gem").click()
    expect(desk.get_by_text("Opsamlingen er gemt.")).to_be_visible()


def lise_closes(desk: Page) -> None:
    desk.get_by_role("link", name="Luk forløbet").first.click()
    fits(desk)
    desk.get_by_role("button", name="Luk forløbet").click()
    expect(desk.get_by_text("Alle, der er med, får evalueringen.")).to_be_visible()
    fits(desk)


def mikkel_answers_with_the_keyboard(phone: Page, invitation: EvaluationInvitation) -> None:
    phone.goto(f"/evaluering/{invitation.pk}/")
    fits(phone)
    for line in phone.get_by_role("group").all():
        line.get_by_role("radio").first.focus()
        phone.keyboard.press("ArrowRight")
    phone.get_by_role("button", name="Send mit svar").press("Enter")
    expect(phone.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
    fits(phone)


def in_days(days: int) -> str:
    """That day, or the Monday after it: nobody meets on a Saturday by accident."""
    day = timezone.localdate() + timedelta(days=days)
    return (day + timedelta(days=(7 - day.weekday()) * (day.weekday() > 4))).isoformat()

"""The course from the workplace's side: both sides read and write the same, and nobody else does."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import Verdict
from sparkweb.flow.courses.models import ChangeGoal, Course, Meeting, TrialAction, WrapUp
from sparkweb.foundation.core.idempotency import FIELD, new_key
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import post, text, url
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

NEXT_YEAR = f"{timezone.localdate() + timedelta(days=300):%Y-%m-%d}"
TRIAL = {
    "title": "Stå op", "purpose": "Så vi når det.", "what": "Vi står op.", "who": "Sara",
    "signal": "Kortere møder.", "by_date": NEXT_YEAR,
}  # fmt: skip
WRAP_UP = {"learning": "Vi lærte.", "anchoring": "Fast punkt.", "keeper": "Sara", "check_date": NEXT_YEAR, "seen": 0}


@pytest.fixture
def world(db: None) -> World:
    """Begins five weeks ago, so that the first meeting has been."""
    return World(timezone.now() - timedelta(days=35))


@pytest.fixture
def course(world: World) -> Course:
    return Course.objects.select_related("assignment", "application__committee").get(pk=world.course().pk)


@pytest.fixture
def meeting(world: World, course: Course) -> Meeting:
    return world.met(course)


def test_both_sides_read_the_same(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    world.trial(meeting)

    pages = [text(enter(seat).get(url("status", course.application))) for seat in world.seats(course.application)]

    for page in pages:
        for words in (
            "Vi siger til hinanden, når vi ikke kan nå det.", "Fem minutter ved vagtskiftet",
            "Vi talte om vagtskiftet", "En prøvehandling er en lille ændring",
        ):  # fmt: skip
            assert words in page


def test_before_the_first_meeting_everything_can_be_prepared(world: World, enter: Enter) -> None:
    world.now = timezone.now()
    course = world.course()

    page = text(enter(world.leader(course.application)).get(url("status", course.application)))

    for words in (
        "Det skal I tale om", "I har ikke skrevet jeres forandringsønske endnu.", "Skriv noter til mødet",
        "Tilføj en prøvehandling", "Skriv opsamlingen",
    ):  # fmt: skip
        assert words in page


def test_before_a_meeting_is_booked_there_is_nothing_to_try_or_gather(world: World, enter: Enter) -> None:
    application = world.assigned().application
    client = enter(world.leader(application))

    page = text(client.get(url("status", application)))

    assert [words for words in ("Tilføj en prøvehandling", "Skriv opsamlingen") if words in page] == []
    assert client.get(url("trial_new", application)).status_code == 404
    assert client.get(url("wrap_up", application))["Location"] == url("status", application)


def test_a_meeting_that_was_called_off_is_told(world: World, enter: Enter) -> None:
    world.now = timezone.now()
    course = world.course()
    meeting = services.cancel_meeting(meeting=course.meetings.get(), by=world.actor("Lise"), at=world.now)
    client = enter(world.steward(course.application))

    page = text(client.get(url("status", course.application)))
    looks = [client.get(url("trial_new", course.application))]
    looks.append(client.get(url("minutes", course.application, meeting.pk)))
    trial = post(client, url("trial_new", course.application), **TRIAL)
    minutes = post(client, url("minutes", course.application, meeting.pk), notes="Det nåede vi.", seen=0)

    assert "Mødet er aflyst" in page
    assert "Lise sender jer forslag til nye datoer." in page
    assert "blev aflyst" in page
    assert [look["Location"] for look in looks] == [url("status", course.application)] * 2
    assert [(answer.status_code, "Mødet er aflyst imens." in text(answer)) for answer in (trial, minutes)] == [
        (409, True)
    ] * 2
    assert "Så vi når det." in trial.content.decode()
    assert "Det nåede vi." in minutes.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_with_one_trial_and_with_three(
    world: World, enter: Enter, course: Course, meeting: Meeting, count: int
) -> None:
    for _ in range(count):
        world.reported(world.trial(meeting))
        world.trial(meeting)
    world.now = timezone.now()
    world.proposal(course.assignment)
    client = enter(world.steward(course.application))

    with CaptureQueriesContext(connection) as sent:
        client.get(url("status", course.application))

    assert len(sent) <= 15


def test_either_side_sets_the_desired_change(world: World, enter: Enter, course: Course) -> None:
    seats = world.seats(course.application)
    seen = ""
    for seat in seats:
        post(enter(seat), url("goal", course.application), text=f"Skrevet af {seat.role}.", seen=seen)
        seen = str(ChangeGoal.objects.latest("id").id)

    assert [goal.text for goal in course.goals.all()] == [f"Skrevet af {seat.role}." for seat in reversed(seats)]


def test_two_who_write_the_desired_change_at_once_see_both(world: World, enter: Enter, course: Course) -> None:
    leader, steward = enter(world.leader(course.application)), enter(world.steward(course.application))
    address = url("goal", course.application)
    post(leader, address, text="Lederens ord.", seen="")

    second = post(steward, address, text="TR'ens ord.", seen="")

    assert second.status_code == 409
    assert "Lederens ord." in text(second)
    assert "TR&#x27;ens ord." in second.content.decode()
    newest = ChangeGoal.objects.get()
    assert f'name="seen" value="{newest.pk}"' in second.content.decode()
    assert post(steward, address, text="Vores ord.", seen=newest.pk).status_code == 302


def test_a_trial_is_planned_at_the_newest_meeting_that_has_begun(
    world: World, enter: Enter, course: Course, meeting: Meeting
) -> None:
    world.now = timezone.now()
    world.visit(course.assignment)

    answer = post(enter(world.steward(course.application)), url("trial_new", course.application), **TRIAL)

    assert answer["Location"] == url("status", course.application)
    assert list(TrialAction.objects.values_list("title", "planned_at_meeting")) == [("Stå op", meeting.pk)]


def test_a_double_click_plans_one(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    client, form = enter(world.steward(course.application)), {FIELD: new_key(), **TRIAL}

    answers = [client.post(url("trial_new", course.application), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert TrialAction.objects.count() == 1


def test_a_trial_can_be_planned_before_the_first_meeting(world: World, enter: Enter) -> None:
    world.now = timezone.now()
    course = world.course()

    post(enter(world.steward(course.application)), url("trial_new", course.application), **TRIAL)

    assert TrialAction.objects.get().planned_at_meeting == course.meetings.get()


@pytest.mark.parametrize("field", ["title", "purpose", "what", "who", "signal", "by_date"])
def test_each_part_of_a_trial_is_asked_for_at_its_place(
    world: World, enter: Enter, course: Course, meeting: Meeting, field: str
) -> None:
    answer = post(
        enter(world.steward(course.application)), url("trial_new", course.application), **{**TRIAL, field: ""}
    )

    assert answer.status_code == 422
    assert f'href="#id_{field}"' in answer.content.decode()


def test_a_report_says_what_they_saw_and_what_they_do_now(
    world: World, enter: Enter, course: Course, meeting: Meeting
) -> None:
    action = world.trial(meeting)
    client = enter(world.steward(course.application))

    post(client, url("trial_report", course.application, action.pk), saw="Det gik.", verdict="adjust", seen=0)

    page = text(client.get(url("status", course.application)))
    assert "Justeret" in page
    assert "Det gik." in page


def test_two_who_report_at_once_see_both(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    action = world.trial(meeting)
    address = url("trial_report", course.application, action.pk)
    leader, steward = enter(world.leader(course.application)), enter(world.steward(course.application))
    post(leader, address, saw="Lederen så ro.", verdict="keep", seen=0)

    second = post(steward, address, saw="Vi så uro.", verdict="drop", seen=0)

    action.refresh_from_db()
    assert second.status_code == 409
    assert [words for words in ("Lederen så ro.", "Behold") if words not in text(second)] == []
    assert "Vi så uro." in second.content.decode()
    assert (action.saw, action.verdict) == ("Lederen så ro.", Verdict.KEEP)


def test_minutes_are_written_by_either_side(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    post(
        enter(world.leader(course.application)),
        url("minutes", course.application, meeting.pk),
        notes="Rettet.\n\nMed luft.",
        seen=1,
    )

    page = enter(world.steward(course.application)).get(url("status", course.application)).content.decode()
    assert "Rettet.\n\nMed luft." in page


def test_minutes_may_be_written_ahead_and_then_the_meeting_has_been(world: World, enter: Enter) -> None:
    world.now = timezone.now()
    course = world.course()
    address = url("minutes", course.application, course.meetings.get().pk)
    client = enter(world.leader(course.application))

    hint = text(client.get(address))
    post(client, address, notes="Vi mødtes allerede i dag.", seen=0)

    page = text(client.get(url("status", course.application)))
    assert "Mødet er først" in hint
    assert "I har holdt jeres første møde" in page
    assert "Vi mødtes allerede i dag." in page
    assert "Mødet er først" not in text(client.get(address))


def test_the_wrap_up_is_written_together(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    leader, steward = enter(world.leader(course.application)), enter(world.steward(course.application))
    post(leader, url("wrap_up", course.application), **WRAP_UP)

    late = post(steward, url("wrap_up", course.application), **{**WRAP_UP, "learning": "Andet."})
    post(steward, url("wrap_up", course.application), **{**WRAP_UP, "learning": "Vi lærte begge.", "seen": 1})

    assert late.status_code == 409
    assert "Vi lærte." in text(late)
    assert WrapUp.objects.get().learning == "Vi lærte begge."


def test_a_participant_cannot_close_the_course(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    world.wrapped_up(course)

    assert post(enter(world.leader(course.application)), f"/konsulent/forloeb/{course.pk}/luk/").status_code == 404
    assert Course.objects.get().closed_at is None


def test_a_closed_course_is_read_and_no_longer_written(
    world: World, enter: Enter, course: Course, meeting: Meeting
) -> None:
    action = world.reported(world.trial(meeting))
    services.close(course=world.wrapped_up(course), by=world.actor("Lise"), at=world.now)
    client = enter(world.steward(course.application))

    page = text(client.get(url("status", course.application)))
    looks = [
        client.get(url("goal", course.application)),
        client.get(url("trial_report", course.application, action.pk)),
        client.get(url("wrap_up", course.application)),
    ]
    sent = post(client, url("goal", course.application), text="For sent.")

    assert "små aftaler holder bedst" in page
    assert "Ret referatet" not in page
    assert [look["Location"] for look in looks] == [url("status", course.application)] * 3
    assert sent.status_code == 409
    assert "Forløbet er lukket" in text(sent)
    assert "For sent." in sent.content.decode()


def routes(course: Course, meeting: Meeting, action: TrialAction) -> list[str]:
    application = course.application
    return [
        *(url(route, application) for route in ("pick_date", "other_dates", "goal", "trial_new", "wrap_up")),
        url("minutes", application, meeting.pk),
        url("trial_report", application, action.pk),
        url("calendar", application, meeting.pk),
    ]


def test_another_workplace_finds_nothing(world: World, enter: Enter, course: Course, meeting: Meeting) -> None:
    addresses = routes(course, meeting, world.trial(meeting))
    stranger = enter(world.leader(world.submitted(KLINTEMARKEN)))

    assert {stranger.get(address).status_code for address in addresses} == {404}
    assert {post(stranger, address).status_code for address in addresses[:-1]} == {404}


def test_ids_that_belong_elsewhere_fit_nowhere(world: World, enter: Enter, course: Course) -> None:
    client = enter(world.leader(course.application))

    for route in ("minutes", "trial_report", "calendar"):
        assert client.get(url(route, course.application, uuid4())).status_code == 404


def test_a_sent_application_without_a_course_has_none_of_its_pages(world: World, enter: Enter) -> None:
    application = world.submitted()
    client = enter(world.leader(application))

    assert {client.get(url(route, application)).status_code for route in ("goal", "pick_date", "wrap_up")} == {404}


def test_the_calendar_file_tells_when_and_nothing_else(world: World, enter: Enter, course: Course) -> None:
    world.now = timezone.now()
    visit = world.visit(course.assignment, in_days=20)
    client = enter(world.leader(course.application))

    answer: Any = client.get(url("calendar", course.application, Meeting.objects.get(visit=visit).pk))

    calendar = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="moede.ics"'
    assert f"DTSTART:{visit.starts_at:%Y%m%dT%H%M%SZ}" in calendar
    assert "SUMMARY:Møde med SPARK" in calendar
    assert [
        word for word in ("Havrevang", "Vejle", "mødelokalet", "samarbejde") if word in calendar.split("ATTENDEE")[0]
    ] == []


def test_pages_of_the_course_are_never_kept_by_the_browser(
    world: World, enter: Enter, course: Course, meeting: Meeting
) -> None:
    client = enter(world.leader(course.application))

    for address in (url("goal", course.application), url("minutes", course.application, meeting.pk)):
        assert "no-store" in client.get(address)["Cache-Control"]

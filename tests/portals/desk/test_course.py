"""The course as its consultant sees and writes it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from sparkweb.flow.courses import services
from sparkweb.flow.courses.enums import MeetingKind, Verdict
from sparkweb.flow.courses.models import Course, Meeting, TrialAction, WrapUp
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.core.idempotency import new_key
from tests.portals.desk.cases import courses
from tests.world import World

HOSTILE = "<script>alert(1)</script>\u202eomvendt\x00\u200b 👩‍👩‍👧 æøå"
STORED = "<script>alert(1)</script>omvendt 👩‍👩‍👧 æøå"


def url(route: str, course: Course, *ids: Any) -> str:
    return reverse(f"desk:{route}", args=[course.pk, *ids])


def post(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, {"submission_key": new_key(), **data})


NEXT_YEAR = f"{localdate() + timedelta(days=300):%Y-%m-%d}"
TRIAL = {
    "title": "Stå op", "purpose": "Så vi når det.", "what": "Vi står op.", "who": "Sara",
    "signal": "Kortere møder.", "by_date": NEXT_YEAR,
}  # fmt: skip
WRAP_UP = {"learning": "Vi lærte.", "anchoring": "Fast punkt.", "keeper": "Sara", "check_date": NEXT_YEAR}


def test_the_page_has_both_voices_the_goal_the_trial_the_minutes_and_the_people(
    world: World, lise: Client, course: Course, meeting: Meeting
) -> None:
    world.trial(meeting)

    page = lise.get(url("course", course)).content.decode()

    for text in (
        "bange for at sige", "dagholdet taler næsten kun sammen", "Vi siger til hinanden", "Samarbejde",
        "Fem minutter ved vagtskiftet", "Vi talte om vagtskiftet", "mikkel@havrevang.example",
    ):  # fmt: skip
        assert text in page


def test_the_title_names_the_case_and_not_the_workplace(lise: Client, course: Course) -> None:
    page = lise.get(url("course", course)).content.decode()

    title = page[page.index("<title>") : page.index("</title>")]
    assert "Havrevang" not in title
    assert str(course.application) in title


def test_every_look_is_written_down(world: World, lise: Client, course: Course) -> None:
    lise.get(url("course", course))

    event = Event.objects.get(action="course.viewed")
    assert (event.about_key, event.by_key) == (str(course.pk), world.actor("Lise").key)


def test_pages_of_another_consultants_course_do_not_exist(world: World, client: Client, meeting: Meeting) -> None:
    course, action = meeting.course, world.trial(meeting)
    nadia = world.log_in(client, "Nadia")
    addresses = [
        *(url(route, course) for route in ("course", "propose_dates", "goal", "trial_new", "wrap_up", "close")),
        url("notes", course, meeting.pk),
        url("trial_report", course, action.pk),
    ]

    assert [nadia.get(address).status_code for address in addresses] == [404] * 8
    assert [post(nadia, address).status_code for address in addresses[1:]] == [404] * 7
    assert post(nadia, url("meeting_kind", course, meeting.pk), wrap_up=1).status_code == 404
    assert Event.objects.filter(action="course.viewed").count() == 0


def test_ids_of_another_course_do_not_fit_here(world: World, lise: Client) -> None:
    one, other = courses(world, 2)
    meeting, action = other.meetings.get(), other.trial_actions.all()[0]

    assert lise.get(url("notes", one, meeting.pk)).status_code == 404
    assert lise.get(url("trial_report", one, action.pk)).status_code == 404
    assert post(lise, url("meeting_kind", one, meeting.pk), wrap_up=1).status_code == 404
    assert lise.get(reverse("desk:course", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_stays_within_fifteen_statements(world: World, lise: Client, count: int) -> None:
    course = courses(world, 1)[0]
    for _ in range(count - 1):
        world.reported(world.trial(course.meetings.get()))

    with CaptureQueriesContext(connection) as sent:
        lise.get(url("course", course))

    assert len(sent) == 14


def test_the_desired_change_is_written_for_them(lise: Client, course: Course) -> None:
    answer = post(lise, url("goal", course), text="  Vi siger til.  ", seen="")

    assert answer.status_code == 302
    assert [goal.text for goal in Course.objects.get().goals.all()] == ["Vi siger til."]


def test_two_tabs_with_the_minutes_show_both_texts_and_then_the_gathered_one_is_kept(
    lise: Client, course: Course, meeting: Meeting
) -> None:
    address = url("notes", course, meeting.pk)
    post(lise, address, notes="Fra den ene fane.", seen="1")

    second = post(lise, address, notes="Fra den anden fane.", seen="1")

    page = second.content.decode()
    assert second.status_code == 409
    assert "En anden har skrevet i referatet imens." in page
    assert "Fra den ene fane." in page
    assert "Fra den anden fane." in page
    assert 'name="seen" value="2"' in page
    post(lise, address, notes="Fra begge faner.", seen="2")
    meeting.refresh_from_db()
    assert meeting.notes == "Fra begge faner."


def test_minutes_may_be_written_ahead_with_a_gentle_hint(world: World, lise: Client) -> None:
    course = world.course()
    meeting = Meeting.objects.get(visit=world.visit(course.assignment, in_days=60))
    address = url("notes", course, meeting.pk)

    hint = lise.get(address).content.decode()
    answer = post(lise, address, notes="Vi mødtes allerede.", seen="0")

    meeting.refresh_from_db()
    assert "Mødet er først" in hint
    assert (answer.status_code, meeting.notes) == (302, "Vi mødtes allerede.")
    assert "Det står i kalenderen:" in lise.get(url("course", course)).content.decode()


def test_hostile_text_is_stored_without_its_tricks_and_shown_as_text(lise: Client, course: Course) -> None:
    post(lise, url("goal", course), text=HOSTILE)

    page = lise.get(url("course", course)).content.decode()
    assert [goal.text for goal in Course.objects.get().goals.all()] == [STORED]
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "x" * 601])
def test_a_text_that_is_empty_or_too_long_is_refused_at_its_field(lise: Client, course: Course, text: str) -> None:
    answer = post(lise, url("goal", course), text=text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_text"' in page
    assert page.count("x" * 601) == ("x" in text)
    assert Course.objects.get().goals.count() == 0


@pytest.mark.parametrize("seen", ["-1", "abc", "1e9", "9" * 40])
def test_a_tampered_version_is_never_a_crash(lise: Client, course: Course, seen: str) -> None:
    assert post(lise, url("goal", course), text="Vi siger til.", seen=seen).status_code in (409, 422)


def test_a_trial_is_planned_once_by_a_double_click(lise: Client, course: Course, meeting: Meeting) -> None:
    form = {"submission_key": new_key(), **TRIAL}

    answers = [lise.post(url("trial_new", course), form) for _ in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, url("course", course))] * 2
    assert list(TrialAction.objects.values_list("title", "planned_at_meeting")) == [("Stå op", meeting.pk)]


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"by_date": "2001-01-01"}, 422), ({"by_date": "32.13.2026"}, 422), ({"by_date": ""}, 422), ({"title": ""}, 422)],
)
def test_a_trial_with_a_fault_keeps_what_was_typed(
    lise: Client, course: Course, meeting: Meeting, changes: dict[str, str], status: int
) -> None:
    answer = post(lise, url("trial_new", course), **{**TRIAL, **changes})

    assert answer.status_code == status
    assert "Så vi når det." in answer.content.decode()
    assert TrialAction.objects.count() == 0


def test_a_danish_date_is_read(lise: Client, course: Course, meeting: Meeting) -> None:
    post(lise, url("trial_new", course), **{**TRIAL, "by_date": f"8.12.{localdate().year + 1}"})

    assert [f"{action.by_date:%Y-%m-%d}" for action in TrialAction.objects.all()] == [f"{localdate().year + 1}-12-08"]


def test_a_report_is_written_for_them(world: World, lise: Client, course: Course, meeting: Meeting) -> None:
    action = world.trial(meeting)

    answer = post(lise, url("trial_report", course, action.pk), saw="Det gik.", verdict="drop", seen="0")

    action.refresh_from_db()
    assert answer.status_code == 302
    assert (action.saw, action.verdict) == ("Det gik.", Verdict.DROP)


@pytest.mark.parametrize("verdict", ["", "maybe"])
def test_a_report_needs_a_verdict(world: World, lise: Client, course: Course, meeting: Meeting, verdict: str) -> None:
    action = world.trial(meeting)

    answer = post(lise, url("trial_report", course, action.pk), saw="Det gik.", verdict=verdict, seen="0")

    assert answer.status_code == 422
    assert "Vælg, om I beholder, justerer eller dropper den." in answer.content.decode()
    assert "Det gik." in answer.content.decode()


def test_a_meeting_is_made_the_wrap_up_and_back(lise: Client, course: Course, meeting: Meeting) -> None:
    kinds = []
    for data in ({"wrap_up": "1"}, {"meeting": "1"}):
        lise.post(url("meeting_kind", course, meeting.pk), data)
        meeting.refresh_from_db()
        kinds.append(meeting.kind)

    assert kinds == [MeetingKind.WRAP_UP, MeetingKind.MEETING]


def test_closing_without_a_wrap_up_is_refused_and_says_what_to_do(
    lise: Client, course: Course, meeting: Meeting
) -> None:
    answer = post(lise, url("close", course))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Forløbet kan først lukkes, når opsamlingen er skrevet." in page
    assert url("wrap_up", course) in page
    assert Course.objects.get().closed_at is None


def test_wrapping_up_and_closing_sends_the_evaluation(lise: Client, course: Course, meeting: Meeting) -> None:
    post(lise, url("wrap_up", course), **WRAP_UP, seen="0")
    answer = post(lise, url("close", course))

    assert answer["Location"] == url("course", course)
    assert Course.objects.get().closed_at is not None
    assert "Alle, der er med, får evalueringen." in lise.get(url("course", course)).content.decode()


def test_two_who_wrap_up_at_once_see_both_texts(lise: Client, course: Course, meeting: Meeting) -> None:
    post(lise, url("wrap_up", course), **WRAP_UP, seen="0")

    second = post(lise, url("wrap_up", course), **{**WRAP_UP, "learning": "Noget andet."}, seen="0")

    assert second.status_code == 409
    assert "Vi lærte." in second.content.decode()
    assert "Noget andet." in second.content.decode()
    assert WrapUp.objects.get().learning == "Vi lærte."


def test_a_closed_course_is_read_and_no_longer_written(world: World, lise: Client, meeting: Meeting) -> None:
    course = meeting.course
    services.close(course=world.wrapped_up(course), by=world.actor("Lise"), at=world.now)

    page = lise.get(url("course", course)).content.decode()

    assert "Vi lærte, at små aftaler holder bedst" in page
    assert url("goal", course) not in page
    assert lise.get(url("goal", course))["Location"] == url("course", course)
    answer = post(lise, url("notes", course, meeting.pk), notes="Mere.", seen="1")
    assert answer.status_code == 409
    assert "Forløbet er lukket" in answer.content.decode()

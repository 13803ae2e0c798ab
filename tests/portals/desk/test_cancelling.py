"""Calling a meeting off: asked once more, told to everybody, and the next date is proposed anew."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from sparkweb.flow.courses import services
from sparkweb.flow.courses.models import Course, Meeting
from sparkweb.flow.planning.models import Visit
from sparkweb.foundation.core.idempotency import new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from tests.portals.desk.test_course import post, url
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(world: World, course: Course) -> Meeting:
    """A second meeting, in ten days."""
    world.met(course)
    world.now = timezone.now()
    return Meeting.objects.select_related("visit").get(visit=world.visit(course.assignment, in_days=10))


def test_the_course_offers_it_and_asks_once_more(lise: Client, course: Course, ahead: Meeting) -> None:
    address = url("cancel_meeting", course, ahead.pk)

    page = lise.get(url("course", course)).content.decode()
    asked = lise.get(address).content.decode()

    assert page.count(">Aflys mødet<") == 1
    assert address in page
    assert "Alle får besked, og mødet forsvinder fra deres kalender." in asked
    assert Visit.objects.filter(cancelled_at=None).count() == 2


def test_a_meeting_is_called_off_once_by_a_double_click(lise: Client, course: Course, ahead: Meeting) -> None:
    form = {"submission_key": new_key()}

    answers = [lise.post(url("cancel_meeting", course, ahead.pk), form) for _ in range(2)]

    page = lise.get(url("course", course)).content.decode()
    assert [answer["Location"] for answer in answers] == [url("course", course)] * 2
    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4
    assert "blev aflyst." in page
    assert url("notes", course, ahead.pk) not in page
    assert "Foreslå datoer til et møde" in page


def test_calling_off_what_is_called_off_changes_nothing(
    world: World, lise: Client, course: Course, ahead: Meeting
) -> None:
    services.cancel_meeting(meeting=ahead, by=world.actor("Lise"), at=world.now)

    looked, sent = (
        lise.get(url("cancel_meeting", course, ahead.pk)),
        post(lise, url("cancel_meeting", course, ahead.pk)),
    )

    assert [answer["Location"] for answer in (looked, sent)] == [url("course", course)] * 2
    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4


def test_a_meeting_that_has_been_is_not_called_off(lise: Client, course: Course, meeting: Meeting) -> None:
    address = url("cancel_meeting", course, meeting.pk)

    assert lise.get(address)["Location"] == url("course", course)
    answer = post(lise, address)
    assert (answer.status_code, "Mødet har været" in answer.content.decode()) == (409, True)


def test_nobody_elses_meeting_exists(
    world: World, lise: Client, client: Client, course: Course, ahead: Meeting
) -> None:
    address = url("cancel_meeting", course, ahead.pk)
    answers = [post(lise, url("cancel_meeting", course, uuid4())), post(world.log_in(Client(), "Nadia"), address)]
    answers.append(post(world.enter(Client(), world.leader(course.application)), address))

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert Visit.objects.filter(cancelled_at=None).count() == 2


def test_the_closing_page_says_what_is_called_off_and_closing_does_it(
    world: World, lise: Client, course: Course, ahead: Meeting
) -> None:
    world.wrapped_up(course)

    page = lise.get(url("close", course)).content.decode()
    answer = post(lise, url("close", course))

    ahead.visit.refresh_from_db()
    assert "Der er et møde forude" in page
    assert answer.status_code == 302
    assert (Course.objects.get().closed_at is None, ahead.visit.cancelled_at is None) == (False, False)

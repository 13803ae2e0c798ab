"""Offering dates: Danish days and hours, at most four, none that is taken or does not exist."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime

from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning.models import DateOption, DateProposal
from sparkweb.flow.planning.services import ask_for_other_dates
from sparkweb.foundation.core.idempotency import new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import World


@pytest.fixture
def waiting(world: World) -> Course:
    """Assigned, and nothing proposed."""
    return Course.objects.select_related("assignment", "application").get(assignment=world.assigned())


def propose(client: Client, course: Course, **data: Any) -> Any:
    form = {"place": "Hos jer, personalestuen", "message": "", "submission_key": new_key(), **data}
    return client.post(reverse("desk:propose_dates", args=[course.pk]), form)


def row(number: int, day: str, start: str = "13:00", end: str = "16:00") -> dict[str, str]:
    return {f"date_{number}": day, f"start_{number}": start, f"end_{number}": end}


def next_(weekday: str) -> str:
    """The first such day from a week ahead."""
    days = (timezone.localdate() + timedelta(days=7 + n) for n in range(7))
    return next(f"{day:%Y-%m-%d}" for day in days if f"{day:%a}" == weekday)


def wednesday_in(month: int) -> str:
    """The first one from tomorrow on in that month of the year."""
    days = (timezone.localdate() + timedelta(days=1 + n) for n in range(400))
    return next(f"{day:%Y-%m-%d}" for day in days if day.month == month and day.isoweekday() == 3)


TUESDAY, WEDNESDAY = next_("Tue"), next_("Wed")


def danish(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)}.{int(month)}.{year}"


def offered() -> list[str]:
    return [f"{localtime(option.starts_at):%Y-%m-%d %H:%M}" for option in DateOption.objects.all()]


def test_dates_are_sent_to_the_whole_table(lise: Client, waiting: Course) -> None:
    answer = propose(lise, waiting, **row(1, TUESDAY), **row(3, danish(WEDNESDAY), "9.30", "12.30"), **row(2, ""))

    assert answer["Location"] == reverse("desk:course", args=[waiting.pk])
    assert offered() == sorted([f"{TUESDAY} 13:00", f"{WEDNESDAY} 09:30"])
    assert OutboxMessage.objects.filter(kind="visit.proposal").count() == 3


def test_the_letter_says_nothing_of_place_or_message(lise: Client, waiting: Course) -> None:
    propose(lise, waiting, **row(1, TUESDAY), message="Vi skal tale om konflikten.")

    for letter in OutboxMessage.objects.filter(kind="visit.proposal"):
        assert "personalestuen" not in letter.text + letter.subject
        assert "konflikten" not in letter.text + letter.subject


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Foreslå mindst én dato."),
        (row(1, "i morgen"), "Skriv en dag, for eksempel 8.12.2026."),
        (row(1, TUESDAY, start="25:00"), "Skriv et klokkeslæt, for eksempel 13.00."),
        (row(1, TUESDAY, end=""), "Skriv et klokkeslæt."),
        (
            row(1, TUESDAY, start="16:00", end="13:00"),
            "Mødet skal slutte senere, end det begynder.",
        ),
        (row(1, "2001-12-08"), "Lørdag 8. december 2001: Den dag er gået."),
        (row(1, "2027-03-28", start="02:30", end="05:00"), "Uret stilles den nat"),
        (row(1, "2027-10-31", start="02:30", end="05:00"), "Uret stilles den nat"),
        ({**row(1, TUESDAY), "place": "x" * 121}, "1 tegn for lang"),
        ({**row(1, TUESDAY), "place": ""}, "Skriv, hvor I mødes."),
    ],
)
def test_dates_with_a_fault_are_not_sent(lise: Client, waiting: Course, data: dict[str, str], sentence: str) -> None:
    answer = propose(lise, waiting, **{"message": "Skrevet længe.", **data})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Skrevet længe." in page
    assert DateProposal.objects.count() == 0


def test_a_summer_hour_and_a_winter_hour_are_both_danish(lise: Client, waiting: Course) -> None:
    propose(lise, waiting, **row(1, wednesday_in(7)), **row(2, wednesday_in(12)))

    assert [f"{option.starts_at:%H:%M}" for option in DateOption.objects.order_by("starts_at__month")] == [
        "11:00",
        "12:00",
    ]


def test_a_half_day_that_is_taken_is_not_offered(world: World, lise: Client, course: Course) -> None:
    world.now = timezone.now()
    visit = world.visit(course.assignment, in_days=10)
    day = f"{localtime(visit.starts_at):%Y-%m-%d}"

    answer = propose(lise, course, **row(1, day, "14:00", "17:00"))

    assert answer.status_code == 422
    assert "Du har allerede et møde den halve dag." in answer.content.decode()


def test_every_fault_is_said_at_once_and_at_its_own_row(lise: Client, waiting: Course) -> None:
    typed = {**row(1, "2001-12-06"), **row(2, next_("Tue"), "16:00", "13:00"), **row(3, "i morgen"), "place": ""}

    answer = propose(lise, waiting, **typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["date_3", "place", "date_1", "end_2"]


def test_a_saturday_is_sent_when_the_consultant_has_said_it_is_meant(lise: Client, waiting: Course) -> None:
    saturday = next_("Sat")
    asked = propose(lise, waiting, **row(1, saturday))
    shown = asked.content.decode()
    sent = propose(lise, waiting, **row(1, saturday), weekend="on")

    assert (asked.status_code, sent.status_code, offered()) == (422, 302, [f"{saturday} 13:00"])
    assert ": Det er en weekend." in shown
    assert 'name="weekend"' in shown
    assert 'name="weekend"' not in lise.get(reverse("desk:propose_dates", args=[waiting.pk])).content.decode()


def test_the_half_days_that_are_booked_stand_beside_the_form(world: World, lise: Client, course: Course) -> None:
    world.now = timezone.now()
    visit = world.visit(course.assignment, in_days=10)

    page = lise.get(reverse("desk:propose_dates", args=[course.pk])).content.decode()

    assert date_format(localtime(visit.starts_at), "l j. F").capitalize() in page


def test_a_double_click_sends_once(lise: Client, waiting: Course) -> None:
    form = {**row(1, TUESDAY), "submission_key": new_key()}

    answers = [propose(lise, waiting, **form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert DateProposal.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="visit.proposal").count() == 3


def test_a_new_proposal_replaces_the_open_one(lise: Client, waiting: Course) -> None:
    propose(lise, waiting, **row(1, TUESDAY))
    propose(lise, waiting, **row(1, WEDNESDAY))

    assert [each.closed_at is None for each in DateProposal.objects.order_by("proposed_at")] == [False, True]


def test_what_the_workplace_said_stands_where_new_dates_are_written(
    world: World, lise: Client, waiting: Course
) -> None:
    world.now = timezone.now()
    seat = world.steward(waiting.application)
    proposal = world.proposal(waiting.assignment)
    ask_for_other_dates(proposal=proposal, seat=seat, text="Hellere torsdag.", by=actor_for(seat), at=world.now)

    page = lise.get(reverse("desk:propose_dates", args=[waiting.pk])).content.decode()

    assert "Hellere torsdag." in page
    assert world.now - timedelta(minutes=1) < proposal.wishes.get().wished_at


def test_an_assignment_that_has_ended_offers_nothing(world: World, lise: Client, waiting: Course) -> None:
    waiting.assignment.ended_date = waiting.assignment.from_date
    waiting.assignment.save()

    assert propose(lise, waiting, **row(1, TUESDAY)).status_code == 404


def test_no_dates_go_out_from_a_course_that_has_closed(lise: Client, waiting: Course) -> None:
    Course.objects.filter(pk=waiting.pk).update(wrapped_up_at=timezone.now(), closed_at=timezone.now())

    answer = propose(lise, waiting, **row(1, TUESDAY), message="Skrevet længe.")

    assert answer.status_code == 409
    assert "Forløbet er lukket" in answer.content.decode()
    assert "Skrevet længe." in answer.content.decode()
    assert DateProposal.objects.count() == 0

"""Who has room, who is taken when, who is away."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sparkweb.registers.consultants import queries, services
from sparkweb.registers.consultants.enums import HalfDay
from sparkweb.registers.consultants.models import Absence, Booking, Commitment, Consultant
from tests.world import World

MONDAY = date(2026, 3, 2)


def at(hour: int, minute: int = 0, day: int = 2) -> datetime:
    """Danish winter time."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts", "ends", "halves"),
    [
        ((9,), (12,), [HalfDay.MORNING]),
        ((12,), (15,), [HalfDay.AFTERNOON]),
        ((9,), (12, 1), [HalfDay.MORNING, HalfDay.AFTERNOON]),
        ((11, 59), (15,), [HalfDay.MORNING, HalfDay.AFTERNOON]),
    ],
)
def test_a_meeting_takes_the_half_days_it_touches(
    starts: tuple[int, ...], ends: tuple[int, ...], halves: list[HalfDay]
) -> None:
    assert queries.half_days(at(*starts), at(*ends)) == [(MONDAY, half) for half in halves]


@given(st.integers(0, 22 * 60), st.integers(1, 12 * 60))
def test_every_meeting_within_a_day_takes_at_least_one_half(start: int, length: int) -> None:
    starts_at = at(1) + timedelta(minutes=start)
    ends_at = min(starts_at + timedelta(minutes=length), at(23, 59))

    assert 1 <= len(queries.half_days(starts_at, max(ends_at, starts_at + timedelta(minutes=1)))) <= 2


@pytest.mark.django_db
def test_load_counts_what_is_open_and_frees_what_is_laid_down(world: World) -> None:
    lise = world.consultant("Lise")
    for key in ("a", "b"):
        services.take_on(consultant=lise, about_key=key, from_date=MONDAY)
    services.lay_down(about_key="a", ended_date=MONDAY + timedelta(days=100))
    services.lay_down(about_key="a", ended_date=MONDAY + timedelta(days=200))

    assert {load.consultant.user.name: (load.open_courses, load.places_left) for load in queries.loads()} == {
        "Lise Kragh": (1, 13), "Nadia Friis": (0, 12),
    }  # fmt: skip
    assert queries.free_places() == 25
    assert Commitment.objects.get(about_key="a").ended_date == MONDAY + timedelta(days=100)


@pytest.mark.django_db
def test_more_than_full_is_no_negative_room_and_the_inactive_do_not_count(world: World) -> None:
    Consultant.objects.filter(pk=world.consultant("Lise").pk).update(max_open_courses=0)
    services.take_on(consultant=world.consultant("Lise"), about_key="a", from_date=MONDAY)
    Consultant.objects.filter(pk=world.consultant("Nadia").pk).update(is_active=False)

    assert [load.places_left for load in queries.loads()] == [0]
    assert queries.free_places() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("more", [0, 2])
def test_loads_cost_the_same_for_two_consultants_as_for_four(
    world: World, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Erik", "Ada")[:more]:
        Consultant.objects.create(user=world.user(name), base=world.consultant().base, max_open_courses=3)

    with django_assert_num_queries(3):
        found = queries.loads()
        assert [
            str(load.consultant) + load.consultant.base.name for load in found if list(load.consultant.skills.all())
        ]
    assert len(found) == 2 + more


@pytest.mark.django_db
def test_a_half_day_is_taken_once_and_given_back(world: World) -> None:
    lise, morning = world.consultant("Lise"), (MONDAY, HalfDay.MORNING)
    services.book(consultant=lise, slots=[morning], about_key="visit:1")

    with pytest.raises(services.AlreadyBooked):
        services.book(consultant=lise, slots=[(MONDAY, HalfDay.AFTERNOON), morning], about_key="visit:2")

    assert [booking.about_key for booking in queries.taken_between(lise, MONDAY, MONDAY + timedelta(days=1))] == [
        "visit:1"
    ]
    assert queries.taken_among(lise, [(at(9), at(11)), (at(13), at(15)), (at(9, day=3), at(15, day=3))]) == [
        True, False, False,
    ]  # fmt: skip
    services.book(consultant=world.consultant("Nadia"), slots=[morning], about_key="visit:2")
    services.release(about_key="visit:1")
    services.book(consultant=lise, slots=[morning], about_key="visit:3")
    assert Booking.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "is_away"), [(1, False), (2, True), (4, True), (5, False)])
def test_away_from_the_first_day_up_to_not_including_the_last(world: World, day: int, is_away: bool) -> None:
    lise = world.consultant("Lise")
    Absence.objects.create(consultant=lise, from_date=MONDAY, to_date=MONDAY + timedelta(days=3))

    assert (lise.pk in queries.absent_on(date(2026, 3, day))) == is_away


@pytest.mark.django_db
def test_away_until_further_notice(world: World) -> None:
    lise = world.consultant("Lise")
    Absence.objects.create(consultant=lise, from_date=MONDAY)

    assert queries.absent_on(MONDAY + timedelta(days=4000)) == {lise.pk}


@pytest.mark.django_db
def test_the_database_refuses_an_end_before_the_beginning(world: World) -> None:
    lise = world.consultant("Lise")

    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.create(
            consultant=lise, about_key="a", from_date=MONDAY, ended_date=MONDAY - timedelta(days=1)
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(consultant=lise, from_date=MONDAY, to_date=MONDAY)


@pytest.mark.django_db
def test_the_consultant_behind_a_user(world: World) -> None:
    assert queries.of_user(world.user("Lise").pk) == world.consultant("Lise")
    assert queries.of_user(world.user("Birgit").pk) is None
    assert queries.of_user(None) is None

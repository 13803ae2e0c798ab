from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from sparkweb.foundation.accounts import sessions
from sparkweb.foundation.accounts.models import StaffRole, User
from tests.foundation.accounts.conftest import ANNE, Registry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def as_participant(client: Client, subject: str = ANNE) -> Client:
    session: Any = client.session
    session[sessions.SUBJECT] = subject
    session.save()
    return client


def as_staff(client: Client, user: User) -> Client:
    client.force_login(user)
    session: Any = client.session
    session[sessions.SECOND_FACTOR] = user.pk
    session.save()
    return client


def test_what_the_matrix_does_not_name_does_not_exist(client: Client, birgit: User) -> None:
    assert client.get("/glemt/").status_code == 404
    assert as_staff(client, birgit).get("/glemt/").status_code == 404


def test_an_open_page_costs_nothing_and_may_be_cached(client: Client) -> None:
    response = client.get("/aaben/")

    assert response.status_code == 200
    assert "Cookie" not in response.get("Vary", "")
    assert "Cache-Control" not in response


def test_an_open_page_asks_no_question_of_the_database(
    client: Client, birgit: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_staff(client, birgit)

    with django_assert_num_queries(0):
        client.get("/aaben/")


def test_a_visitor_at_a_page_of_staff_is_sent_to_log_in_and_back(client: Client) -> None:
    response = client.get("/bord/?uge=12")

    assert (response.status_code, response["Location"]) == (302, "/konto/log-ind/?next=/bord/%3Fuge%3D12")


@pytest.mark.parametrize("path", ["/sag/", "/mit/"])
def test_a_visitor_at_a_page_of_participants_is_told_to_use_the_link(client: Client, path: str) -> None:
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, "/mistet/")


def test_a_seat_opens_its_pages_and_nothing_else(client: Client, registry: Registry) -> None:
    as_participant(client)

    assert client.get("/sag/").content == b"person:anne"
    assert client.get("/bord/").status_code == 404
    assert client.get("/konto/").status_code == 404


def test_a_seat_that_ends_closes_at_the_next_request(client: Client, registry: Registry) -> None:
    as_participant(client)
    assert client.get("/sag/").status_code == 200

    registry.seated.remove("anne")

    assert client.get("/sag/")["Location"] == "/mistet/"


@pytest.mark.parametrize("subject", ["unknown:1", "person", "", "person:", 7, None])
def test_a_subject_that_nobody_knows_is_a_visitor(client: Client, registry: Registry, subject: Any) -> None:
    as_participant(client, subject)

    assert client.get("/sag/")["Location"] == "/mistet/"


def test_a_post_needs_its_own_action(client: Client, registry: Registry) -> None:
    as_participant(client)

    assert client.post("/sag/").status_code == 404


def test_staff_with_the_role_come_in(
    client: Client, birgit: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    as_staff(client, birgit)

    with django_assert_num_queries(3):  # session, user, roles
        response = client.get("/bord/")

    assert response.content.decode() == f"user:{birgit.pk}"


def test_staff_with_another_role_find_nothing(client: Client, birgit: User) -> None:
    assert as_staff(client, birgit).get("/sag/").status_code == 404


def test_a_role_ends_by_itself_at_the_next_request(client: Client, birgit: User) -> None:
    as_staff(client, birgit)
    assert client.get("/bord/").status_code == 200

    StaffRole.objects.update(to_date=timezone.localdate())

    assert client.get("/bord/").status_code == 404


def test_a_role_does_not_begin_early(client: Client, birgit: User) -> None:
    StaffRole.objects.update(from_date=timezone.localdate() + timedelta(days=1))

    assert as_staff(client, birgit).get("/bord/").status_code == 404


def test_a_closed_account_is_a_visitor_at_the_next_request(client: Client, birgit: User) -> None:
    as_staff(client, birgit)

    User.objects.update(is_active=False)

    assert client.get("/bord/").status_code == 302


def test_what_a_person_saw_is_not_left_in_a_cache(client: Client, birgit: User) -> None:
    assert as_staff(client, birgit).get("/bord/")["Cache-Control"] == "private, no-store"


def test_logging_in_takes_off_the_hat_of_a_participant(client: Client, birgit: User, registry: Registry) -> None:
    as_participant(client)

    client.force_login(birgit)

    assert sessions.SUBJECT not in client.session


def test_a_working_day_is_the_longest_session_of_staff(client: Client, birgit: User) -> None:
    with time_machine.travel("2026-11-23 08:00 +01:00", tick=False) as clock:
        as_staff(client, birgit)
        clock.shift(timedelta(hours=7, minutes=59))
        assert client.get("/bord/").status_code == 200
        client.get("/konto/to-trin/")
        clock.shift(timedelta(minutes=2))
        assert client.get("/bord/").status_code == 302


def test_the_session_lies_in_the_database_and_can_be_ended_there(client: Client, birgit: User) -> None:
    as_staff(client, birgit)

    Session.objects.all().delete()

    assert client.get("/bord/").status_code == 302

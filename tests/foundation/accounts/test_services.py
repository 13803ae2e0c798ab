from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from sparkweb.foundation.accounts import queries, services
from sparkweb.foundation.accounts.actors import SYSTEM
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import StaffRole, User
from sparkweb.foundation.audit.models import Event
from tests.foundation.accounts.conftest import NOON

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_the_first_way_in_is_a_command() -> None:
    said = StringIO()

    call_command("employ", "ADA@spark.example", "Ada Bruhn", "administrator", stdout=said)

    user = User.objects.get(email="ada@spark.example")
    assert (user.name, user.has_usable_password()) == ("Ada Bruhn", False)
    assert [role.role for role in StaffRole.objects.filter(user=user)] == ["administrator"]
    assert "/konto/glemt-adgangskode/" in said.getvalue()


@pytest.mark.parametrize("email", ["not-an-address", "birgit@spark.example", "BIRGIT@spark.example"])
def test_the_command_says_what_is_wrong(birgit: User, email: str) -> None:
    with pytest.raises(CommandError), transaction.atomic():
        call_command("employ", email, "Birgit", "coordinator")

    assert User.objects.count() == 1


def test_a_role_is_written_down(birgit: User) -> None:
    services.appoint(user=birgit, role=Role.CONSULTANT, from_date=MAY, by=SYSTEM, at=NOON)

    event = Event.objects.filter(action="role.given").latest("id")
    assert (event.by_key, event.facts) == ("system", {"role": "consultant"})
    assert queries.roles_on(birgit.pk, MAY) == {Role.COORDINATOR, Role.CONSULTANT}


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR, Role.AUDITOR, Role.LEADER, Role.VISITOR])
def test_those_who_watch_the_others_hold_no_second_role(birgit: User, role: Role) -> None:
    with pytest.raises(services.RolesConflict):
        services.appoint(user=birgit, role=role, from_date=MAY, by=SYSTEM, at=NOON)

    assert queries.roles_on(birgit.pk, MAY) == {Role.COORDINATOR}


def test_a_role_that_has_ended_is_in_nobodys_way(birgit: User) -> None:
    StaffRole.objects.update(to_date=MAY)

    services.appoint(user=birgit, role=Role.STEERING, from_date=MAY, by=SYSTEM, at=NOON)

    assert queries.roles_on(birgit.pk, MAY) == {Role.STEERING}


def test_the_database_keeps_participants_out_of_the_roles_of_staff(birgit: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffRole.objects.create(user=birgit, role=Role.LEADER, from_date=JUNE)


def test_passwords_are_hashed_with_argon2_outside_the_tests() -> None:
    from sparkweb.config.settings import base  # noqa: PLC0415 – the settings under test, not those of the test

    assert base.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]

"""Writes on who is employed to do what."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sparkweb.foundation.accounts import queries
from sparkweb.foundation.accounts.enums import ALONE, STAFF, Role
from sparkweb.foundation.accounts.models import StaffRole, User
from sparkweb.foundation.audit import services as audit
from sparkweb.foundation.core.acting import HasKey


class RolesConflict(Exception):
    """Raised when one person would hold two roles that watch each other; the message is fit to show."""


@transaction.atomic
def employ(*, email: str, name: str, role: Role, from_date: date, by: HasKey, at: datetime) -> User:
    """A new user with a first role and no password: they choose one by 'forgot my password', then a second factor."""
    user = User.objects.create_user(email=email, name=name)
    appoint(user=user, role=role, from_date=from_date, by=by, at=at)
    return user


@transaction.atomic
def appoint(*, user: User, role: Role, from_date: date, by: HasKey, at: datetime) -> StaffRole:
    """Raises RolesConflict."""
    held = queries.roles_from(user.pk, from_date) - {role}
    if role not in STAFF or (held and (held | {role}) & ALONE):
        raise RolesConflict(_("Den rolle kan ikke holdes sammen med de andre."))
    appointment = StaffRole.objects.create(user=user, role=role, from_date=from_date)
    audit.record("role.given", about=appointment, by=by, at=at, facts={"role": role.value})
    return appointment

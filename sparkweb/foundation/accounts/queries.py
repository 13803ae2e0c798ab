from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import StaffRole


def roles_on(user_id: int, day: date) -> frozenset[Role]:
    """The staff roles that hold on the day."""
    rows = StaffRole.objects.on(day).filter(user_id=user_id).values_list("role", flat=True)
    return frozenset(Role(role) for role in rows)


def has_second_factor(user_id: int) -> bool:
    """Recovery codes alone are a spare key, not a lock."""
    return _second_factors(user_id).exists()


def has_only_one_second_factor(user_id: int) -> bool:
    return _second_factors(user_id).count() == 1


def _second_factors(user_id: int) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user_id=user_id).exclude(type=Authenticator.Type.RECOVERY_CODES)

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q

from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import StaffRole


def roles_on(user_id: int, day: date) -> frozenset[Role]:
    """The staff roles that hold on the day."""
    rows = StaffRole.objects.on(day).filter(user_id=user_id).values_list("role", flat=True)
    return frozenset(Role(role) for role in rows)


def roles_from(user_id: int, day: date) -> frozenset[Role]:
    """The staff roles that hold on the day or begin later."""
    rows = StaffRole.objects.filter(Q(to_date=None) | Q(to_date__gt=day), user_id=user_id)
    return frozenset(Role(role) for role in rows.values_list("role", flat=True))


def has_second_factor(user_id: int | None) -> bool:
    """Recovery codes alone are a spare key, not a lock."""
    factors = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.filter(user_id=user_id).exists())

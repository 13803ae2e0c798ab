"""What the year is set in: the country, the agreement, the staff and the questions. Read once."""

from dataclasses import dataclass
from datetime import date

from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import User
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import AgreementPeriod, CourseType, Sector, Theme


@dataclass(frozen=True)
class Reference:
    municipalities: dict[str, Municipality]
    sectors: dict[str, Sector]
    themes: dict[str, Theme]
    periods: tuple[AgreementPeriod, ...]
    course_type: CourseType
    coordinators: tuple[User, ...]

    def period_on(self, day: date) -> AgreementPeriod:
        return next(period for period in self.periods if period.covers(day))


def read(coordinators: tuple[User, ...]) -> Reference:
    return Reference(
        municipalities={each.name: each for each in Municipality.objects.all()},
        sectors={each.code: each for each in Sector.objects.select_related("group")},
        themes={each.code: each for each in Theme.objects.all()},
        periods=tuple(AgreementPeriod.objects.all()),
        course_type=CourseType.objects.get(code="individuelt"),
        coordinators=coordinators,
    )


def staff_actor(user: User, role: Role) -> Actor:
    return Actor(key=f"user:{user.pk}", roles=frozenset({role}), name=user.name, user_id=user.pk)

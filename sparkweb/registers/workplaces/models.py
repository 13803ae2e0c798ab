"""Who SPARK works with: workplaces, the committee that applies together, and the people on it."""

import uuid
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Sector
from sparkweb.registers.workplaces.enums import CommitteeKind, SeatRole, Side


class Workplace(models.Model):
    """A place of work in a municipality, as its own people describe it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("arbejdspladsens navn"), max_length=120)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+")
    employee_count = models.PositiveIntegerField(
        _("antal ansatte"), validators=[MinValueValidator(1), MaxValueValidator(20_000)]
    )
    created_at = models.DateTimeField()

    privacy = Classified(kept="id municipality sector created_at", shortened="employee_count", erased="name")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="workplace_has_employees", condition=Q(employee_count__gte=1)),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody named in an application. A person has no login; the link in the mail is the key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("navn"), max_length=80)
    email = models.EmailField(_("e-mail"))
    address_confirmed_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id address_confirmed_at", erased="name email")

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        return next(iter(self.name.split()), self.name)


class Committee(models.Model):
    """The TRIO or local MED committee of a workplace: the circle that applies and works together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=CommitteeKind, default=CommitteeKind.TRIO)
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="committees")

    privacy = Classified(kept="id kind workplace")

    def __str__(self) -> str:
        return str(self.id)


class SeatQuerySet(models.QuerySet["Seat"]):
    def current(self) -> "SeatQuerySet":
        return self.filter(ended_date=None)

    def on_side(self, side: Side) -> "SeatQuerySet":
        return self.filter(side=side)


class Seat(models.Model):
    """One person's place in a committee, from a date to a date. Rights follow the seat, not the person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(max_length=24, choices=SeatRole)
    side = models.CharField(max_length=12, choices=Side)
    from_date = models.DateField()
    ended_date = models.DateField(null=True)

    objects = SeatQuerySet.as_manager()

    # "Is shop steward" may hint at union membership (GDPR art. 9): shown inside the course only.
    privacy = Classified(kept="id committee person side from_date ended_date", erased="role")

    class Meta:
        # Leader, shop steward, safety representative, others: the roles' names happen to fall so, read backwards.
        ordering: ClassVar = ["-side", "-role", "from_date", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="seat_one_current_per_person", fields=["committee", "person"], condition=Q(ended_date=None)
            ),
            models.CheckConstraint(
                name="seat_side_follows_role",
                condition=Q(role=SeatRole.LEADER, side=Side.LEADER)
                | (~Q(role=SeatRole.LEADER) & Q(side=Side.EMPLOYEES)),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_starts", condition=Q(ended_date=None) | Q(ended_date__gte=F("from_date"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.name}, {SeatRole(self.role).short}"

    @property
    def subject(self) -> str:
        """What a mailed link and a session say of who holds them."""
        return f"seat:{self.id}"

"""The consultants: what they can, where they start from, how much they carry, when they are taken."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.periods import Period
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.consultants.enums import HalfDay
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Theme


class ConsultantQuerySet(models.QuerySet["Consultant"]):
    def active(self) -> "ConsultantQuerySet":
        return self.filter(is_active=True)


class Consultant(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("base"))
    max_open_courses = models.PositiveSmallIntegerField(_("højst åbne forløb"))
    skills = models.ManyToManyField(Theme, through="Skill", related_name="+")
    is_active = models.BooleanField(_("aktiv"), default=True)

    objects = ConsultantQuerySet.as_manager()

    privacy = Classified(kept="id user base max_open_courses is_active")

    def __str__(self) -> str:
        return str(self.user)


class Skill(models.Model):
    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="skill_rows")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")

    privacy = Classified(kept="id consultant theme")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="skill_once", fields=["consultant", "theme"])]

    def __str__(self) -> str:
        return f"{self.consultant_id}: {self.theme_id}"


class Absence(Period):
    """Days a consultant takes on nothing; the reason is nobody's business."""

    consultant = models.ForeignKey(Consultant, on_delete=models.CASCADE, related_name="absences")

    privacy = Classified(kept="id consultant", erased="from_date to_date")

    def __str__(self) -> str:
        return f"{self.from_date}–{self.to_date or ''}"


class Commitment(models.Model):
    """One open course on a consultant's shoulders. Planning writes it, courses ends it, the round counts it."""

    consultant = models.ForeignKey(Consultant, on_delete=models.PROTECT, related_name="commitments")
    about_key = models.CharField(max_length=60, unique=True)
    from_date = models.DateField()
    ended_date = models.DateField(null=True)

    privacy = Classified(kept="id consultant about_key from_date ended_date")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="commitment_ends_after_it_starts",
                condition=Q(ended_date=None) | Q(ended_date__gte=F("from_date")),
            ),
        ]

    def __str__(self) -> str:
        return self.about_key


class Booking(models.Model):
    """A half-day that is taken. The unique key makes a double booking impossible on any database."""

    consultant = models.ForeignKey(Consultant, on_delete=models.PROTECT, related_name="bookings")
    date = models.DateField()
    half_day = models.CharField(max_length=10, choices=HalfDay)
    about_key = models.CharField(max_length=60)

    privacy = Classified(kept="id consultant date half_day about_key")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="booking_half_day_taken_once", fields=["consultant", "date", "half_day"]),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.half_day}"

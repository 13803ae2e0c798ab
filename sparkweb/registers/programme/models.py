"""What the parties have agreed: periods, themes, sectors and offers. A new agreement is new rows, not new code."""

from datetime import date

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.periods import Period
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.programme.enums import OfferKind, PartySide


class Party(models.Model):
    """One of the two that own SPARK together."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=80)
    side = models.CharField(_("side"), max_length=20, choices=PartySide, unique=True)

    privacy = Classified(kept="id code name side")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class AgreementPeriod(Period):
    """A collective agreement's term. Every application and every figure belongs to one."""

    code = models.CharField(_("kode"), max_length=10, unique=True)
    name = models.CharField(_("navn"), max_length=80)
    budget_dkk = models.PositiveBigIntegerField(_("budget i kroner"), null=True, blank=True)
    is_assumption = models.BooleanField(_("er en antagelse"), default=False)
    remark = models.TextField(_("forbehold"), blank=True)
    source = models.TextField(_("kilde"))

    privacy = Classified(kept="id code name from_date to_date budget_dkk is_assumption remark source")

    class Meta:
        ordering = ["from_date"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(name="programme_agreementperiod_one_from_each_date", fields=["from_date"]),
            models.UniqueConstraint(
                Coalesce("to_date", Value(date.max)), name="programme_agreementperiod_one_to_each_date"
            ),
            models.CheckConstraint(
                name="programme_agreementperiod_assumption_says_why", condition=Q(is_assumption=False) | ~Q(remark="")
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Theme(models.Model):
    """What a workplace can seek help with. A sensitive theme is named to as few as possible."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=120)
    short_name = models.CharField(_("kort navn"), max_length=40)
    description = models.TextField(_("beskrivelse"))
    is_sensitive = models.BooleanField(_("følsomt"), default=False)
    position = models.PositiveSmallIntegerField(_("plads"))

    privacy = Classified(kept="id code name short_name description is_sensitive position")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.short_name

    @property
    def name_in_lists(self) -> str:
        """Where many read along, a sensitive theme has no name of its own."""
        return str(_("Stille spor")) if self.is_sensitive else self.short_name


class PeriodTheme(models.Model):
    """A theme is open for applications from a date within a period, until the period ends."""

    period = models.ForeignKey(AgreementPeriod, on_delete=models.PROTECT, related_name="themes")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="periods")
    opens_date = models.DateField(_("åbner"))

    privacy = Classified(kept="id period theme opens_date")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="programme_periodtheme_once_a_period", fields=["period", "theme"]),
        ]


class SectorGroup(models.Model):
    """Sectors put together, so that small cells in the figures can be."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=80)
    position = models.PositiveSmallIntegerField(_("plads"))

    privacy = Classified(kept="id code name position")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """The kind of work a workplace does. One out of use stays for the figures, and is no longer offered."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=80)
    group = models.ForeignKey(SectorGroup, on_delete=models.PROTECT, related_name="sectors")
    position = models.PositiveSmallIntegerField(_("plads"))
    is_active = models.BooleanField(_("i brug"), default=True)

    privacy = Classified(kept="id code name group position is_active")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Offer(models.Model):
    """Something SPARK offers free of charge."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=80)
    kind = models.CharField(_("form"), max_length=20, choices=OfferKind)
    description = models.TextField(_("beskrivelse"))
    position = models.PositiveSmallIntegerField(_("plads"))

    privacy = Classified(kept="id code name kind description position")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class PeriodOffer(models.Model):
    """An offer is open from a date within a period, until the period ends."""

    period = models.ForeignKey(AgreementPeriod, on_delete=models.PROTECT, related_name="offers")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="periods")
    opens_date = models.DateField(_("åbner"))

    privacy = Classified(kept="id period offer opens_date")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="programme_periodoffer_once_a_period", fields=["period", "offer"]),
        ]


class CourseType(models.Model):
    """How a course runs. The usual number of meetings is where planning starts, not a rule."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("navn"), max_length=80)
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="course_type")
    usual_meetings = models.PositiveSmallIntegerField(_("møder, typisk"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("plads"))

    privacy = Classified(kept="id code name offer usual_meetings position")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

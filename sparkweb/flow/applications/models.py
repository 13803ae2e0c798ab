"""A workplace's wish for a course, made by both sides together. Once submitted, its row never changes again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.enums import ApplicationKind
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import AgreementPeriod, Sector, Theme
from sparkweb.registers.workplaces.enums import Side
from sparkweb.registers.workplaces.models import Committee, Seat, Workplace


class ApplicationQuerySet(models.QuerySet["Application"]):
    def submitted(self) -> "ApplicationQuerySet":
        return self.filter(submitted_at__isnull=False)

    def drafts(self) -> "ApplicationQuerySet":
        return self.filter(submitted_at=None)


class Application(models.Model):
    """Every change adds one to the version, so a confirmation of an earlier version counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=ApplicationKind, default=ApplicationKind.INDIVIDUAL)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    # As they were when the application was made; the register may change later.
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="+")
    employee_count = models.PositiveIntegerField(_("antal ansatte"))
    period = models.ForeignKey(AgreementPeriod, on_delete=models.PROTECT, related_name="+")
    themes = models.ManyToManyField(Theme, through="ApplicationTheme", related_name="+")
    ready_date = models.DateField(_("klar til start"), null=True)
    accepts_time = models.BooleanField(default=False)
    accepts_evaluation = models.BooleanField(default=False)
    accepts_start = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    facts_version = models.PositiveIntegerField(default=1)
    leader_confirmed_version = models.PositiveIntegerField(null=True)
    employees_confirmed_version = models.PositiveIntegerField(null=True)
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    case_number = models.CharField(max_length=12, unique=True, null=True)  # noqa: DJ001 – unique, and none while a draft

    objects = ApplicationQuerySet.as_manager()

    privacy = Classified(
        kept="id kind committee workplace municipality sector period ready_date accepts_time accepts_evaluation"
        " accepts_start version facts_version leader_confirmed_version employees_confirmed_version"
        " started_at changed_at submitted_at case_number",
        shortened="employee_count",
    )

    class Meta:
        indexes: ClassVar = [models.Index("submitted_at", "id", name="application_order_of_arrival")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="application_submitted_only_when_both_confirmed_this_version",
                # A comparison with nothing is unknown, and a check lets the unknown pass: "not null" must be said.
                condition=Q(submitted_at=None)
                | Q(
                    leader_confirmed_version__isnull=False,
                    leader_confirmed_version=F("version"),
                    employees_confirmed_version__isnull=False,
                    employees_confirmed_version=F("version"),
                ),
            ),
            models.CheckConstraint(
                name="application_submitted_only_on_all_terms",
                condition=Q(submitted_at=None)
                | Q(accepts_time=True, accepts_evaluation=True, accepts_start=True, ready_date__isnull=False),
            ),
            models.CheckConstraint(
                name="application_submitted_has_case_number",
                condition=Q(submitted_at=None, case_number=None)
                | Q(submitted_at__isnull=False, case_number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.case_number or str(self.id)

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    def confirmed_by(self, side: Side | str) -> bool:
        confirmed = self.leader_confirmed_version if side == Side.LEADER else self.employees_confirmed_version
        return confirmed == self.version

    @property
    def confirmed_by_both(self) -> bool:
        return self.confirmed_by(Side.LEADER) and self.confirmed_by(Side.EMPLOYEES)


class ApplicationTheme(models.Model):
    """A chosen theme; the one that fills most is the main one, and the only one that statistics count."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="theme_rows")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    is_main = models.BooleanField(default=False)

    privacy = Classified(kept="id application theme is_main")

    class Meta:
        ordering: ClassVar = ["-is_main", "theme__position"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="application_theme_once", fields=["application", "theme"]),
            models.UniqueConstraint(
                name="application_one_main_theme", fields=["application"], condition=Q(is_main=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.theme_id}"


class Voice(models.Model):
    """What one member wrote in their own words. Only the person in the seat writes it; both sides read it."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="voices")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    hurts = models.TextField(_("det fylder hos os"), blank=True)
    hopes = models.TextField(_("det håber jeg på"), blank=True)
    version = models.PositiveIntegerField()
    written_at = models.DateTimeField()

    privacy = Classified(kept="id application seat version written_at", erased="hurts hopes")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="voice_one_per_seat", fields=["application", "seat"]),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.seat_id}"


class Invitation(models.Model):
    """A member was asked to read, write and confirm; the link itself is kept nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id application seat invited_by sent_at opened_at")

    class Meta:
        ordering: ClassVar = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.seat_id}"

    @property
    def mail_key(self) -> str:
        return f"invitation:{self.id}"


class Confirmation(models.Model):
    """One seat stood by one exact version. Rows are only ever added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="confirmations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    version = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField()

    privacy = Classified(kept="id application seat side version confirmed_at")

    class Meta:
        ordering: ClassVar = ["confirmed_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="confirmation_once_per_version", fields=["application", "seat", "version"]),
            models.CheckConstraint(name="confirmation_side_known", condition=Q(side__in=Side.values)),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} v{self.version}: {self.side}"


class CaseSeries(models.Model):
    """How far the case numbers of a year have come."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    privacy = Classified(kept="year last_number")

    class Meta:
        verbose_name_plural = "case series"

    def __str__(self) -> str:
        return f"{self.year}: {self.last_number}"

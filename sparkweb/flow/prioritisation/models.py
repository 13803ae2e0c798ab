"""The monthly round: people decide, with a reason, and each answer is a row of its own."""

import uuid
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation.enums import Outcome, Phase, Reason
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.programme.models import AgreementPeriod


class Round(models.Model):
    """One month's meeting. Applications submitted before the closing date are looked at."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(AgreementPeriod, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(unique=True)
    opens_date = models.DateField()
    closes_date = models.DateField(_("lukker for nye"))
    meeting_date = models.DateField(_("møde"))
    capacity = models.PositiveSmallIntegerField(_("pladser"))
    # Counts every decision and every undoing, so that no two states of a decision ever look alike.
    revision = models.PositiveSmallIntegerField(default=0)
    letters_sent_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id period month opens_date closes_date meeting_date capacity revision letters_sent_at")

    class Meta:
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.CheckConstraint(name="round_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="round_dates_in_order",
                condition=Q(opens_date__lt=F("closes_date")) & Q(closes_date__lte=F("meeting_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"

    @property
    def month_name(self) -> str:
        """'december', as people name the round."""
        return date_format(self.month, "F")

    @property
    def is_told(self) -> bool:
        """The letters have gone, so the answers stand."""
        return self.letters_sent_at is not None

    @property
    def last_date(self) -> date:
        """The last day on which one can still come in."""
        return self.closes_date - timedelta(days=1)

    def phase_on(self, day: date) -> Phase:
        if self.letters_sent_at:
            return Phase.LETTERS
        if day < self.closes_date:
            return Phase.OPEN
        return Phase.CHECK if day < self.meeting_date else Phase.MEETING


class LateArrival(models.Model):
    """An application that came after the round had closed, brought onto its table by the secretariat all the same."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="late_arrivals")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    privacy = Classified(kept="id round application brought_by brought_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="late_arrival_once_per_round", fields=["round", "application"]),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.round_id}"


class Decision(models.Model):
    """What the round answered one application. May be changed until the letters go; then it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=24, choices=Reason)
    reason_text = models.TextField(_("begrundelse"))
    revision = models.PositiveSmallIntegerField(default=1)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    letter_sent_at = models.DateTimeField(null=True)

    privacy = Classified(
        kept="id round application outcome reason revision decided_by decided_at letter_sent_at", erased="reason_text"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="decision_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.UniqueConstraint(name="decision_once_per_round", fields=["round", "application"]),
            models.UniqueConstraint(
                name="decision_final_once_per_application",
                fields=["application"],
                condition=Q(outcome__in=[Outcome.GRANTED, Outcome.DECLINED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.outcome}"

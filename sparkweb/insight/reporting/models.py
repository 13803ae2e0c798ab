"""Frozen figures. A release is made once after a month's end and never changed; suppressed cells hold nothing."""

import uuid
from typing import ClassVar

from django.db import models

from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.insight.reporting.enums import ReachState
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import AgreementPeriod


class Release(models.Model):
    """The state at the end of one day, for one agreement period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.ForeignKey(AgreementPeriod, on_delete=models.PROTECT, related_name="+")
    as_of_date = models.DateField()
    frozen_at = models.DateTimeField()

    privacy = Classified(kept="id period as_of_date frozen_at")

    class Meta:
        ordering: ClassVar = ["-as_of_date"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="release_once_per_day", fields=["period", "as_of_date"]),
        ]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.as_of_date}"


class ReleasedFigure(models.Model):
    """One cell of one figure, already safe to show: the number people read, or null for 'few'."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="figures")
    figure = models.SlugField(max_length=40)
    row = models.SlugField(max_length=60, blank=True)
    label = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    value = models.IntegerField(null=True)
    low = models.IntegerField(null=True)
    high = models.IntegerField(null=True)
    # The day whose answers an evaluation figure counts: it stands unchanged until enough new ones have come.
    renewed_date = models.DateField(null=True)

    privacy = Classified(kept="id release figure row label position value low high renewed_date")

    class Meta:
        ordering: ClassVar = ["figure", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(name="released_figure_once", fields=["release", "figure", "row"]),
        ]

    def __str__(self) -> str:
        return f"{self.figure}/{self.row}"


class ReleasedReach(models.Model):
    """How one municipality is coloured on the map."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reach")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ReachState)

    privacy = Classified(kept="id release municipality state")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="released_reach_once", fields=["release", "municipality"]),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.state}"

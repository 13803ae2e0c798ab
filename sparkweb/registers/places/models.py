"""Denmark as the programme meets it: 98 municipalities, and the region each belongs to on a given day."""

from datetime import date

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from sparkweb.foundation.core.periods import Period
from sparkweb.foundation.core.privacy_classes import Classified


class Region(models.Model):
    """A region keeps its name; its code may be provisional until the official one is published (see the seed)."""

    code = models.CharField(_("kode"), max_length=20, unique=True)
    name = models.CharField(_("navn"), max_length=60, unique=True)

    privacy = Classified(kept="id code name")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """For a column that says region already."""
        return self.name.removeprefix("Region ")


class Municipality(models.Model):
    """One of the 98. Its point stands for the whole municipality when travel is estimated."""

    code = models.CharField(_("kommunekode"), max_length=3, unique=True)
    name = models.CharField(_("navn"), max_length=60, unique=True)
    sort_key = models.CharField(max_length=120, editable=False)
    latitude = models.FloatField(_("breddegrad"))
    longitude = models.FloatField(_("længdegrad"))

    privacy = Classified(kept="id code name sort_key latitude longitude")

    class Meta:
        ordering = ["sort_key"]
        verbose_name_plural = "municipalities"
        constraints = [
            models.CheckConstraint(
                name="places_municipality_lies_in_denmark",
                condition=Q(latitude__range=(54.5, 58.0), longitude__range=(8.0, 15.3)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityRegion(Period):
    """Which region a municipality belongs to, and from when; a reform ends one row and starts the next."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="regions")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")

    privacy = Classified(kept="id municipality region from_date to_date")

    class Meta:
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                name="places_municipalityregion_one_from_each_date", fields=["municipality", "from_date"]
            ),
            models.UniqueConstraint(
                "municipality",
                Coalesce("to_date", Value(date.max)),
                name="places_municipalityregion_one_to_each_date",
            ),
        ]

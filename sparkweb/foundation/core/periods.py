"""Spans of dates, half-open: the first day is in, the end day is the first day out."""

from collections.abc import Iterable
from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PeriodQuerySet(models.QuerySet[M_co]):
    def on(self, day: date) -> Self:
        """Those that hold on the day."""
        return self.filter(Q(to_date=None) | Q(to_date__gt=day), from_date__lte=day)


class Period(models.Model):
    """From a date up to, not including, another; no end date means it still holds.

    A subclass with constraints of its own writes `constraints = [*Period.Meta.constraints, ...]`.
    """

    from_date = models.DateField(_("fra og med"))
    to_date = models.DateField(_("til, ikke med"), null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                condition=Q(to_date=None) | Q(to_date__gt=F("from_date")),
            ),
        ]

    def covers(self, day: date) -> bool:
        return self.from_date <= day and (self.to_date is None or day < self.to_date)


def follow_on(periods: Iterable[Period]) -> bool:
    """Each begins the day the one before it ends and the last one holds: from the first day on, every day has one."""
    in_order = sorted(periods, key=lambda period: period.from_date)
    return [period.to_date for period in in_order] == [*(period.from_date for period in in_order[1:]), None]

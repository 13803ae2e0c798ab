"""Which region is where, on a given day."""

from datetime import date

from django.db.models import QuerySet

from sparkweb.registers.places.models import Municipality, MunicipalityRegion, Region


def with_region(on: date) -> QuerySet[MunicipalityRegion]:
    """Every municipality once, in Danish order, with the region it belongs to on the day. One query."""
    return MunicipalityRegion.objects.on(on).select_related("municipality", "region").order_by("municipality__sort_key")


def region_of(municipality: Municipality, on: date) -> Region:
    return with_region(on).get(municipality=municipality).region


def regions_on(on: date) -> QuerySet[Region]:
    """The regions that have municipalities on the day."""
    return Region.objects.filter(pk__in=MunicipalityRegion.objects.on(on).values("region"))

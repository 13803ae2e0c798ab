"""What is on offer, on a given day."""

from datetime import date

from django.db.models import QuerySet

from sparkweb.registers.programme.models import AgreementPeriod, Offer, PeriodOffer, PeriodTheme, Sector, Theme


def period_on(on: date) -> AgreementPeriod:
    """Seeds leave no day without a period from 2015 on; an earlier day raises AgreementPeriod.DoesNotExist."""
    return AgreementPeriod.objects.on(on).get()


def open_themes(on: date) -> QuerySet[Theme]:
    """Those a workplace can seek help with on the day."""
    open_then = PeriodTheme.objects.filter(period__in=AgreementPeriod.objects.on(on), opens_date__lte=on)
    return Theme.objects.filter(pk__in=open_then.values("theme"))


def open_offers(on: date) -> QuerySet[Offer]:
    open_then = PeriodOffer.objects.filter(period__in=AgreementPeriod.objects.on(on), opens_date__lte=on)
    return Offer.objects.filter(pk__in=open_then.values("offer"))


def active_sectors() -> QuerySet[Sector]:
    """Those a workplace can choose, with their groups."""
    return Sector.objects.filter(is_active=True).select_related("group")

"""Reads on applications. `ready_for_assessment` is the seam to the round."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from sparkweb.flow.applications.models import Application, ApplicationQuerySet, ApplicationTheme, Invitation, Voice
from sparkweb.registers.workplaces.models import Seat


def with_facts() -> ApplicationQuerySet:
    """Applications with everything a list or a page shows, in constant queries."""
    themes = ApplicationTheme.objects.select_related("theme")
    return Application.objects.select_related(
        "workplace", "municipality", "sector__group", "period", "committee"
    ).prefetch_related(Prefetch("theme_rows", queryset=themes))


def with_voices() -> ApplicationQuerySet:
    voices = Voice.objects.select_related("seat__person").order_by("-seat__side", "seat__from_date", "seat_id")
    return with_facts().prefetch_related(Prefetch("voices", queryset=voices), "confirmations")


def visible_to_seat(seat_id: UUID) -> ApplicationQuerySet:
    """The applications of the committee a person sits on now; nothing of anybody else's."""
    return with_facts().filter(committee__seats=seat_id, committee__seats__ended_date=None)


def ready_for_assessment(closes_date: date) -> ApplicationQuerySet:
    """Submitted, so confirmed by both, before the round closed for new ones."""
    return with_facts().submitted().filter(submitted_at__lt=start_of(closes_date)).order_by("submitted_at", "id")


def submitted_until(day: date) -> ApplicationQuerySet:
    """Everything submitted up to and including the day, for figures."""
    return Application.objects.filter(submitted_at__lt=end_of(day))


def newest_invitation(application: Application, seat: Seat) -> Invitation | None:
    return application.invitations.filter(seat=seat).order_by("-sent_at").first()


def start_of(day: date) -> datetime:
    """Midnight in Denmark."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is no longer that day, in Denmark."""
    return start_of(day + timedelta(days=1))

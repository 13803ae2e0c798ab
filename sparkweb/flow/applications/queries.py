"""Reads on applications. `ready_for_assessment` is the seam to the round."""

import hashlib
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from sparkweb.flow.applications.models import Application, ApplicationQuerySet, ApplicationTheme, Invitation, Voice
from sparkweb.foundation.core.mailboxes import mailbox
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of


def with_facts() -> ApplicationQuerySet:
    """Applications with everything a list or a page shows, in constant queries."""
    themes = ApplicationTheme.objects.select_related("theme")
    return Application.objects.select_related(
        "workplace", "municipality", "sector__group", "period", "committee"
    ).prefetch_related(Prefetch("theme_rows", queryset=themes))


def with_voices() -> ApplicationQuerySet:
    return with_facts().prefetch_related(*_voices())


def read_voices(application: Application) -> Application:
    """The same for one that is already at hand, with the invitations."""
    prefetch_related_objects([application], *_voices(), "invitations__invited_by__person")
    return application


def voices_of(application: Application) -> QuerySet[Voice]:
    """What each has written, in the order they sit."""
    return _spoken().filter(application=application)


def _voices() -> "tuple[Prefetch[str], str]":
    return Prefetch("voices", queryset=_spoken()), "confirmations"


def _spoken() -> QuerySet[Voice]:
    return Voice.objects.select_related("seat__person").order_by("seat")


def visible_to_seat(seat_id: UUID) -> ApplicationQuerySet:
    """The applications of the committee a person sits on now; nothing of anybody else's."""
    return with_facts().filter(committee__seats=seat_id, committee__seats__ended_date=None)


def newest_of_seat(seat_id: UUID) -> Application | None:
    return visible_to_seat(seat_id).order_by("-started_at").first()


def just_started(application_id: UUID, *, since: datetime) -> Seat | None:
    """The seat of the one who has just begun, while nobody else is written on."""
    draft = Application.objects.drafts().filter(pk=application_id, started_at__gte=since).first()
    seats = list(seats_of(draft.committee)) if draft else []
    return seats[0] if len(seats) == 1 else None


def drafts_with(email: str, *, since: datetime) -> int:
    """How many drafts begun since then have a member who reads that mailbox."""
    begun = Application.objects.drafts().filter(started_at__gt=since).values("committee")
    named = email.partition("@")[0].partition("+")[0]
    seats = Seat.objects.filter(committee__in=begun, person__email__istartswith=named)
    found = seats.values_list("committee", "person__email")
    return len({committee for committee, address in found if mailbox(address) == mailbox(email)})


def stamp_of(seat: Seat) -> str:
    """Another when the person's name, address or role is: what a page that corrects them was made from."""
    facts = "\n".join((seat.person.name, seat.person.email, seat.role))
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def ready_for_assessment() -> ApplicationQuerySet:
    """Submitted, so confirmed by both, in the order of arrival."""
    return with_facts().submitted().order_by("submitted_at", "id")


def submitted_until(day: date) -> ApplicationQuerySet:
    """Everything submitted up to and including the day, for figures."""
    return Application.objects.filter(submitted_at__lt=end_of(day))


def confirmed_seats(application: Application) -> list[Seat]:
    """Who stands by the text as it is."""
    given = application.confirmations.filter(version=application.version).select_related("seat__person")
    return [each.seat for each in given.order_by("confirmed_at")]


def spoken_seats(application: Application) -> set[UUID]:
    """Who has written or said yes; nobody else takes them off."""
    said = (application.voices, application.confirmations)
    return {seat_id for rows in said for seat_id in rows.values_list("seat_id", flat=True)}


def came_seats(application: Application) -> set[UUID]:
    """Who has come by their own link, too; nobody else corrects them."""
    opened = application.invitations.exclude(opened_at=None).values_list("seat_id", flat=True)
    reached = {seat.id for seat in seats_of(application.committee) if seat.person.address_confirmed_at}
    return spoken_seats(application) | set(opened) | reached


def inviter_of(seat_id: UUID | None) -> Seat | None:
    """Who asked the person in, last."""
    newest = Invitation.objects.filter(seat=seat_id).select_related("invited_by__person").order_by("sent_at").last()
    return newest.invited_by if newest else None


def voice_of(application: Application, seat: Seat) -> Voice | None:
    return application.voices.filter(seat=seat).first()


def speaker_besides(seat: Seat, application: Application) -> Seat | None:
    """Somebody else on the same side who has written it all: then the person need not."""
    spoken = _spoken().filter(application=application, seat__side=seat.side, seat__ended_date=None)
    voice = spoken.exclude(Q(seat=seat) | Q(hurts="") | Q(hopes="")).first()
    return voice.seat if voice else None


def start_of(day: date) -> datetime:
    """Midnight in Denmark."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The first moment that is no longer that day, in Denmark."""
    return start_of(day + timedelta(days=1))

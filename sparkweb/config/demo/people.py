"""Who may be met in the demo: the cast by address, and somebody at each stage of the journey."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sparkweb.config.demo.tour import GUEST, TOUR, Step
from sparkweb.flow.applications.models import Application, Invitation
from sparkweb.flow.effects.models import EvaluationInvitation
from sparkweb.flow.planning.models import DateProposal
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.core import clock
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.models import Seat

VISITOR_KEY = "visitor"


@dataclass(frozen=True)
class Part:
    """Somebody of the cast, and what one can do as them."""

    email: str
    purpose: str | Promise


@dataclass(frozen=True)
class Group:
    title: str | Promise
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Card:
    """Somebody to become: `key` is what the switch is asked for."""

    key: str
    name: str
    role: str
    purpose: str | Promise

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


GUESTS = Group(
    _("En fremmed"), (Part(GUEST, _("Kan læse forsiden og søge. En sags adresse siger ikke engang, om den findes.")),)
)
GROUPS = (
    Group(
        _("Plejecenter Havrevang i Vejle har søgt"),
        (
            Part("anne@havrevang.example", _("Startede ansøgningen. Følger med og får svaret.")),
            Part("mikkel@havrevang.example", _("Skrev medarbejdernes del og sagde ja.")),
            Part("sara@havrevang.example", _("Er med i TRIO og kan læse det hele.")),
        ),
    ),
    Group(
        _("Børnehuset Klintemarken i Hjørring er midt i et forløb"),
        (
            Part("freja@klintemarken.example", _("Ser forløbet fra ledelsens side.")),
            Part("jonas@klintemarken.example", _("Fortæller, hvordan prøvehandlingen gik.")),
            Part("amina@klintemarken.example", _("Er med til møderne og til at prøve af.")),
        ),
    ),
    Group(
        _("SPARK"),
        (
            Part("birgit@spark.example", _("Holder rundens møde, sender breve og finder konsulenter.")),
            Part("omar@spark.example", _("Birgits kollega. Prøv at beslutte det samme som hende på samme tid.")),
            Part("lise@spark.example", _("Er i gang hos Klintemarken. Foreslår datoer, skriver referat og samler op.")),
            Part("nadia@spark.example", _("En anden konsulent. Hun ser ikke Lises forløb.")),
        ),
    ),
    Group(
        _("Parterne, KL og Forhandlingsfællesskabet"),
        (
            Part("karen@kl.example", _("KL. Ser tal og kort, aldrig en arbejdsplads ved navn.")),
            Part("frank@ff.example", _("Forhandlingsfællesskabet. Ser det samme som Karen.")),
        ),
    ),
    GUESTS,
)


class Cast:
    """The cast as it stands in the database; nobody where it has not been filled."""

    def __init__(self) -> None:
        addresses = [part.email for group in GROUPS for part in group.parts]
        self.found = {**_seated(addresses), **_employed(addresses)}

    def groups(self) -> list[tuple[str | Promise, list[Card]]]:
        return [(group.title, [*self._cards(group.parts)]) for group in GROUPS]

    def tour(self) -> list[tuple[Step, list[Card]]]:
        return [(step, [*self._cards(Part(email, "") for email in step.become)]) for step in TOUR]

    def _cards(self, parts: Iterable[Part]) -> Iterator[Card]:
        for part in parts:
            if part.email == GUEST:
                yield Card(VISITOR_KEY, str(_("gæst")), "", part.purpose)
            elif part.email in self.found:
                yield _card(self.found[part.email], part.purpose)


def _card(found: tuple[str, str, str], purpose: str | Promise) -> Card:
    key, name, role = found
    return Card(key, name, role, purpose)


def _seated(addresses: list[str]) -> dict[str, tuple[str, str, str]]:
    seats = Seat.objects.current().filter(person__email__in=addresses).select_related("person")
    return {seat.person.email: (seat.subject, seat.person.name, SeatRole(seat.role).short) for seat in seats}


def _employed(addresses: list[str]) -> dict[str, tuple[str, str, str]]:
    users = User.objects.filter(email__in=addresses).prefetch_related("staff_roles")
    return {
        user.email: (
            f"user:{user.pk}",
            user.name,
            ", ".join(str(Role(row.role).label) for row in user.staff_roles.all()),
        )
        for user in users
    }


def examples() -> list[Card]:
    """The newest to be found at each stage; a stage that nobody is at is left out."""
    found = ((seats.order_by("-from_date", "pk").first(), purpose) for seats, purpose in _stages())
    return [_seat_card(seat, purpose) for seat, purpose in found if seat is not None]


def _seat_card(seat: Seat, purpose: str | Promise) -> Card:
    return Card(seat.subject, seat.person.name, SeatRole(seat.role).short, purpose)


def _stages() -> Iterator[tuple[QuerySet[Seat], str | Promise]]:
    seats = Seat.objects.current().select_related("person")
    leaders, stewards = seats.filter(role=SeatRole.LEADER), seats.filter(role=SeatRole.SHOP_STEWARD)
    drafts = Application.objects.drafts()
    begun = drafts.filter(voices=None).values("committee")
    yield leaders.filter(committee__in=begun), _("Er lige gået i gang og har ikke skrevet andre på.")
    unread = Invitation.objects.filter(application__in=drafts, opened_at=None)
    returned = Q(pk__in=_returned())
    invited = unread.exclude(returned).values("seat")
    yield stewards.filter(pk__in=invited), _("Er inviteret og har ikke åbnet sin mail endnu.")
    lost = unread.filter(returned).values("application__committee")
    yield leaders.filter(committee__in=lost), _("Har inviteret en, hvis mail kom retur.")
    halfway = drafts.filter(leader_confirmed_version=F("version")).values("committee")
    yield stewards.filter(committee__in=halfway), _("Mangler kun at sige ja. Lederen har gjort det.")
    offered = DateProposal.objects.filter(closed_at=None, wishes=None).values("assignment__application__committee")
    yield leaders.filter(committee__in=offered), _("Skal vælge en dato, som konsulenten har foreslået.")
    asked = EvaluationInvitation.objects.filter(is_answered=False, wave__closes_date__gt=clock.today()).values("seat")
    yield seats.filter(pk__in=asked), _("Er færdig med forløbet og bedt om at svare på to minutter.")


def _returned() -> list[str]:
    """The invitations that never arrived."""
    bounced = OutboxMessage.objects.filter(kind="application.invitation", bounced_at__isnull=False)
    return [key.partition(":")[2] for key in bounced.values_list("about_key", flat=True)]


def at_address(email: str) -> Card | None:
    """Who reads the mail there now; nobody when the address is wrong or the seat has ended."""
    seat = Seat.objects.current().filter(person__email__iexact=email).select_related("person").first()
    if seat is not None:
        return _seat_card(seat, "")
    found = _employed([email])
    return _card(found[email], "") if email in found else None

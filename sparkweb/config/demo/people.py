"""Who may be met in the demo: the cast by address, and somebody at each stage of the journey."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet
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
from sparkweb.registers.workplaces.enums import SeatRole, Side
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
    """The first to be found at each stage; a stage that nobody is at is left out."""
    return [_seat_card(seat, purpose) for seat, purpose in _stages() if seat is not None]


def _seat_card(seat: Seat, purpose: str | Promise) -> Card:
    return Card(seat.subject, seat.person.name, SeatRole(seat.role).short, purpose)


def _stages() -> Iterator[tuple[Seat | None, str | Promise]]:
    drafts = Application.objects.drafts().order_by("-started_at")
    yield _leader(drafts.filter(voices=None).first()), _("Er lige gået i gang og har ikke skrevet andre på.")
    yield _invited(came_back=False), _("Er inviteret og har ikke åbnet sin mail endnu.")
    lost = _invited(came_back=True)
    yield (
        _leader(drafts.filter(committee__seats=lost).first() if lost else None),
        _("Har inviteret en, hvis mail kom retur."),
    )
    halfway = drafts.filter(leader_confirmed_version=F("version")).first()
    yield _employee(halfway), _("Mangler kun at sige ja. Lederen har gjort det.")
    offered = Application.objects.filter(pk__in=_open_proposals().values("assignment__application"))
    yield _leader(offered.order_by("pk").first()), _("Skal vælge en dato, som konsulenten har foreslået.")
    yield _asked(), _("Er færdig med forløbet og bedt om at svare på to minutter.")


def _invited(*, came_back: bool) -> Seat | None:
    """A shop steward whose mail lies unread, or never arrived."""
    bounced = OutboxMessage.objects.filter(kind="application.invitation", bounced_at__isnull=False)
    returned = [key.partition(":")[2] for key in bounced.values_list("about_key", flat=True)]
    unread = Invitation.objects.filter(
        application__submitted_at=None, opened_at=None, seat__role=SeatRole.SHOP_STEWARD, seat__ended_date=None
    )
    found = unread.filter(pk__in=returned) if came_back else unread.exclude(pk__in=returned)
    return _seat(found.order_by("-sent_at").values_list("seat", flat=True).first())


def _open_proposals() -> QuerySet[DateProposal]:
    return DateProposal.objects.filter(closed_at=None, wishes=None)


def _asked() -> Seat | None:
    asked = EvaluationInvitation.objects.filter(is_answered=False, wave__closes_date__gt=clock.today())
    return _seat(asked.order_by("-wave__opens_date", "pk").values_list("seat", flat=True).first())


def _seat(key: UUID | None) -> Seat | None:
    return Seat.objects.current().select_related("person").filter(pk=key).first() if key else None


def _leader(application: Application | None) -> Seat | None:
    return _on_side(application, Side.LEADER)


def _employee(application: Application | None) -> Seat | None:
    return _on_side(application, Side.EMPLOYEES)


def _on_side(application: Application | None, side: Side) -> Seat | None:
    """The first to sit down, so the shop steward before the others."""
    if application is None:
        return None
    return application.committee.seats.current().on_side(side).select_related("person").first()


def at_address(email: str) -> Card | None:
    """Who reads the mail there now; nobody when the address is wrong or the seat has ended."""
    seat = Seat.objects.current().filter(person__email__iexact=email).select_related("person").first()
    if seat is not None:
        return _seat_card(seat, "")
    found = _employed([email])
    return _card(found[email], "") if email in found else None

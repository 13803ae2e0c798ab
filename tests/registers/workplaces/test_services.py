"""People on a committee: an address is a person's own, and rights follow the seat."""

import pytest

from sparkweb.foundation.accounts import subjects
from sparkweb.foundation.accounts.enums import Role
from sparkweb.registers.workplaces import services
from sparkweb.registers.workplaces.enums import SeatRole, Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import is_a_name
from sparkweb.registers.workplaces.services import MemberFacts
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(world: World) -> list[Seat]:
    return world.seats(world.draft())


def test_seats_stand_in_the_order_of_the_mark(world: World, seats: list[Seat]) -> None:
    another = MemberFacts("Bo Riis", "bo@havrevang.example", SeatRole.EMPLOYEE_MEMBER)
    services.add_member(committee=seats[0].committee, facts=another, by=world.actor("Birgit"), at=world.now)

    roles = seats[0].committee.seats.values_list("role", flat=True)

    assert list(roles) == ["leader", "shop_steward", "safety_representative", "employee_member"]


@pytest.mark.parametrize(
    "email",
    ["anne@havrevang.example", "ANNE@havrevang.example", "anne+tr@havrevang.example", "Anne+@havrevang.example"],
)
def test_one_address_never_speaks_for_two(world: World, seats: list[Seat], email: str) -> None:
    twin = MemberFacts("Tvilling", email, SeatRole.SHOP_STEWARD)

    with pytest.raises(services.AddressTaken) as problem:
        services.add_member(committee=seats[0].committee, facts=twin, by=world.actor("Birgit"), at=world.now)

    assert str(problem.value).startswith("Anne bruger allerede den e-mail.")


def test_a_committee_has_an_end(world: World, seats: list[Seat]) -> None:
    def add(number: int) -> Seat:
        facts = MemberFacts(f"Nr. {number}", f"nr{number}@havrevang.example", SeatRole.EMPLOYEE_MEMBER)
        return services.add_member(committee=seats[0].committee, facts=facts, by=world.actor("Birgit"), at=world.now)

    for number in range(len(seats), services.MOST_MEMBERS):
        add(number)
    with pytest.raises(services.CommitteeFull) as problem:
        add(services.MOST_MEMBERS)

    assert str(problem.value) == "I kan højst være 12 på ansøgningen."
    assert seats[0].committee.seats.count() == services.MOST_MEMBERS


def test_the_same_address_may_sit_on_two_committees(world: World) -> None:
    other = world.draft(KLINTEMARKEN)
    guest = MemberFacts("Anne Bech", "anne@havrevang.example", SeatRole.EMPLOYEE_MEMBER)
    world.draft()

    seat = services.add_member(committee=other.committee, facts=guest, by=world.actor("Birgit"), at=world.now)

    assert subjects.find("anne@havrevang.example") == [
        each.subject for each in Seat.objects.filter(person__email="anne@havrevang.example")
    ]
    assert seat.side == Side.EMPLOYEES


def test_a_corrected_name_keeps_the_seat(world: World, seats: list[Seat]) -> None:
    facts = MemberFacts("Anne Bech Holm", "Anne@havrevang.example", SeatRole.LEADER)

    seat = services.correct_member(seat=seats[0], facts=facts, by=world.actor("Birgit"), at=world.now)

    assert (seat, seat.person.name, seat.person.address_confirmed_at) == (seats[0], "Anne Bech Holm", world.now)


def test_a_new_address_ends_the_old_seat_and_its_key(world: World, seats: list[Seat]) -> None:
    facts = MemberFacts("Mikkel Thorsen", "mikkel.thorsen@havrevang.example", SeatRole.SHOP_STEWARD)
    old = seats[1]

    new = services.correct_member(seat=old, facts=facts, by=world.actor("Birgit"), at=world.now)

    actor = subjects.resolve(new.subject)
    assert subjects.resolve(old.subject) is None
    assert actor is not None
    assert (actor.roles, actor.name) == (frozenset({Role.REPRESENTATIVE}), "Mikkel Thorsen")
    assert new.person.address_confirmed_at is None


def test_an_ended_seat_opens_nothing(world: World, seats: list[Seat]) -> None:
    services.end_seat(seat=seats[2], by=world.actor("Birgit"), at=world.now)

    assert subjects.resolve(seats[2].subject) is None
    assert subjects.address_of(seats[2].subject) is None
    assert subjects.find("sara@havrevang.example") == []


@pytest.mark.parametrize("subject", ["seat:", "seat:7", "seat:00000000-0000-0000-0000-000000000000", "chair:x"])
def test_a_key_that_is_no_seat_opens_nothing(world: World, subject: str) -> None:
    assert subjects.resolve(subject) is None


@pytest.mark.parametrize("name", ["Anne Bech", "J.Chr. O'Hara", "Sara Yıldız-Ærø", "Ib", "A.P. Møller", "Anne 😊"])
def test_names_are_names(name: str) -> None:
    assert is_a_name(name)


@pytest.mark.parametrize(
    "text", ["https://x", "a/b", "anne@b", "www.x", "Vind evil.example", "n" * 61, "Klik HTTP://evil.example nu"]
)
def test_what_a_mail_program_makes_a_link_of_is_no_name(text: str) -> None:
    assert not is_a_name(text)

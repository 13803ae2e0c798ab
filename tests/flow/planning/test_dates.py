"""Dates: proposed by the consultant, picked by the workplace, booked once."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from sparkweb.flow.planning import queries, services
from sparkweb.flow.planning.models import DateOption, DateProposal, Visit
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.consultants.models import Booking
from sparkweb.registers.consultants.services import AlreadyBooked
from sparkweb.registers.workplaces.rules import actor_for
from tests.world import KLINTEMARKEN, World

pytestmark = pytest.mark.django_db


def pick(world: World, option: DateOption) -> Visit:
    seat = world.steward(option.proposal.assignment.application)
    return services.pick(option=option, seat=seat, by=actor_for(seat), at=world.now)


def options(proposal: DateProposal) -> list[DateOption]:
    return list(proposal.options.select_related("proposal__assignment__application__committee"))


def test_everybody_on_the_committee_hears_of_the_dates(world: World) -> None:
    assignment = world.assigned()

    proposal = world.proposal(assignment)

    told = OutboxMessage.objects.filter(kind="visit.proposal", about_key=f"proposal:{proposal.pk}")
    assert told.count() == 3
    assert queries.open_proposal(assignment) == proposal


def test_a_new_proposal_replaces_the_one_that_is_open(world: World) -> None:
    assignment = world.assigned()
    old = options(world.proposal(assignment))[0]

    new = world.proposal(assignment, 30)

    assert queries.open_proposal(assignment) == new
    with pytest.raises(services.ProposalClosed):
        pick(world, old)


@pytest.mark.parametrize(
    ("from_days", "hours", "sentence"),
    [(-1, 3, "er gået"), (14, 0, "slutte senere samme dag"), (14, -2, "slutte senere"), (14, 12, "samme dag")],
)
def test_dates_that_cannot_be_are_refused(world: World, from_days: int, hours: int, sentence: str) -> None:
    assignment = world.assigned()
    slot = world.slot(localdate(world.now) + timedelta(days=from_days), hours=hours)

    with pytest.raises(services.BadDates, match=sentence):
        services.propose_dates(
            assignment=assignment, slots=[slot], place="", message="", by=world.actor("Lise"), at=world.now
        )
    with pytest.raises(services.BadDates, match="mindst én"):
        services.propose_dates(
            assignment=assignment, slots=[], place="", message="", by=world.actor("Lise"), at=world.now
        )


def test_the_first_to_pick_picks_for_all(world: World) -> None:
    first, second = options(world.proposal(world.assigned()))

    visit = pick(world, first)

    assert (visit.starts_at, visit.picked_by) == (first.starts_at, world.steward(first.proposal.assignment.application))
    with pytest.raises(services.ProposalClosed):
        pick(world, second)
    assert Visit.objects.get() == visit
    invited = OutboxMessage.objects.filter(kind="visit.booked").exclude(calendar="")
    assert invited.count() == 4


def test_an_hour_that_another_workplace_took_is_refused_and_leaves_the_rest_to_choose_from(world: World) -> None:
    mine = world.assigned()
    world.wait(days=25)
    theirs = world.assign(world.granted(KLINTEMARKEN).application)
    first, second = options(world.proposal(mine, 14, 21))
    taken = options(world.proposal(theirs, 14))[0]
    pick(world, taken)

    with pytest.raises(AlreadyBooked):
        pick(world, first)

    assert queries.options_left(first.proposal, at=world.now) == [second]
    assert pick(world, second).starts_at == second.starts_at
    assert Booking.objects.count() == 2


def test_a_day_that_has_gone_is_not_picked(world: World) -> None:
    first, second = options(world.proposal(world.assigned()))
    world.wait(days=15)

    with pytest.raises(services.BadDates):
        pick(world, first)

    assert queries.options_left(first.proposal, at=world.now) == [second]


def test_the_calendar_entry_tells_neither_place_nor_theme(world: World) -> None:
    pick(world, options(world.proposal(world.assigned()))[0])

    for mail in OutboxMessage.objects.filter(kind="visit.booked"):
        told = mail.subject + mail.text + mail.calendar
        assert [word for word in ("Havrevang", "Vejle", "amarbejde", "mødelokalet") if word in told] == []


def test_a_wish_for_other_dates_reaches_the_consultant_and_leaves_the_dates_open(world: World) -> None:
    proposal = world.proposal(world.assigned())
    seat = world.leader(proposal.assignment.application)

    wish = services.ask_for_other_dates(
        proposal=proposal, seat=seat, text="Helst en fredag.", by=actor_for(seat), at=world.now
    )

    assert list(proposal.wishes.all()) == [wish]
    told = OutboxMessage.objects.get(kind="visit.other_dates_wanted")
    assert (told.to_address, "fredag" in told.text) == (world.user("Lise").email, False)
    pick(world, options(proposal)[0])
    with pytest.raises(services.ProposalClosed):
        services.ask_for_other_dates(proposal=proposal, seat=seat, text="", by=actor_for(seat), at=world.now)


def test_the_week_ahead_holds_what_is_booked(world: World) -> None:
    assignment = world.assigned()
    visit = world.visit(assignment)

    assert list(queries.visits_of(world.consultant(), from_at=world.now)) == [visit]
    assert list(queries.visits_of(world.consultant(), from_at=world.now + timedelta(days=30))) == []
    assert list(queries.visits_of(world.consultant("Nadia"), from_at=world.now)) == []
    assert queries.next_visit([assignment], from_at=world.now) == visit


def test_a_visit_that_is_cancelled_leaves_every_calendar(world: World) -> None:
    visit = world.visit(world.assigned())
    invited = OutboxMessage.objects.filter(kind="visit.booked")

    cancelled = services.cancel_visit(visit=visit, by=world.actor("Lise"), at=world.now)

    told = OutboxMessage.objects.filter(kind="visit.cancelled")
    assert (cancelled.cancelled_at, cancelled.sequence, Booking.objects.count()) == (world.now, 1, 0)
    assert set(told.values_list("to_address")) == set(invited.values_list("to_address"))
    for mail in told:
        assert [line for line in ("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1") if line not in mail.calendar] == []
        assert f"UID:{visit.id}@spark" in mail.calendar
        said = mail.subject + mail.text + mail.calendar
        assert [word for word in ("Havrevang", "Vejle", "amarbejde", "mødelokalet") if word in said] == []
    assert Event.objects.filter(action="visit.cancelled", about_key=str(visit.pk)).count() == 1


def test_cancelling_once_more_changes_nothing(world: World) -> None:
    visit = world.visit(world.assigned())

    visits = [services.cancel_visit(visit=visit, by=world.actor("Lise"), at=world.now) for _ in range(2)]

    assert [each.sequence for each in visits] == [1, 1]
    assert OutboxMessage.objects.filter(kind="visit.cancelled").count() == 4


def test_a_visit_that_is_over_is_not_cancelled(world: World) -> None:
    visit = world.visit(world.assigned())
    world.now = visit.ends_at

    with pytest.raises(services.VisitOver):
        services.cancel_visit(visit=visit, by=world.actor("Lise"), at=world.now)

    visit.refresh_from_db()
    assert (visit.cancelled_at, Booking.objects.count()) == (None, 1)


def test_the_half_day_of_a_cancelled_visit_can_be_booked_by_another(world: World) -> None:
    mine = world.assigned()
    world.wait(days=25)
    theirs = world.assign(world.granted(KLINTEMARKEN).application)
    visit = world.visit(mine, in_days=14)

    services.cancel_visit(visit=visit, by=world.actor("Lise"), at=world.now)

    assert world.visit(theirs, in_days=14).starts_at == visit.starts_at

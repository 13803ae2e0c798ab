"""Picking a day: the first to pick decides, and a day that is gone is told with those that are left."""

from uuid import uuid4

import pytest
from django.utils import timezone

from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning import services
from sparkweb.flow.planning.models import DateOption, DateProposal, DateWish, Visit
from sparkweb.foundation.core.idempotency import FIELD, new_key
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.consultants import services as consultants
from sparkweb.registers.consultants.queries import half_days
from sparkweb.registers.workplaces.rules import actor_for
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import post, text, url
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(world: World) -> DateProposal:
    """Two afternoons, in two weeks and in three."""
    assignment = world.assigned()
    world.now = timezone.now()
    return world.proposal(assignment)


def options(proposal: DateProposal) -> list[DateOption]:
    return list(proposal.options.all())


def test_the_days_are_big_rows_with_the_message(world: World, enter: Enter, proposal: DateProposal) -> None:
    page = text(
        enter(world.leader(proposal.assignment.application)).get(url("pick_date", proposal.assignment.application))
    )

    assert page.count("kl. 13.00–16.00") == 2
    assert "Vi skal bruge tre timer." in page
    assert "Hos jer, mødelokalet" in page


def test_picking_books_the_meeting_and_tells_everybody(world: World, enter: Enter, proposal: DateProposal) -> None:
    application, option = proposal.assignment.application, options(proposal)[0]

    answer = post(enter(world.steward(application)), url("pick_date", application), option=option.pk)

    assert answer["Location"] == url("status", application)
    visit = Visit.objects.get()
    assert (visit.option, visit.picked_by) == (option, world.steward(application))
    letters = OutboxMessage.objects.filter(kind="visit.booked")
    assert sorted(letters.values_list("to_address", flat=True)) == [
        "anne@havrevang.example", "lise@spark.example", "mikkel@havrevang.example", "sara@havrevang.example",
    ]  # fmt: skip
    assert all("METHOD:REQUEST" in letter.calendar for letter in letters)


def test_a_double_click_books_once(world: World, enter: Enter, proposal: DateProposal) -> None:
    application, option = proposal.assignment.application, options(proposal)[0]
    client, form = enter(world.steward(application)), {FIELD: new_key(), "option": option.pk}

    answers = [client.post(url("pick_date", application), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Visit.objects.count() == 1


def test_the_second_to_pick_is_told_the_day_that_stands(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application
    first, second = options(proposal)
    post(enter(world.leader(application)), url("pick_date", application), option=first.pk)

    answer = post(enter(world.steward(application)), url("pick_date", application), option=second.pk)

    assert answer.status_code == 409
    assert "Der er allerede valgt en dato" in text(answer)
    assert "I har aftalt en dag" in text(answer)
    assert Visit.objects.get().option == first


def test_a_day_that_was_taken_elsewhere_is_told_with_those_that_are_left(
    world: World, enter: Enter, proposal: DateProposal
) -> None:
    application = proposal.assignment.application
    taken, left = options(proposal)
    halves = half_days(taken.starts_at, taken.ends_at)
    consultants.book(consultant=proposal.assignment.consultant, slots=halves, about_key="visit:another")

    answer = post(enter(world.steward(application)), url("pick_date", application), option=taken.pk)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Den tid er lige blevet optaget. Vælg en anden." in page
    assert (str(taken.pk) in page, str(left.pk) in page) == (False, True)
    assert Visit.objects.count() == 0


def test_an_option_of_a_replaced_proposal_is_told_with_the_new_ones(
    world: World, enter: Enter, proposal: DateProposal
) -> None:
    application, old = proposal.assignment.application, options(proposal)[0]
    new = options(world.proposal(proposal.assignment, 30))[0]

    answer = post(enter(world.steward(application)), url("pick_date", application), option=old.pk)

    assert answer.status_code == 409
    assert "konsulenten har sendt nye forslag" in text(answer)
    assert str(new.pk) in answer.content.decode()


@pytest.mark.parametrize("option", ["", "ikke-et-id", "' OR 1=1"])
def test_nothing_chosen_is_asked_for_again(world: World, enter: Enter, proposal: DateProposal, option: str) -> None:
    application = proposal.assignment.application

    answer = post(enter(world.steward(application)), url("pick_date", application), option=option)

    assert answer.status_code == 422
    assert "Vælg en af dagene." in text(answer)
    assert 'href="#id_option_0"' in answer.content.decode()


def test_an_option_that_was_never_offered_here_does_not_exist(
    world: World, enter: Enter, proposal: DateProposal
) -> None:
    application = proposal.assignment.application

    assert post(enter(world.steward(application)), url("pick_date", application), option=uuid4()).status_code == 404


def test_without_dates_the_page_says_so(world: World, enter: Enter) -> None:
    application = world.assigned().application

    assert "Der er ingen datoer lige nu" in text(enter(world.leader(application)).get(url("pick_date", application)))


def test_none_of_them_fit(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application

    answer = post(enter(world.leader(application)), url("other_dates", application), text="Hellere torsdag.")

    assert answer["Location"] == url("status", application)
    wish = DateWish.objects.get()
    assert (wish.proposal, wish.seat, wish.text) == (proposal, world.leader(application), "Hellere torsdag.")


def test_the_letter_about_it_is_the_same_whatever_they_wrote(
    world: World, enter: Enter, proposal: DateProposal
) -> None:
    application = proposal.assignment.application

    post(enter(world.leader(application)), url("other_dates", application), text="Konflikten på Havrevang først.")

    letter = OutboxMessage.objects.get(kind="visit.other_dates_wanted")
    assert letter.to_address == "lise@spark.example"
    assert [word for word in ("Konflikten", "Havrevang", "Vejle") if word in letter.text + letter.subject] == []


def test_a_colleague_may_still_pick_after_somebody_said_no(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application
    post(enter(world.leader(application)), url("other_dates", application), text="Hellere torsdag.")

    answer = post(enter(world.steward(application)), url("pick_date", application), option=options(proposal)[0].pk)

    assert answer.status_code == 302


def test_saying_no_to_dates_that_are_gone_is_refused(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application
    seat = world.steward(application)
    services.pick(option=options(proposal)[0], seat=seat, by=actor_for(seat), at=world.now)

    answer = post(enter(world.leader(application)), url("other_dates", application), text="Hellere torsdag.")

    assert answer.status_code == 409
    assert "Hellere torsdag." in answer.content.decode()
    assert DateWish.objects.count() == 0


def test_saying_no_needs_a_word_about_when(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application

    assert post(enter(world.leader(application)), url("other_dates", application), text=" ").status_code == 422


def test_after_none_of_them_fit_it_is_nobodys_turn_at_the_table(
    world: World, enter: Enter, proposal: DateProposal
) -> None:
    application = proposal.assignment.application
    post(enter(world.leader(application)), url("other_dates", application), text="Hellere torsdag.")

    pages = [text(enter(seat).get(url("status", application))) for seat in world.seats(application)]

    assert [("Lise finder nye datoer" in page, "Jeres tur" in page) for page in pages] == [(True, False)] * 3
    assert ["Se datoerne igen" in page for page in pages] == [True] * 3


def test_a_date_in_a_course_that_has_closed_is_refused(world: World, enter: Enter, proposal: DateProposal) -> None:
    application = proposal.assignment.application
    Course.objects.filter(application=application).update(wrapped_up_at=world.now, closed_at=world.now)

    answer = post(enter(world.steward(application)), url("pick_date", application), option=options(proposal)[0].pk)

    assert answer.status_code == 409
    assert "Forløbet er lukket" in text(answer)
    assert Visit.objects.count() == 0

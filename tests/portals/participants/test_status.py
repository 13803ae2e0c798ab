"""The page that follows a case from the receipt to the end, for its own people only."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sparkweb.flow.applications import services
from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services as prioritisation
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import actor_for
from sparkweb.registers.workplaces.services import MemberFacts
from tests.portals.participants.conftest import Enter
from tests.portals.participants.pages import text, url
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


@pytest.fixture
def sent(world: World) -> Application:
    return world.submitted()


def told(world: World, application: Application, outcome: Outcome, reason: Reason) -> None:
    decision = world.decide(application, outcome, reason)
    world.wait(days=7)
    prioritisation.send_letters(round_=decision.round, by=world.actor("Birgit"), at=world.now)


def test_the_receipt_has_number_next_meeting_and_own_words(world: World, enter: Enter, sent: Application) -> None:
    round_ = world.round()

    page = text(enter(world.leader(sent)).get(url("status", sent)))

    assert f"Sagsnummer {sent.case_number}" in page
    assert "Vi ser på den til mødet" in page
    assert str(round_.meeting_date.year) in page
    assert [words for words in (*HAVREVANG.hurts, *HAVREVANG.hopes) if words not in page] == []


def test_the_whole_application_is_kept_to_read_and_print(world: World, enter: Enter, sent: Application) -> None:
    page = text(enter(world.steward(sent)).get(url("copy", sent)))

    assert [words for words in (*HAVREVANG.hurts, "Plejecenter Havrevang", "Sara Yıldız") if words not in page] == []


def test_an_answer_is_not_shown_before_its_letter(world: World, enter: Enter, sent: Application) -> None:
    world.decide(sent)

    assert "Jeres ansøgning er sendt" in text(enter(world.leader(sent)).get(url("status", sent)))


@pytest.mark.parametrize(
    ("answer", "heading"),
    [
        ((Outcome.GRANTED, Reason.WAITED_LONG), "Derfor fik I ja"),
        ((Outcome.WAITING, Reason.NO_CAPACITY), "Derfor står I på venteliste"),
        ((Outcome.DECLINED, Reason.OUT_OF_SCOPE), "Her kan I også få hjælp"),
    ],
)
def test_the_answer_comes_with_its_reason(
    world: World, enter: Enter, sent: Application, answer: tuple[Outcome, Reason], heading: str
) -> None:
    told(world, sent, *answer)

    page = text(enter(world.leader(sent)).get(url("status", sent)))

    assert heading in page
    assert str(answer[1].label) in page
    assert "I er de første fra jeres kommune i denne periode." in page


def test_a_draft_leads_to_where_it_is_written(world: World, enter: Enter) -> None:
    draft = world.draft()
    client = enter(world.leader(draft))

    assert [client.get(url(route, draft))["Location"] for route in ("status", "copy")] == [url("together", draft)] * 2


@pytest.mark.parametrize("route", ["status", "copy"])
def test_anothers_case_does_not_exist(
    world: World, enter: Enter, client: Client, sent: Application, route: str
) -> None:
    stranger = enter(world.leader(world.submitted(KLINTEMARKEN)))
    world.log_in(client, "Karen")

    assert [each.get(url(route, sent)).status_code for each in (stranger, client)] == [404, 404]


def test_one_who_has_left_is_out_at_once(world: World, enter: Enter) -> None:
    draft = world.draft()
    leader, safety = world.leader(draft), world.seats(draft)[2]
    client = enter(safety)
    before = client.get(url("together", draft)).status_code

    services.remove_member(application=draft, seat=safety, by=actor_for(leader), at=world.now)

    assert (before, client.get(url("together", draft)).status_code) == (200, 302)


PAGES: dict[str, Callable[[World], tuple[Application, str]]] = {
    "a new draft": lambda world: (world.start(), "together"),
    "a full draft": lambda world: (world.draft(), "together"),
    "just sent": lambda world: (world.submitted(), "status"),
    "the copy": lambda world: (world.submitted(), "copy"),
    "granted": lambda world: (world.granted().application, "status"),
    "assigned": lambda world: (world.assigned().application, "status"),
    "dates to pick": lambda world: (world.proposal(world.assigned()).assignment.application, "status"),
    "in the course": lambda world: (world.course().application, "status"),
    "closed": lambda world: (world.closed().application, "status"),
}


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("case", PAGES)
def test_every_page_asks_the_database_few_times(world: World, enter: Enter, case: str) -> None:
    application, route = PAGES[case](world)

    assert queries_of(enter(world.leader(application)), url(route, application)) <= MOST_QUERIES


@pytest.mark.parametrize("slug", ["arbejdsplads", "temaer", "ord", "hvem", "rammer"])
def test_every_step_asks_the_database_few_times(world: World, enter: Enter, slug: str) -> None:
    application = world.draft()

    assert queries_of(enter(world.leader(application)), url("step", application, slug)) <= MOST_QUERIES


def test_more_members_ask_no_more(world: World, enter: Enter) -> None:
    few, many = world.draft(), world.draft(KLINTEMARKEN)
    more(world, many, 5)

    counts = [queries_of(enter(world.leader(each)), url("together", each)) for each in (few, many)]

    assert counts[0] == counts[1]


def more(world: World, application: Application, count: int) -> None:
    leader: Seat = world.leader(application)
    for number in range(count):
        member = MemberFacts(f"Medlem {number}", f"m{number}@klintemarken.example", SeatRole.EMPLOYEE_MEMBER)
        seat = services.name_member(application=application, member=member, by=actor_for(leader), at=world.now)
        services.write_voice(
            application=application,
            seat=seat,
            hurts="Vi",
            hopes="Jer",
            seen_version=0,
            by=actor_for(seat),
            at=world.now,
        )

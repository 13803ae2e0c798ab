"""The meeting on the round board: decide, take back, two at once, more yeses than places."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import services
from sparkweb.flow.prioritisation.enums import Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.foundation.core.idempotency import new_key
from sparkweb.portals.secretariat.board import Answer, board_of
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

YES = {
    "outcome": "granted",
    "reason": "first_in_municipality",
    "reason_text": "I er de første fra Vejle.",
    "seen_revision": "0",
}


@pytest.fixture
def application(world: World) -> Application:
    return world.submitted()


@pytest.fixture
def round_(world: World) -> Round:
    return world.round(capacity=2)


def url(name: str, round_: Round, application: Application, query: str = "") -> str:
    return reverse(f"secretariat:{name}", args=[round_.pk, application.pk]) + query


def post(client: Client, address: str, **typed: Any) -> HttpResponse:
    answer: Any = client.post(address, {"submission_key": new_key(), **typed})
    return answer  # type: ignore[no-any-return]


def test_a_yes_is_saved_and_leads_back_to_its_row_with_the_filters(
    birgit: Client, application: Application, round_: Round
) -> None:
    answer = post(birgit, url("decide", round_, application, "?svar=mangler&q=havre"), **YES)

    assert answer.status_code == 302
    board = reverse("secretariat:round", args=[round_.pk])
    assert answer["Location"] == f"{board}?svar=mangler&q=havre&gemt={application.pk}#sag-{application.pk}"
    assert Decision.objects.get().reason_text == "I er de første fra Vejle."


def test_an_answer_leads_on_to_the_next_without_one_and_stays_in_sight(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    world.wait(minutes=5)
    following = world.submitted(KLINTEMARKEN)

    answer = post(birgit, url("decide", round_, application), **YES)
    page = birgit.get(answer["Location"]).content.decode()

    board = reverse("secretariat:round", args=[round_.pk])
    assert answer["Location"] == f"{board}?sag={following.pk}&gemt={application.pk}"
    assert re.findall(r'id="sag-([^"]+)"', page) == [str(application.pk), str(following.pk)]
    assert f"{HAVREVANG.workplace}: ja." in page
    assert re.findall("<[^>]*autofocus[^>]*>", page) == re.findall('<input[^>]*id="id_outcome_0"[^>]*>', page)


def test_after_the_last_without_an_answer_the_board_starts_from_the_top(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    world.wait(minutes=5)
    last = world.submitted(KLINTEMARKEN)

    answer = post(birgit, url("decide", round_, last), **YES)

    assert f"?sag={application.pk}&gemt={last.pk}" in answer["Location"]


def test_a_corrected_answer_leads_back_to_its_row(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    world.submitted(KLINTEMARKEN)
    seen = world.decide(application, round_=round_).revision

    answer = post(birgit, url("decide", round_, application), **{**YES, "seen_revision": seen})

    assert answer["Location"].endswith(f"?gemt={application.pk}#sag-{application.pk}")


def test_the_board_begins_with_those_without_an_answer_as_long_as_there_are_any(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    world.decide(application, round_=round_)
    board = reverse("secretariat:round", args=[round_.pk])
    all_decided = birgit.get(board).content.decode()
    world.submitted(KLINTEMARKEN)

    shown = [HAVREVANG.workplace in page for page in (all_decided, birgit.get(board).content.decode())]

    assert shown == [True, False]
    assert HAVREVANG.workplace in birgit.get(board, {"svar": "alle"}).content.decode()


def test_a_double_click_decides_once(birgit: Client, application: Application, round_: Round) -> None:
    typed = {"submission_key": new_key(), **YES}

    answers = [birgit.post(url("decide", round_, application), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Decision.objects.get().revision == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outcome": ""}, "Vælg en af dem."),
        ({"outcome": "maaske"}, "Vælg en af dem."),
        ({"reason": ""}, "Vælg en grund."),
        ({"reason": "fordi"}, "Vælg en af dem."),
        ({"outcome": "declined"}, "Vælg en grund, der passer til svaret."),
        ({"reason_text": ""}, "Skriv grunden."),
        ({"reason_text": " \u200b\u202e\x00 "}, "Skriv grunden."),
        ({"reason_text": "x" * 601}, "Teksten er 1 tegn for lang."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    birgit: Client, application: Application, round_: Round, typed: dict[str, str], sentence: str
) -> None:
    answer = post(birgit, url("decide", round_, application), **{**YES, **typed})

    page = answer.content.decode()
    assert (answer.status_code, sentence in page, Decision.objects.count()) == (422, True, 0)
    assert "<title>Fejl: " in page
    assert len(re.findall("autofocus", page)) == 1
    assert page.index(f'id="sag-{application.pk}"') < page.index('class="error-summary"')
    if "reason_text" not in typed:
        assert "I er de første fra Vejle." in page


def test_hostile_words_are_kept_as_words(birgit: Client, application: Application, round_: Round) -> None:
    post(birgit, url("decide", round_, application), **{**YES, "reason_text": "<b>Ja</b>\u202e\x00 🎉"})

    page = birgit.get(reverse("secretariat:round", args=[round_.pk])).content.decode()
    assert Decision.objects.get().reason_text == "<b>Ja</b> 🎉"
    assert "&lt;b&gt;Ja&lt;/b&gt; 🎉" in page


def test_deciding_what_omar_has_decided_shows_his_answer_and_keeps_ones_words(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    services.decide(
        round_=round_, application=application, outcome=Outcome.DECLINED, reason=Reason.OTHER_HELP,
        reason_text="En anden vej passer bedre.", seen_revision=0, by=world.actor("Omar"), at=world.now,
    )  # fmt: skip

    answer = post(birgit, url("decide", round_, application), **YES)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Omar Haddad svarede nej den" in page
    assert "En anden vej passer bedre." in page
    assert "\nI er de første fra Vejle.</textarea>" in page
    assert "at rette" not in page
    assert Decision.objects.get().outcome == Outcome.DECLINED

    seen = re.search(r'name="seen_revision" value="(\d+)"', page)
    assert seen is not None
    assert post(birgit, url("decide", round_, application), **{**YES, "seen_revision": seen[1]}).status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.reason_text) == (Outcome.GRANTED, "I er de første fra Vejle.")


def test_a_decision_is_taken_back(world: World, birgit: Client, application: Application, round_: Round) -> None:
    decision = world.decide(application, round_=round_)

    answer = post(birgit, url("undo", round_, application), seen_revision=decision.revision)

    assert (answer.status_code, Decision.objects.count()) == (302, 0)
    again = post(birgit, url("undo", round_, application), seen_revision=decision.revision)
    assert again.status_code == 409


def test_a_decision_that_has_changed_is_not_taken_back_blindly(
    world: World, birgit: Client, application: Application, round_: Round
) -> None:
    seen = world.decide(application, round_=round_)
    world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY, round_, seen.revision)

    answer = post(birgit, url("undo", round_, application), seen_revision=1)

    assert (answer.status_code, Decision.objects.get().outcome) == (409, Outcome.WAITING)


def test_reading_a_post_address_leads_to_the_open_row(birgit: Client, application: Application, round_: Round) -> None:
    board = reverse("secretariat:round", args=[round_.pk])
    for name in ("decide", "undo"):
        answer: Any = birgit.get(url(name, round_, application))
        assert (answer.status_code, answer["Location"]) == (302, f"{board}?sag={application.pk}")


def test_a_foreign_round_and_case_do_not_exist(birgit: Client, application: Application, round_: Round) -> None:
    assert post(birgit, reverse("secretariat:decide", args=[round_.pk, uuid4()]), **YES).status_code == 404
    assert post(birgit, reverse("secretariat:decide", args=[uuid4(), application.pk]), **YES).status_code == 404
    assert post(birgit, reverse("secretariat:capacity", args=[uuid4()]), capacity=3).status_code == 404


@pytest.mark.parametrize("nonsense", ["", "abc", "../../etc", "0" * 300, "7b0f2c6e-0000-4000-8000-000000000000"])
def test_an_address_with_nonsense_opens_no_row(birgit: Client, round_: Round, nonsense: str) -> None:
    asked = {"sag": nonsense, "svar": nonsense, "q": "\x00" + nonsense}

    answer = birgit.get(reverse("secretariat:round", args=[round_.pk]), asked)

    assert (answer.status_code, b'name="outcome"' in answer.content) == (200, False)


def test_the_places_of_the_round_can_be_set(birgit: Client, round_: Round) -> None:
    address = reverse("secretariat:capacity", args=[round_.pk])

    assert post(birgit, address, capacity="17").status_code == 302
    refused = [post(birgit, address, capacity=typed).status_code for typed in ("", "-1", "mange", "501", "9" * 30)]

    round_.refresh_from_db()
    assert (round_.capacity, refused) == (17, [422] * 5)


def test_more_yeses_than_places_is_said_and_not_refused(world: World, birgit: Client) -> None:
    round_ = world.round(capacity=1)
    for table in (HAVREVANG, KLINTEMARKEN):
        world.decide(world.submitted(table), round_=round_)

    page = birgit.get(reverse("secretariat:round", args=[round_.pk])).content.decode()

    assert "I har sagt ja til 2, men der er kun plads til 1." in page
    assert "1 plads for meget." in page


def test_an_open_round_can_be_prepared_and_says_that_letters_wait(world: World, birgit: Client) -> None:
    world.now = timezone.now()
    application, round_ = world.submitted(), world.round()
    page = birgit.get(reverse("secretariat:round", args=[round_.pk])).content.decode()
    assert "brevene venter, til runden er lukket" in page

    assert post(birgit, url("decide", round_, application), **YES).status_code == 302


# What the board counts ---------------------------------------------------------------------------------------------


def test_the_bars_follow_the_answers_and_show_what_the_open_case_would_add(world: World, round_: Round) -> None:
    first, second = world.submitted(), world.submitted(KLINTEMARKEN, themes=("chikane",))
    world.decide(first, round_=round_)

    board = board_of(round_, today=world.now.date(), opened=second.pk)

    bars = {bar.label: (bar.value, bar.proposed) for gauge in board.gauges for bar in gauge.bars}
    assert {label: moved for label, moved in bars.items() if any(moved)} == {
        "Brugt": (1, 1),
        "Kommuner med ja": (1, 1),
        "Nye kommuner i runden": (1, 1),
        "Ældre og sundhed": (1, 0),
        "Dagtilbud og skole": (0, 1),
        "Samarbejde": (1, 0),
        "Stille spor": (0, 1),
    }
    assert "Chikane" not in bars
    assert [bar.text for gauge in (board.places, board.municipalities) for bar in gauge.bars] == [
        "1 → 2 af 2",
        f"1 → 2 af {board.municipality_count}",
        "1 → 2",
    ]


def test_the_bars_add_nothing_for_an_open_case_that_has_its_yes(world: World, round_: Round) -> None:
    application = world.submitted()
    world.decide(application, round_=round_)

    board = board_of(round_, today=world.now.date(), opened=application.pk)

    assert [bar.proposed for gauge in board.gauges for bar in gauge.bars if bar.proposed] == []
    assert sum(bar.value or 0 for bar in board.sector_groups.bars) == 1


def test_the_sentence_of_a_row_is_what_a_yes_would_do(world: World, round_: Round) -> None:
    world.decide(world.submitted(), round_=round_)
    world.wait(minutes=5)
    world.submitted()

    granted, open_one = board_of(round_, today=world.now.date()).rows

    assert granted.effect == "Første fra Vejle i perioden. Ældre og sundhed gik fra 0 til 100 %. 1 plads tilbage."
    assert open_one.effect == "Vejle har 1 ja i perioden. Ældre og sundhed bliver på 100 %. Ingen pladser tilbage."


def test_rows_are_filtered_by_answer_and_words(world: World, round_: Round) -> None:
    yes, other = world.submitted(), world.submitted(KLINTEMARKEN)
    world.decide(yes, round_=round_)

    board = board_of(round_, today=world.now.date())

    assert {answer: [row.application for row in board.filtered(answer, "")] for answer in Answer} == {
        Answer.GRANTED: [yes], Answer.UNDECIDED: [other], Answer.WAITING: [], Answer.DECLINED: [],
    }  # fmt: skip
    assert [row.application for row in board.filtered("", "HJØRRING")] == [other]
    assert [row.application for row in board.filtered("", yes.case_number or "")] == [yes]
    assert board.counts == {Answer.GRANTED: 1, Answer.UNDECIDED: 1}


def test_one_from_the_waiting_list_keeps_its_days_and_says_since_when(world: World) -> None:
    application = world.submitted()
    waiting = world.decide(application, Outcome.WAITING, Reason.NO_CAPACITY)
    world.wait(days=7)
    services.send_letters(round_=waiting.round, by=world.actor("Birgit"), at=world.now)
    world.wait(days=40)

    row = board_of(world.round(), today=world.now.date()).rows[0]

    assert (row.waiting_since, row.days_waited, row.answer) == (waiting.round, 47, Answer.UNDECIDED)


# Planning a round --------------------------------------------------------------------------------------------------

MEETS = (localdate() + timedelta(days=80)).replace(day=10)
CLOSES = MEETS.replace(day=3)
DATES = {
    "opens_date": str(CLOSES - timedelta(days=30)),
    "closes_date": str(CLOSES),
    "meeting_date": str(MEETS),
    "capacity": "9",
}


def test_a_round_is_planned_with_the_dates_as_they_were_adjusted(birgit: Client) -> None:
    answer = post(birgit, reverse("secretariat:plan_round"), **DATES)

    round_ = Round.objects.get()
    assert answer["Location"] == reverse("secretariat:round", args=[round_.pk])
    assert (round_.month, round_.closes_date, round_.capacity) == (MEETS.replace(day=1), CLOSES, 9)


def test_planning_the_same_month_twice_leads_to_the_same_round(birgit: Client) -> None:
    answers = [post(birgit, reverse("secretariat:plan_round"), **DATES) for _ in range(2)]

    assert len({answer["Location"] for answer in answers}) == 1
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_date": str(MEETS + timedelta(days=1))},
        {"opens_date": str(CLOSES)},
        {"meeting_date": ""},
        {"meeting_date": "1999-01-01"},
        {"closes_date": "31-31-2027"},
        {"capacity": "-1"},
        {"meeting_date": "9999-12-31", "closes_date": "10000-01-01"},
    ],
)
def test_dates_that_make_no_round_are_refused_with_a_sentence(birgit: Client, wrong: dict[str, str]) -> None:
    answer = post(birgit, reverse("secretariat:plan_round"), **{**DATES, **wrong})

    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert b"error-summary" in answer.content


@pytest.mark.parametrize("year", ["0001", "1999", "9998", "9999"])
def test_a_round_long_ago_or_far_ahead_is_refused_at_each_of_its_days(birgit: Client, year: str) -> None:
    wrong = {"opens_date": f"{year}-01-04", "closes_date": f"{year}-02-03", "meeting_date": f"{year}-12-10"}

    answer = post(birgit, reverse("secretariat:plan_round"), **{**DATES, **wrong})

    assert (answer.status_code, Round.objects.count()) == (422, 0)
    assert {name: len(answer.context["form"].errors[name]) for name in wrong} == dict.fromkeys(wrong, 1)  # type: ignore[attr-defined]


@pytest.mark.parametrize("year", [2, 1999, 9999])
def test_a_round_of_a_strange_year_does_not_close_the_page(world: World, birgit: Client, year: int) -> None:
    round_ = world.round()
    day = date(year, 12, 1)
    Round.objects.filter(pk=round_.pk).update(
        month=day, opens_date=day, closes_date=day.replace(day=3), meeting_date=day.replace(day=10)
    )

    assert birgit.get(reverse("secretariat:plan_round")).status_code == 200


def test_the_menu_leads_to_the_round_being_worked_on_or_to_planning_one(world: World, birgit: Client) -> None:
    menu = reverse("secretariat:rounds")
    assert birgit.get(menu)["Location"] == reverse("secretariat:plan_round")

    round_ = world.round()
    assert birgit.get(menu)["Location"] == reverse("secretariat:round", args=[round_.pk])

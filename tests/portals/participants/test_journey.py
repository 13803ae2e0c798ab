"""Every state of a case as one sentence, one next thing and one line of stops."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from sparkweb.foundation.core.components import Stage
from sparkweb.portals.participants.journey import Answer, Journey, Place, Stop, Turn, ordinal, place

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SENT = Journey(now=NOW, submitted_date=date(2026, 11, 20))
COURSE = replace(SENT, answer=Answer.GRANTED, consultant="Lise")


SOON = date(2026, 11, 24)


def stop(number: int, days: float, *, is_wrap_up: bool = False) -> Stop:
    starts_at = datetime(2026, 11, 22, 12, tzinfo=UTC) + timedelta(days=days)
    return Stop(number, starts_at, starts_at + timedelta(hours=3), is_wrap_up)


def early(number: int) -> Stop:
    """Booked for later, and held this morning."""
    booked = stop(number, 16)
    return replace(booked, starts_at=NOW, came_early=True)


def line(said: Place) -> str:
    """Ansøgt* is done, [Svar] is here, the rest lies ahead."""
    drawn = {Stage.DONE: "{}*", Stage.HERE: "[{}]", Stage.NEXT: "{}"}
    return " ".join(drawn[step.stage].format(step.label) for step in said.track)


@pytest.mark.parametrize(
    ("journey", "heading", "lead"),
    [
        (SENT, "Jeres ansøgning er sendt", "Vi ser på ansøgninger én gang om måneden. I får svar på mail."),
        (
            replace(SENT, meeting_date=date(2026, 12, 8)),
            "Jeres ansøgning er sendt",
            "Vi ser på den til mødet tirsdag 8. december 2026. I får svar på mail i dagene efter.",
        ),
        (
            replace(SENT, meeting_date=date(2026, 11, 21)),
            "Jeres ansøgning er sendt",
            "Vi har holdt møde om den lørdag 21. november 2026. I får svar på mail inden for få dage.",
        ),
        (
            replace(SENT, answer=Answer.WAITING),
            "I står på venteliste",
            "I er automatisk med i næste runde. I skal ikke gøre noget.",
        ),
        (
            replace(SENT, answer=Answer.WAITING, meeting_date=date(2026, 12, 8)),
            "I står på venteliste",
            "I er automatisk med igen på mødet tirsdag 8. december 2026. I skal ikke gøre noget.",
        ),
        (
            replace(SENT, answer=Answer.DECLINED),
            "Vi kan ikke hjælpe med jeres ansøgning",
            "Her kan I læse hvorfor, og hvor I ellers kan gå hen.",
        ),
        (
            replace(SENT, answer=Answer.GRANTED),
            "I har fået ja",
            "Nu finder vi den konsulent, der passer bedst til jer. Konsulenten skriver til jer om datoer.",
        ),
        (
            COURSE,
            "Lise er jeres konsulent",
            "Lise sender jer forslag til datoer for det første møde. I får en mail.",
        ),
        (
            replace(COURSE, has_dates_to_pick=True),
            "Lise har foreslået datoer",
            "Vælg den dag, der passer både leder og medarbejdere. Så er mødet aftalt.",
        ),
        (
            replace(COURSE, stops=(stop(1, 14),)),
            "Jeres første møde er aftalt",
            "Det er søndag 6. december 2026 kl. 13.00, og Lise kommer.",
        ),
        (
            replace(COURSE, stops=(stop(1, 0),)),
            "I mødes i dag",
            "Det er søndag 22. november 2026 kl. 13.00 hos jer, og Lise kommer.",
        ),
        (
            replace(COURSE, stops=(stop(1, -7),)),
            "I har holdt jeres første møde",
            "Lise skriver til jer om det næste møde.",
        ),
        (
            replace(COURSE, stops=(stop(1, -7),), trying=(date(2026, 12, 9), date(2026, 12, 12))),
            "I har holdt jeres første møde",
            "Lige nu prøver I 2 ting af. Lise skriver til jer om det næste møde.",
        ),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, -7), stop(3, 16)), trying=(SOON,)),
            "I er mellem andet og tredje møde",
            "Lige nu prøver I én ting af. Næste møde er tirsdag 8. december 2026 kl. 13.00, og Lise kommer.",
        ),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, 16, is_wrap_up=True))),
            "I er på vej mod opsamlingen",
            "Næste møde er tirsdag 8. december 2026 kl. 13.00, og Lise kommer.",
        ),
        (
            replace(COURSE, wants_other_dates=True),
            "Lise finder nye datoer",
            "I har skrevet, at ingen af dagene passer jer. I får en mail, når der er nye.",
        ),
        (
            replace(COURSE, called_off=stop(1, 16).starts_at),
            "Mødet er aflyst",
            "Det var tirsdag 8. december 2026. Lise sender jer forslag til nye datoer.",
        ),
        (
            replace(COURSE, stops=(early(1),)),
            "I har holdt jeres første møde",
            "Lise skriver til jer om det næste møde.",
        ),
        (
            replace(COURSE, stops=(stop(1, 14),), is_wrapped_up=True),
            "Jeres første møde er aftalt",
            "Det er søndag 6. december 2026 kl. 13.00, og Lise kommer.",
        ),
        (
            replace(COURSE, stops=(stop(1, -30),), is_wrapped_up=True),
            "I har samlet op",
            "Læs jeres opsamling igennem. Lise lukker forløbet, når I er klar.",
        ),
        (
            replace(COURSE, stops=(stop(1, -30),), is_wrapped_up=True, is_closed=True),
            "Jeres forløb er slut",
            "Det, I har lært og aftalt, ligger her, så I kan finde det igen.",
        ),
    ],
)
def test_each_state_has_its_sentence(journey: Journey, heading: str, lead: str) -> None:
    said = place(journey)

    assert (said.heading, said.lead) == (heading, lead)


@pytest.mark.parametrize(
    ("journey", "turn"),
    [
        (SENT, None),
        (replace(SENT, answer=Answer.DECLINED), None),
        (COURSE, None),
        (replace(COURSE, has_dates_to_pick=True), Turn.PICK_DATE),
        (replace(COURSE, stops=(stop(1, -7),), trying=(SOON,)), Turn.REPORT_TRIAL),
        (replace(COURSE, stops=(stop(1, -7),), trying=(SOON,), has_dates_to_pick=True), Turn.PICK_DATE),
        (replace(COURSE, wants_other_dates=True), None),
        (replace(COURSE, stops=(stop(1, -7),), is_wrapped_up=True, is_closed=True, trying=(SOON,)), None),
        (replace(COURSE, stops=(stop(1, -7),), is_wrapped_up=True, is_closed=True, is_asked=True), Turn.EVALUATE),
    ],
)
def test_there_is_one_thing_to_do_or_none(journey: Journey, turn: Turn | None) -> None:
    assert place(journey).turn == turn


@pytest.mark.parametrize(
    ("last_day", "days_to_meeting", "turn", "report_by"),
    [
        (date(2026, 11, 26), None, None, date(2026, 11, 26)),
        (date(2026, 11, 25), None, Turn.REPORT_TRIAL, None),
        (date(2026, 11, 20), None, Turn.REPORT_TRIAL, None),
        (date(2026, 12, 20), 8, None, date(2026, 11, 30)),
        (date(2026, 12, 20), 7, Turn.REPORT_TRIAL, None),
    ],
)
def test_what_is_tried_asks_to_be_told_about_when_it_is_nearly_time(
    last_day: date, days_to_meeting: int | None, turn: Turn | None, report_by: date | None
) -> None:
    ahead = (stop(2, days_to_meeting),) if days_to_meeting else ()

    said = place(replace(COURSE, stops=(stop(1, -7), *ahead), trying=(date(2026, 12, 24), last_day)))

    assert (said.turn, said.report_by) == (turn, report_by)


def test_only_the_date_is_asked_for_while_there_is_one_to_pick() -> None:
    said = place(replace(COURSE, stops=(stop(1, -7),), trying=(date(2026, 12, 24),), has_dates_to_pick=True))

    assert (said.turn, said.report_by) == (Turn.PICK_DATE, None)


@pytest.mark.parametrize(
    ("journey", "stops"),
    [
        (SENT, "Ansøgt* [Svar] Første møde I prøver af Opsamling"),
        (replace(SENT, answer=Answer.WAITING), "Ansøgt* [Venteliste] Første møde I prøver af Opsamling"),
        (replace(SENT, answer=Answer.DECLINED), "Ansøgt* [Svar]"),
        (
            replace(SENT, answer=Answer.GRANTED),
            "Ansøgt* Vi sagde ja* [Konsulent] Første møde I prøver af Opsamling",
        ),
        (COURSE, "Ansøgt* Vi sagde ja* [Konsulent] Første møde I prøver af Opsamling"),
        (replace(COURSE, stops=(stop(1, 14),)), "Ansøgt* Vi sagde ja* Konsulent* [Første møde] Opsamling"),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, -7), stop(3, 16)), trying=(SOON,)),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* Andet møde* [I prøver af nu] Tredje møde Opsamling",
        ),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, 0))),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* [Andet møde] Opsamling",
        ),
        (
            replace(COURSE, stops=(stop(1, -7),)),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* [Mellem møder] Opsamling",
        ),
        (
            replace(COURSE, stops=(stop(1, -30),), is_wrapped_up=True),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* [Opsamling]",
        ),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, -7, is_wrap_up=True)), is_wrapped_up=True, is_closed=True),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* Opsamling*",
        ),
        (
            replace(COURSE, stops=(early(1),)),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* [Mellem møder] Opsamling",
        ),
        (
            replace(COURSE, stops=(stop(1, 14),), is_wrapped_up=True),
            "Ansøgt* Vi sagde ja* Konsulent* [Første møde] Opsamling",
        ),
        (
            replace(COURSE, stops=(stop(1, -30), stop(2, 0)), is_wrapped_up=True),
            "Ansøgt* Vi sagde ja* Konsulent* Første møde* [Andet møde] Opsamling",
        ),
        (replace(COURSE, is_wrapped_up=True), "Ansøgt* Vi sagde ja* Konsulent* [Opsamling]"),
    ],
)
def test_the_line_of_stops_has_at_most_one_here(journey: Journey, stops: str) -> None:
    assert line(place(journey)) == stops


def test_a_meeting_is_coming_until_it_has_ended() -> None:
    during = replace(COURSE, stops=(stop(1, 0),), now=datetime(2026, 11, 22, 14, tzinfo=UTC))

    assert place(during).heading == "I mødes i dag"


def test_ordinals_go_on_as_figures() -> None:
    assert [ordinal(number) for number in (1, 2, 8, 9)] == ["første", "andet", "ottende", "9."]

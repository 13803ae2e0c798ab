"""Every address with an id in it, for every role: one's own case is there, nobody else's exists (trust.md 3.4 no. 2).

The ids of two worlds are swapped one by one, so that no door believes the first id and forgets to ask about the second.
"""

from collections.abc import Iterator
from http import HTTPStatus
from itertools import product

import pytest
from django.utils.timezone import localdate

from sparkweb.flow.planning.models import Assignment
from sparkweb.foundation.accounts.enums import PARTICIPANTS, Role
from sparkweb.foundation.core.idempotency import FIELD, new_key
from tests.trust.addresses import NOBODYS, OF_A_CASE, OF_NO_CASE, Route, routes
from tests.trust.cases import Case, Stage, TwoWorlds
from tests.trust.knocking import AT_THE_DOOR, Answer, Person, undone

METHODS = ("get", "head", "post")
WITH_IDS = [route for route in routes() if route.of_a_case]
OPEN_DAYS_AFTER_CLOSING = 30


def test_every_parameter_of_every_address_is_known_here() -> None:
    parameters = {name for route in routes() for name in route.parameters}

    assert parameters == {*OF_A_CASE, *OF_NO_CASE}


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_ones_own_case_is_there_and_another_is_as_if_it_never_were(worlds: TwoWorlds, role: Role) -> None:
    wrong = [problem for route in WITH_IDS for problem in problems(worlds, route, role)]

    assert wrong == []


def problems(worlds: TwoWorlds, route: Route, role: Role) -> Iterator[str]:
    ours, theirs = worlds.ours[route.stage], strangers_case(worlds, route, role)
    somebody, seat = worlds.person(role, ours), ours.seat_of(role)
    own, foreign = route.ids(ours, seat), route.ids(theirs, theirs.seat_of(role))
    for method in METHODS if role in route.roles("get") | route.roles("post") else ("get", "post"):
        nothing = knock(somebody, method, worlds, route, dict.fromkeys(own, NOBODYS))
        may = role in route.roles(method)
        if may and not all(answer.comes_in for answer in knock(somebody, method, worlds, route, own)):
            yield f"{method} {route.name} is refused to its own {role}"
        if not may and knock(somebody, method, worlds, route, own) != nothing:
            yield f"{method} {route.name} tells {role}, who has no business there, what exists"
        for ids in swaps(own, foreign) if may else ():
            answers = knock(somebody, method, worlds, route, ids)
            if answers != nothing or not all(map(is_nothing, answers)):
                yield f"{method} {route.name} knows another's {sorted(k for k in ids if ids[k] != own[k])} for {role}"


def strangers_case(worlds: TwoWorlds, route: Route, role: Role) -> Case:
    """The secretariat reads every case that is sent; what is foreign to it is what is not."""
    return worlds.theirs[Stage.DRAFT if role is Role.COORDINATOR else route.stage]


def swaps(own: dict[str, object], foreign: dict[str, object]) -> Iterator[dict[str, object]]:
    """Every mixture in which at least one id is another's."""
    for mixture in product(*(((name, own[name]), (name, foreign[name])) for name in own)):
        if dict(mixture) != own:
            yield dict(mixture)


def knock(somebody: Person, method: str, worlds: TwoWorlds, route: Route, ids: dict[str, object]) -> list[Answer]:
    answers = []
    for path in route.paths(worlds, ids):
        with undone():
            data = {"data": {FIELD: new_key()}} if method == "post" else {}
            answers.append(nameless(somebody.ask(method, path, **data), ids))
    return answers


def nameless(answer: Answer, ids: dict[str, object]) -> Answer:
    """Without the ids that were asked about: a redirect to the login repeats them, whatever they are."""
    headers = {name: value for name, value in answer.headers.items() if name == "Location"}
    for key in ids.values():
        headers = {name: value.replace(str(key), "…") for name, value in headers.items()}
    return Answer(answer.status, headers, answer.text)


def is_nothing(answer: Answer) -> bool:
    return answer.status in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


# A right that has ended is dead at the next request ----------------------------------------------------------------


def test_who_has_left_the_table_stands_outside(worlds: TwoWorlds) -> None:
    case = worlds.ours[Stage.RUNNING]
    leader = worlds.person(Role.LEADER, case)
    case.leader.__class__.objects.filter(pk=case.leader.pk).update(ended_date=localdate())

    answers = {route.name: first(leader, worlds, route, case).status for route in WITH_IDS if is_participants(route)}

    assert set(answers.values()) <= {HTTPStatus.FOUND, HTTPStatus.NOT_FOUND}


def test_who_gave_the_course_away_reads_no_more_of_it(worlds: TwoWorlds) -> None:
    case = worlds.ours[Stage.RUNNING]
    Assignment.objects.filter(application=case.application).update(ended_date=localdate())

    assert consultants_answers(worlds, case) == {HTTPStatus.NOT_FOUND}


def test_a_consultant_reads_no_more_thirty_days_after_closing(worlds: TwoWorlds) -> None:
    case = worlds.ours[Stage.CLOSED]
    course = case.course
    assert course is not None
    course.closed_at = worlds.ago(days=OPEN_DAYS_AFTER_CLOSING, minutes=1)
    course.save()

    assert consultants_answers(worlds, case) == {HTTPStatus.NOT_FOUND}


def consultants_answers(worlds: TwoWorlds, case: Case) -> set[int]:
    lise = worlds.person(Role.CONSULTANT, case)
    mine = [route for route in WITH_IDS if route.name.startswith("desk:") and Role.CONSULTANT in route.roles("get")]
    return {first(lise, worlds, route, case).status for route in mine} - {HTTPStatus.METHOD_NOT_ALLOWED}


def first(somebody: Person, worlds: TwoWorlds, route: Route, case: Case) -> Answer:
    return somebody.get(next(route.paths(worlds, route.ids(case, case.leader))))


def is_participants(route: Route) -> bool:
    return bool(route.roles("get") & PARTICIPANTS) and Role.VISITOR not in route.roles("get")

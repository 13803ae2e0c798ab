"""Every address of the product for every role: who comes in, who is turned away, and that nothing stands beside it.

Role by role. That a page also refuses a stranger's object is tested where the objects are.
"""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, reverse

from sparkweb.foundation.accounts import checks, matrix
from sparkweb.foundation.accounts.actors import VISITOR, Actor
from sparkweb.foundation.accounts.enums import PARTICIPANTS, STAFF, Role
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.accounts.middleware import AccessMiddleware

TABLE = matrix.current()
ROUTES = sorted({name for name, _ in checks.all_patterns() if name})
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"]
IN, LOGIN, LINK, NOTHING = "comes in", "to log in", "to the link page", "does not exist"


def actor(role: Role) -> Actor:
    if role is Role.VISITOR:
        return VISITOR
    return Actor(key=f"test:{role}", roles=frozenset({role}), user_id=1 if role in STAFF else None)


def knock(route: str, role: Role, method: str) -> str:
    """What the door answers, before any view is asked."""
    request: Any = RequestFactory().generic(method, "/")
    request.__class__ = SparkRequest
    request.user, request.session, request.actor = AnonymousUser(), SessionStore(), actor(role)
    *namespaces, name = route.split(":")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name=name, namespaces=[*namespaces])
    try:
        answer = AccessMiddleware(lambda _: HttpResponse()).process_view(request)
    except Http404:
        return NOTHING
    return IN if answer is None else LOGIN if answer["Location"].startswith(reverse("account_login")) else LINK


def expected(route: str, role: Role, method: str) -> str:
    """Said again in other words than the middleware's."""
    row = TABLE.routes[route]
    allowed = TABLE.roles_for(row.action if method in ("GET", "HEAD") else row.post, row.resource)
    if role in allowed:
        return IN
    if role is not Role.VISITOR:
        return NOTHING
    return LINK if allowed & PARTICIPANTS else LOGIN


def test_every_address_stands_in_the_matrix_and_the_other_way_round() -> None:
    assert checks.routes_stand_in_the_matrix() == []


def test_every_rule_the_matrix_asks_is_registered() -> None:
    assert checks.predicates_are_registered() == []


@pytest.mark.parametrize("route", ROUTES)
def test_the_door_lets_in_whom_the_matrix_names_and_nobody_else(route: str) -> None:
    cells = list(product(Role, METHODS))

    answers = {cell: knock(route, *cell) for cell in cells}

    assert answers == {cell: expected(route, *cell) for cell in cells}


def test_an_unknown_route_is_closed_to_all() -> None:
    assert {knock("nobody:knows", role, "GET") for role in Role} == {NOTHING}


def test_the_demo_stands_apart() -> None:
    """Its routes are read only where its app is installed, and the tests run without it."""
    assert [name for name in ROUTES if name.startswith("demo:")] == []
    assert [name for name in TABLE.routes if name.startswith("demo:")] == []


def rights(role: Role) -> dict[tuple[str, str], str]:
    return {
        (name, action): rule
        for name, row in TABLE.resources.items()
        for (holder, action), rule in row.rules.items()
        if holder is role
    }


def test_both_sides_of_the_table_may_the_same() -> None:
    assert rights(Role.LEADER) == rights(Role.REPRESENTATIVE)


@pytest.mark.parametrize("role", [Role.STEERING, Role.EDITOR, Role.ADMINISTRATOR, Role.RESPONDENT])
def test_these_never_come_near_a_case(role: Role) -> None:
    cases = {name for name, _ in rights(Role.LEADER)} - {"public_page", "door", "demo_tools"}

    assert {name for name, _ in rights(role)} & cases == set()

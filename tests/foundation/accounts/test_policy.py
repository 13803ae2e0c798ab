from itertools import product
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404

from sparkweb.foundation.accounts import matrix, policy
from sparkweb.foundation.accounts.actors import SYSTEM, VISITOR, Actor
from sparkweb.foundation.accounts.enums import Role
from sparkweb.foundation.accounts.http import SparkRequest
from sparkweb.foundation.accounts.matrix import Matrix, Resource
from sparkweb.foundation.accounts.policy import Verdict

TABLE = matrix.current()


def actor(*roles: Role) -> Actor:
    return Actor(key="test", roles=frozenset(roles))


@pytest.mark.parametrize("resource", TABLE.resources)
def test_every_cell_answers_as_the_matrix_says(resource: str) -> None:
    """Without an object only 'always' opens; a rule about objects has nothing to say yes to."""
    cells = list(product(Role, sorted(matrix.ACTIONS)))

    rules = {cell: TABLE.rule(*cell, resource) for cell in cells}

    assert {cell: bool(policy.may(actor(cell[0]), cell[1], resource)) for cell in cells} == {
        cell: rule == "always" for cell, rule in rules.items()
    }
    assert {cell: bool(policy.may_try(actor(cell[0]), cell[1], resource)) for cell in cells} == {
        cell: rule != "" for cell, rule in rules.items()
    }


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """One resource, with a field that fewer may see."""
    table = Matrix(
        resources={
            "case": Resource(
                "x",
                {
                    (Role.LEADER, "view"): "test.is_mine",
                    (Role.REPRESENTATIVE, "view"): "test.explains",
                    (Role.COORDINATOR, "view"): "always",
                    (Role.AUDITOR, "view"): "test.never_registered",
                },
            ),
            "case.notes": Resource("x", {(Role.LEADER, "view"): "always"}),
        },
        routes={},
    )
    monkeypatch.setattr(matrix, "current", lambda: table)
    monkeypatch.setattr(policy, "_predicates", dict(policy._predicates))

    @policy.predicate("test.is_mine")
    def is_mine(_: Actor, case: Any) -> bool:
        return bool(case == "mine")

    @policy.predicate("test.explains")
    def explains(_: Actor, case: Any) -> Verdict:
        return policy.no("Vent på brevet.")


@pytest.mark.usefixtures("small")
class TestObjects:
    def test_a_rule_is_asked_about_the_object(self) -> None:
        assert policy.may(actor(Role.LEADER), "view", "case", "mine")
        assert not policy.may(actor(Role.LEADER), "view", "case", "yours")

    def test_a_refusal_carries_the_rules_own_reason(self) -> None:
        assert policy.may(actor(Role.REPRESENTATIVE), "view", "case", "mine").reason == "Vent på brevet."

    def test_a_refusal_by_role_has_a_sentence_too(self) -> None:
        assert policy.may(VISITOR, "view", "case", "mine").reason == "Det har du ikke adgang til."

    def test_a_rule_that_nobody_registered_refuses(self) -> None:
        assert not policy.may(actor(Role.AUDITOR), "view", "case", "mine")
        with pytest.raises(ImproperlyConfigured, match=r"registered: test\.never_registered"):
            policy.verify()

    def test_one_role_that_may_is_enough(self) -> None:
        assert policy.may(actor(Role.CONSULTANT, Role.COORDINATOR), "view", "case", "yours")

    def test_a_field_with_a_row_of_its_own_must_pass_both(self) -> None:
        assert policy.may(actor(Role.LEADER), "view", "case", "mine", field="notes")
        assert not policy.may(actor(Role.LEADER), "view", "case", "yours", field="notes")
        assert not policy.may(actor(Role.COORDINATOR), "view", "case", "mine", field="notes")

    def test_a_field_without_a_row_follows_its_resource(self) -> None:
        assert policy.may(actor(Role.COORDINATOR), "view", "case", "mine", field="date")

    @pytest.mark.parametrize(("action", "resource"), [("change", "case"), ("view", "unknown"), ("fly", "case")])
    def test_what_the_matrix_does_not_name_is_refused(self, action: str, resource: str) -> None:
        assert not policy.may(actor(*Role), action, resource, "mine")
        assert not policy.may_try(actor(*Role), action, resource)

    def test_the_system_passes_no_door(self) -> None:
        assert not policy.may(SYSTEM, "view", "case", "mine")

    def test_a_page_that_is_refused_does_not_exist(self) -> None:
        request = SparkRequest()
        request.actor = actor(Role.LEADER)

        policy.require(request, "view", "case", "mine")
        with pytest.raises(Http404):
            policy.require(request, "view", "case", "yours")


def test_verdicts_combine_and_keep_the_reason_that_decided() -> None:
    first, second = policy.no("Først."), policy.no("Så.")

    assert (policy.YES & first).reason == "Først."
    assert (first & second).reason == "Først."
    assert (first | second).reason == "Så."
    assert bool(first | policy.YES) is True

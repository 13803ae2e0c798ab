"""A mistake in the matrix stops the start and says where it is."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from sparkweb.foundation.accounts import matrix
from sparkweb.foundation.accounts.enums import STAFF, Role

CASE = '[case]\nwhy = "Need to know."\nleader = { view = "cases.own" }\n'


def read(folder: Path, resources: str, **routes: str) -> matrix.Matrix:
    (folder / "resources.toml").write_text(resources, encoding="utf-8")
    for name, text in routes.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return matrix.read(folder / "resources.toml", [folder / f"{name}.toml" for name in routes])


def test_a_cell_is_its_rule_and_every_other_cell_is_no(tmp_path: Path) -> None:
    table = read(tmp_path, CASE)

    assert table.rule(Role.LEADER, "view", "case") == "cases.own"
    assert table.rule(Role.LEADER, "change", "case") == ""
    assert table.rule(Role.STEERING, "view", "case") == ""
    assert table.rule(Role.LEADER, "view", "unknown") == ""
    assert table.predicate_names() == {"cases.own"}


def test_everyone_and_staff_stand_for_many(tmp_path: Path) -> None:
    table = read(tmp_path, '[page]\nwhy = "Open."\neveryone = { view = "always" }\nstaff = { use = "always" }\n')

    assert table.roles_for("view", "page") == frozenset(Role)
    assert table.roles_for("use", "page") == STAFF


def test_a_route_has_an_action_and_may_have_another_for_a_post(tmp_path: Path) -> None:
    resources = CASE + 'consultant = { view = "always", change = "always" }\n'
    table = read(tmp_path, resources, desk='["desk:case"]\nresource = "case"\naction = "view"\npost = "change"\n')

    route = table.routes["desk:case"]
    assert [route.action_for(method) for method in ("GET", "HEAD", "POST", "DELETE", None)] == [
        "view",
        "view",
        "change",
        "change",
        "change",
    ]


@pytest.mark.parametrize(
    ("resources", "complaint"),
    [
        (
            '[case]\nleader = { view = "always" }',
            "Role matrix, resources.toml [case]: a sentence saying why is missing.",
        ),
        (
            '[case]\nwhy = "x"\nboss = { view = "always" }',
            "Role matrix, resources.toml [case]: unknown role 'boss'; known are",
        ),
        (
            '[case]\nwhy = "x"\nleader = { peek = "always" }',
            "Role matrix, resources.toml [case]: unknown action 'peek'; known are",
        ),
        (
            '[case]\nwhy = "x"\nleader = { view = true }',
            'Role matrix, resources.toml [case]: leader.view must be "always" or a predicate.',
        ),
        ("[case", "Role matrix, resources.toml: "),
    ],
)
def test_a_mistake_in_a_resource_is_named(tmp_path: Path, resources: str, complaint: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, resources)

    assert str(refusal.value).startswith(complaint)


@pytest.mark.parametrize(
    ("route", "complaint"),
    [
        ('["desk:case"]\nresource = "case"', "say resource, action (, post)."),
        ('["desk:case"]\nresource = "case"\naction = "view"\nmethod = "x"', "say resource, action (, post)."),
        ('["desk:case"]\nresource = "cases"\naction = "view"', "unknown resource 'cases'."),
        (
            '["desk:case"]\nresource = "case"\naction = "change"',
            "no role may 'change' 'case', so nobody could come in.",
        ),
    ],
)
def test_a_mistake_in_a_route_is_named(tmp_path: Path, route: str, complaint: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(tmp_path, CASE, desk=route)

    assert str(refusal.value) == f"Role matrix, routes/desk.toml [desk:case]: {complaint}"


def test_a_route_stands_in_one_file(tmp_path: Path) -> None:
    route = '["desk:case"]\nresource = "case"\naction = "view"\n'

    with pytest.raises(ImproperlyConfigured, match="two files"):
        read(tmp_path, CASE, desk=route, parties=route)

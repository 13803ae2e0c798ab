"""The role matrix, read from its files once. A mistake in them stops the start and says where it is.

A row of `resources.toml` is a resource (or 'resource.field') with a sentence saying why, and for each role its actions:
"always", or the name of a predicate that is asked about the object. `everyone` and `staff` stand for many roles.
A row of `routes/<app>.toml` gives a route its resource and action, and the action of a POST where that is another.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sparkweb.foundation.accounts.enums import STAFF, Role

ALWAYS = "always"
ACTIONS = frozenset({"view", "create", "change", "confirm", "decide", "use"})
_MANY: Mapping[str, frozenset[Role]] = {"everyone": frozenset(Role), "staff": STAFF}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Resource:
    why: str
    rules: Mapping[tuple[Role, str], str]
    """(role, action) -> "always" or a predicate's name; what is missing is refused."""


@dataclass(frozen=True, slots=True)
class Route:
    resource: str
    action: str
    post: str

    def action_for(self, method: str | None) -> str:
        return self.action if method in _SAFE else self.post


@dataclass(frozen=True, slots=True)
class Matrix:
    resources: Mapping[str, Resource]
    routes: Mapping[str, Route]

    def rule(self, role: Role, action: str, resource: str) -> str:
        """One cell; empty means no."""
        row = self.resources.get(resource)
        return row.rules.get((role, action), "") if row else ""

    def roles_for(self, action: str, resource: str) -> frozenset[Role]:
        """Who may come as far as being asked about an object."""
        return frozenset(role for role in Role if self.rule(role, action, resource))

    def predicate_names(self) -> set[str]:
        return {rule for row in self.resources.values() for rule in row.rules.values()} - {ALWAYS}


@cache
def current() -> Matrix:
    """The matrix of this installation: routes of an app that is not installed do not exist (the demo's, elsewhere)."""
    folder = Path(settings.ROLE_MATRIX)
    installed = {app.label for app in apps.get_app_configs()}
    files = [file for file in sorted((folder / "routes").glob("*.toml")) if file.stem in installed]
    return read(folder / "resources.toml", files)


def read(resources_file: Path, routes_files: Iterable[Path]) -> Matrix:
    """Raises ImproperlyConfigured, naming the file, the row and what is wrong with it."""
    resources = {name: _resource(f"{resources_file.name} [{name}]", row) for name, row in _rows(resources_file)}
    routes: dict[str, Route] = {}
    for file in routes_files:
        for name, row in _rows(file):
            where = f"routes/{file.name} [{name}]"
            _demand(name not in routes, where, "the route stands in two files")
            routes[name] = _route(where, row, resources)
    return Matrix(resources, routes)


def _rows(file: Path) -> list[tuple[str, Any]]:
    try:
        return list(tomllib.loads(file.read_text(encoding="utf-8")).items())
    except tomllib.TOMLDecodeError as problem:
        raise ImproperlyConfigured(f"Role matrix, {file.name}: {problem}") from problem


def _resource(where: str, row: dict[str, Any]) -> Resource:
    why = row.get("why")
    _demand(isinstance(why, str) and why, where, "a sentence saying why is missing")
    rules: dict[tuple[Role, str], str] = {}
    for who, actions in row.items():
        if who == "why":
            continue
        for role in _roles(where, who):
            for action, rule in actions.items():
                _demand(action in ACTIONS, where, f"unknown action {action!r}; known are {_listed(ACTIONS)}")
                _demand(isinstance(rule, str) and rule, where, f'{who}.{action} must be "always" or a predicate')
                rules[role, action] = rule
    return Resource(str(why), rules)


def _roles(where: str, who: str) -> frozenset[Role]:
    if who in _MANY:
        return _MANY[who]
    _demand(who in Role, where, f"unknown role {who!r}; known are {_listed([*Role, *_MANY])}")
    return frozenset({Role(who)})


def _route(where: str, row: dict[str, Any], resources: Mapping[str, Resource]) -> Route:
    _demand(
        {"resource", "action"} <= row.keys() <= {"resource", "action", "post"}, where, "say resource, action (, post)"
    )
    route = Route(row["resource"], row["action"], row.get("post", row["action"]))
    _demand(route.resource in resources, where, f"unknown resource {route.resource!r}")
    for action in (route.action, route.post):
        granted = any(action == granted for _, granted in resources[route.resource].rules)
        _demand(granted, where, f"no role may {action!r} {route.resource!r}, so nobody could come in")
    return route


def _demand(condition: object, where: str, problem: str) -> None:
    if not condition:
        raise ImproperlyConfigured(f"Role matrix, {where}: {problem}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))

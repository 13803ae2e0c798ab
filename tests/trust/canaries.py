"""Words that stand nowhere else: whoever sees one has read the field it was written in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

from django.apps import apps
from django.db import models

from sparkweb.flow.prioritisation.models import Round
from sparkweb.foundation.privacy.registry import Class, data_map
from sparkweb.registers.places.models import Municipality
from sparkweb.registers.programme.models import Theme
from sparkweb.registers.workplaces.services import MemberFacts
from tests.world import Table

CASE_APPS = {"workplaces", "applications", "prioritisation", "planning", "courses", "effects"}
_TOKEN = re.compile("qz[0-9]{5}zq|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A canary, or an id."""
_FOLD = re.compile(r"\r?\n[ \t]")
"""A calendar breaks its lines anywhere, and goes on with a space."""


@dataclass(frozen=True)
class Home:
    """Where a canary was written: the case, and the field."""

    case: str
    field: str


class Canaries:
    """Every personal text of a case gets its own: all that the data map calls erased."""

    def __init__(self) -> None:
        self.homes: dict[str, Home] = {}
        self._numbers = count(1)

    def hide_in(self, table: Table) -> Table:
        """The same people under names that are canaries from the first letter on."""
        return replace(
            table,
            workplace=self._new(),
            leader=self._member(table.leader),
            steward=self._member(table.steward),
            safety=self._member(table.safety),
            hurts=(self._new(), self._new()),
            hopes=(self._new(), self._new()),
        )

    def mark(self, case: str) -> None:
        """Whatever was written since the last time belongs to the case; so do the ids of its rows."""
        for model, field in _texts():
            rows = model._default_manager.exclude(**{field: ""}).values_list("pk", field)
            for key, text in rows:
                self._settle(tokens_in(text) or self._write(model, key, field), case, f"{model._meta.label}.{field}")
        for model in _with_secret_ids():
            keys = map(str, model._default_manager.values_list("pk", flat=True))
            self._settle(keys, case, f"{model._meta.label}.id")

    def homes_in(self, text: str) -> frozenset[Home]:
        return frozenset(self.homes[token] for token in tokens_in(text) if token in self.homes)

    def _write(self, model: type[models.Model], key: object, field: str) -> set[str]:
        token = self._new()
        is_address = isinstance(model._meta.get_field(field), models.EmailField)
        text = f"{token}@a.example" if is_address else token
        model._default_manager.filter(pk=key).update(**{field: text})
        return {token}

    def _settle(self, tokens: Iterable[str], case: str, field: str) -> None:
        for token in tokens:
            self.homes.setdefault(token, Home(case, field))

    def _member(self, facts: MemberFacts) -> MemberFacts:
        return MemberFacts(self._new(), f"{self._new()}@a.example", facts.role)

    def _new(self) -> str:
        return f"qz{next(self._numbers):05}zq"


def tokens_in(text: str) -> set[str]:
    return set(_TOKEN.findall(_FOLD.sub("", text).casefold()))


def given_away(canaries: Canaries, text: str) -> set[str]:
    """What a text that others may see tells of a case: its fields, its theme, its municipality (principle 6)."""
    fields = {home.field for home in canaries.homes_in(text)}
    return fields | {name for name in _telling_names() if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)}


@cache
def _telling_names() -> frozenset[str]:
    themes = {name for names in Theme.objects.values_list("name", "short_name") for name in names}
    return frozenset(themes | set(Municipality.objects.values_list("name", flat=True)))


@cache
def _with_secret_ids() -> tuple[type[models.Model], ...]:
    """A round is the secretariat's and no case's."""
    own = (model for label in sorted(CASE_APPS) for model in apps.get_app_config(label).get_models())
    return tuple(each for each in own if isinstance(each._meta.pk, models.UUIDField) and each is not Round)


@cache
def _texts() -> tuple[tuple[type[models.Model], str], ...]:
    return tuple(_erased_texts())


def _erased_texts() -> Iterator[tuple[type[models.Model], str]]:
    for entry in data_map():
        model = apps.get_model(entry.model)
        field = model._meta.get_field(entry.field)
        is_free_text = isinstance(field, models.CharField | models.TextField) and not field.choices
        if entry.data_class is Class.ERASED and model._meta.app_label in CASE_APPS and is_free_text:
            yield model, entry.field

"""Words that stand nowhere else: whoever sees one has read the field it was written in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import count

from django.apps import apps
from django.db import models

from sparkweb.foundation.privacy.registry import Class, data_map
from sparkweb.registers.workplaces.services import MemberFacts
from tests.world import Table

CASE_APPS = {"workplaces", "applications", "prioritisation", "planning", "courses", "effects"}
PERSON = {"workplaces.Person.name", "workplaces.Person.email"}
_TOKEN = re.compile("qz[0-9]{5}zq")
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
        """Whatever was written since the last time belongs to the case."""
        for model, field in _texts():
            for row in model._default_manager.exclude(**{field: ""}):
                self._mark(row, field, case)

    def homes_in(self, text: str) -> set[Home]:
        return {self.homes[token] for token in tokens_in(text) if token in self.homes}

    def _mark(self, row: models.Model, field: str, case: str) -> None:
        known = tokens_in(getattr(row, field))
        if not known:
            token = self._new()
            is_address = isinstance(row._meta.get_field(field), models.EmailField)
            type(row)._default_manager.filter(pk=row.pk).update(
                **{field: f"{token}@a.example" if is_address else token}
            )
            known = {token}
        for token in known:
            self.homes.setdefault(token, Home(case, f"{row._meta.label}.{field}"))

    def _member(self, facts: MemberFacts) -> MemberFacts:
        return MemberFacts(self._new(), f"{self._new()}@a.example", facts.role)

    def _new(self) -> str:
        return f"qz{next(self._numbers):05}zq"


def tokens_in(text: str) -> set[str]:
    return set(_TOKEN.findall(_FOLD.sub("", text).casefold()))


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

"""Rows that ship with the code: read from a file that names its source, put in place as often as you like."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)
Row = Mapping[str, Any]


class SeedFault(Exception):
    """A seed file contradicts itself or lacks its source; nothing has been loaded."""


@dataclass(frozen=True)
class Changed(Generic[M]):
    row: M
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Outcome(Generic[M]):
    """What putting a table's rows in place did."""

    model: type[M]
    created: Sequence[M]
    changed: Sequence[Changed[M]]
    unchanged: int


def read(file: Path) -> dict[str, Any]:
    """Raises SeedFault unless the file says where its facts come from and when they were looked up."""
    seed = tomllib.loads(file.read_text(encoding="utf-8"))
    source = seed.get("source", {})
    if not source.get("text") or not isinstance(source.get("date"), date):
        raise SeedFault(f"{file.name} needs [source] with text and date")
    return seed


def put(model: type[M], rows: Sequence[Row], *, key: Sequence[str]) -> Outcome[M]:
    """Create what is new, change what differs, leave the rest; never delete. Key and row use column names (`theme_id`).

    Changes come before creations, so that an open-ended row can be ended by the file that adds the one after it.
    """
    there = {tuple(getattr(row, name) for name in key): row for row in model._default_manager.all()}
    found = [(there.get(tuple(row[name] for name in key)), row) for row in rows]
    changed = [change for old, row in found if old and (change := _change(old, row))]
    created = model._default_manager.bulk_create(model(**row) for old, row in found if not old)
    return Outcome(model, created, changed, len(rows) - len(created) - len(changed))


def _change(old: M, row: Row) -> Changed[M] | None:
    fields = tuple(name for name, value in row.items() if getattr(old, name) != value)
    for name in fields:
        setattr(old, name, row[name])
    if fields:
        old.save(update_fields=fields)
    return Changed(old, fields) if fields else None

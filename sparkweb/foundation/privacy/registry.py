"""Every own field has a class that says how long it may be remembered; nothing is stored that nobody thought about."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Model

from sparkweb.foundation.core.privacy_classes import Classified


class Class(StrEnum):
    KEPT = "kept"
    SHORTENED = "shortened"
    ERASED = "erased"


@dataclass(frozen=True)
class Entry:
    """One line of the data map."""

    model: str
    field: str
    data_class: Class


def own_models() -> list[type[Model]]:
    models = (model for model in apps.get_models() if model.__module__.startswith("sparkweb."))
    return sorted(models, key=lambda model: model._meta.label)


def data_map() -> list[Entry]:
    return [entry for model in own_models() for entry in _entries(model)]


def unclassified_fields() -> list[str]:
    """What is wrong, as lines to read: a field without a class, with two, or a class for a field that is not there."""
    return [problem for model in own_models() for problem in _problems(model)]


def _entries(model: type[Model]) -> Iterator[Entry]:
    class_of = dict(_named(model))
    for field in _fields(model):
        if field in class_of:
            yield Entry(model._meta.label, field, class_of[field])


def _problems(model: type[Model]) -> Iterator[str]:
    fields, named = _fields(model), Counter(field for field, _ in _named(model))
    for field in fields:
        if named[field] != 1:
            yield f"{model._meta.label}.{field} has {named[field] or 'no'} privacy classes"
    for field in sorted(named.keys() - set(fields)):
        yield f"{model._meta.label} classifies {field}, which is not a field"


def _named(model: type[Model]) -> list[tuple[str, Class]]:
    """Read from the class itself: a subclass answers for its own fields."""
    classified = model.__dict__.get("privacy", Classified())
    return [
        *((field, Class.KEPT) for field in classified.kept.split()),
        *((field, Class.SHORTENED) for field in classified.shortened.split()),
        *((field, Class.ERASED) for field in classified.erased.split()),
    ]


def _is_made_by_django(table: type[Model] | None) -> bool:
    return table is not None and bool(table._meta.auto_created)


def _fields(model: type[Model]) -> list[str]:
    """Columns, and relations with a table of Django's making; a table of our own answers for itself."""
    relations = [field for field in model._meta.many_to_many if _is_made_by_django(field.remote_field.through)]
    return [field.name for field in (*model._meta.concrete_fields, *relations)]

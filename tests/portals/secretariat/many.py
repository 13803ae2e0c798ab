"""Many rows at once, by copying: for tests of cost, where only the number of rows matters."""

import uuid
from copy import copy
from datetime import datetime
from typing import TypeVar

from django.db import models

from sparkweb.flow.applications.models import Application, ApplicationTheme
from sparkweb.flow.prioritisation.models import Decision

M = TypeVar("M", bound=models.Model)


def many(pattern: Application, count: int, *, at: datetime, like: Decision | None = None) -> list[Application]:
    """Sent applications with the pattern's facts; each with a decision like the one given."""
    copies = [_copy(pattern, case_number=f"99-{number:05d}", submitted_at=at) for number in range(count)]
    Application.objects.bulk_create(copies)
    themes = list(pattern.theme_rows.all())
    ApplicationTheme.objects.bulk_create(_copy(row, application=one, pk=None) for one in copies for row in themes)
    if like:
        Decision.objects.bulk_create(_copy(like, application=one) for one in copies)
    return copies


def _copy(row: M, **changes: object) -> M:
    new = copy(row)
    for name, value in {"pk": uuid.uuid4(), **changes}.items():
        setattr(new, name, value)
    return new

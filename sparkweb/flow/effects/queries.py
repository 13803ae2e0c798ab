"""Reads on evaluations, always across courses except for the asking itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationInvitation, Wave
from sparkweb.registers.programme.models import AgreementPeriod
from sparkweb.registers.surveys.models import Item, QuestionSetItem

QUESTION_SET = {WaveKind.RIGHT_AFTER: "evaluering-efter", WaveKind.THREE_MONTHS: "evaluering-tre-maaneder"}
THREE_MONTHS = timedelta(days=91)
FORGET_AFTER = timedelta(days=182)
"""A wave that was never opened is not opened years later."""


@dataclass(frozen=True)
class Opinion:
    """One rating with its workplace and the day its wave closed, for figures across courses."""

    closed_date: date
    workplace_id: UUID
    municipality_id: int
    item_id: int
    value: int


def items_asked(kind: WaveKind) -> list[Item]:
    """Every item a wave of the kind may have: those of the newest version in their order, then older ones."""
    places = QuestionSetItem.objects.filter(question_set__code=QUESTION_SET[kind])
    rows = places.select_related("item").order_by("-question_set__version", "position")
    return list({row.item_id: row.item for row in rows}.values())


def due_for_three_months(today: date) -> QuerySet[Course]:
    """Closed three months ago or more, and not asked yet."""
    asked = Wave.objects.filter(course=OuterRef("pk"), kind=WaveKind.THREE_MONTHS)
    closed = Course.objects.filter(closed_at__date__lte=today - THREE_MONTHS, closed_at__date__gt=today - FORGET_AFTER)
    return closed.exclude(Exists(asked)).select_related("committee")


def unanswered_of(seat_id: UUID, today: date) -> QuerySet[EvaluationInvitation]:
    """What one seat is being asked now."""
    return EvaluationInvitation.objects.filter(
        seat=seat_id, is_answered=False, wave__opens_date__lte=today, wave__closes_date__gt=today
    ).select_related("wave")


def opinions(period: AgreementPeriod, kind: WaveKind, closed_until: date) -> Iterator[Opinion]:
    """Every rating of the period's waves that had closed by the day; frozen waves only (trust.md R1)."""
    waves = Wave.objects.filter(course__application__period=period, kind=kind, closes_date__lte=closed_until)
    found = waves.filter(answers__response__ratings__isnull=False).values_list(
        "closes_date",
        "course__application__workplace_id",
        "course__application__municipality_id",
        "answers__response__ratings__item_id",
        "answers__response__ratings__value",
    )
    return (Opinion(*row) for row in found.iterator())

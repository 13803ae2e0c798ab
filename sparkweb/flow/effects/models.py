"""What came of it: the TRIO's evaluation right after a course and three months later. Confidential, not anonymous."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.surveys.models import QuestionSet, Response
from sparkweb.registers.workplaces.models import Seat


class Wave(models.Model):
    """One evaluation of one course: open from a date until a date, with the questions fixed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=WaveKind)
    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="+")
    opens_date = models.DateField()
    closes_date = models.DateField()

    privacy = Classified(kept="id course kind question_set opens_date closes_date")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="wave_kind_known", condition=Q(kind__in=WaveKind.values)),
            models.UniqueConstraint(name="wave_once_per_course", fields=["course", "kind"]),
            models.CheckConstraint(name="wave_closes_after_it_opens", condition=Q(closes_date__gt=F("opens_date"))),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.kind}"


class EvaluationInvitation(models.Model):
    """Who was asked, and whether they have answered. No column leads from here to the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    is_answered = models.BooleanField(default=False)

    privacy = Classified(kept="id wave seat is_answered")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="evaluation_invitation_once", fields=["wave", "seat"]),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id}: {self.seat_id}"


class EvaluationAnswer(models.Model):
    """One answer to a wave, without name or side: a leader is often alone on theirs. Read only across courses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="answers")
    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="+")

    privacy = Classified(kept="wave", erased="id response")

    def __str__(self) -> str:
        return str(self.id)

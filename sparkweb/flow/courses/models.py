"""The course of support: what should be different, the meetings, what is tried between them, and the wrap-up."""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.courses.enums import MeetingKind, Verdict, ordinal
from sparkweb.flow.planning.models import Assignment, Visit
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.programme.models import CourseType
from sparkweb.registers.workplaces.models import Committee


class CourseQuerySet(models.QuerySet["Course"]):
    def open(self) -> "CourseQuerySet":
        return self.filter(closed_at=None)


class Course(models.Model):
    """Belongs to the workplace. Cannot be closed without a wrap-up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="+")
    course_type = models.ForeignKey(CourseType, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    wrapped_up_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CourseQuerySet.as_manager()

    privacy = Classified(kept="id application assignment committee course_type opened_at wrapped_up_at closed_at")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="course_closed_only_after_wrap_up",
                condition=Q(closed_at=None) | Q(wrapped_up_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ChangeGoal(models.Model):
    """The desired change in the workplace's own words. A new wording is a new row; the newest counts."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="goals")
    text = models.TextField(_("det skal være anderledes"))
    set_by_key = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    privacy = Classified(kept="id course set_by_key set_at", erased="text")

    class Meta:
        ordering: ClassVar = ["-set_at", "-id"]

    def __str__(self) -> str:
        return self.text


class Meeting(models.Model):
    """A booked visit seen from the course: its number, what it is for and the shared minutes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="meetings")
    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="+")
    # None when the visit was called off before anything was written: it counts no more.
    number = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=MeetingKind)
    notes = models.TextField(_("referat"), blank=True)
    notes_revision = models.PositiveIntegerField(default=0)
    notes_written_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id course visit number kind notes_revision notes_written_at", erased="notes")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(name="meeting_kind_known", condition=Q(kind__in=MeetingKind.values)),
            models.UniqueConstraint(name="meeting_number_once", fields=["course", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}: {self.number}"

    @property
    def name(self) -> str:
        """første møde, opsamlingsmøde"""
        if self.number is None:
            return _now("aflyst møde")
        if self.kind == MeetingKind.WRAP_UP:
            return _now("opsamlingsmøde")
        return _now("{number} møde").format(number=ordinal(self.number))

    @property
    def held_at(self) -> datetime:
        """When it was booked for, or the first minutes were written if that was before: meetings are moved by phone."""
        starts_at = self.visit.starts_at
        return min(starts_at, self.notes_written_at or starts_at)


class TrialAction(models.Model):
    """A small change tried for a short time: planned at one meeting, reported before the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="trial_actions")
    planned_at_meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="trial_actions")
    title = models.CharField(_("hvad kalder I den?"), max_length=80)
    purpose = models.TextField(_("hvorfor?"))
    what = models.TextField(_("hvad gør I?"))
    who = models.CharField(_("hvem sætter i gang?"), max_length=160)
    signal = models.TextField(_("hvad kigger I efter?"))
    by_date = models.DateField(_("prøves til og med"))
    planned_at = models.DateTimeField()
    saw = models.TextField(_("hvad så I?"), blank=True)
    verdict = models.CharField(_("hvad gør I nu?"), max_length=8, choices=Verdict, blank=True)
    reported_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=0)

    privacy = Classified(
        kept="id course planned_at_meeting by_date planned_at verdict reported_at revision",
        erased="title purpose what who signal saw",
    )

    class Meta:
        ordering: ClassVar = ["planned_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="trial_action_reported_with_a_verdict",
                condition=Q(reported_at=None, verdict="")
                | (Q(reported_at__isnull=False) & ~Q(verdict="") & ~Q(saw="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WrapUp(models.Model):
    """What was learnt and how it will hold. The gate to closing."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="wrap_up")
    learning = models.TextField(_("det har vi lært"))
    anchoring = models.TextField(_("sådan holder vi fast"))
    keeper = models.CharField(_("hvem holder øje?"), max_length=160)
    check_date = models.DateField(_("hvornår ser I på det igen?"))
    revision = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()

    privacy = Classified(kept="id course check_date revision written_at", erased="learning anchoring keeper")

    def __str__(self) -> str:
        return str(self.course_id)

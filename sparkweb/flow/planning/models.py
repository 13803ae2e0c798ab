"""Who travels out, and when: assignments, proposed dates and booked visits."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sparkweb.flow.applications.models import Application
from sparkweb.foundation.core.privacy_classes import Classified
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.workplaces.models import Seat


class Assignment(models.Model):
    """One consultant takes one granted application. Ended, not deleted, when somebody else takes over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    consultant = models.ForeignKey(Consultant, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    ended_date = models.DateField(null=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()

    privacy = Classified(kept="id application consultant from_date ended_date assigned_by assigned_at")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="assignment_one_current_per_application",
                fields=["application"],
                condition=Q(ended_date=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.consultant_id}"

    @property
    def load_key(self) -> str:
        """Names the commitment in the consultants' register."""
        return f"assignment:{self.id}"


class DateProposal(models.Model):
    """Dates the consultant can come; the workplace picks one. A new proposal replaces an open one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="proposals")
    place = models.CharField(_("sted"), max_length=120)
    message = models.TextField(_("besked"), blank=True)
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    privacy = Classified(kept="id assignment proposed_at closed_at", erased="place message")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="proposal_one_open_per_assignment", fields=["assignment"], condition=Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.proposed_at:%Y-%m-%d}"


class DateOption(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(DateProposal, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    privacy = Classified(kept="id proposal starts_at ends_at")

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="option_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class DateWish(models.Model):
    """None of the dates fit, and what somebody at the workplace said to that. No mail repeats it."""

    proposal = models.ForeignKey(DateProposal, on_delete=models.CASCADE, related_name="wishes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("hvornår passer det bedre?"), blank=True)
    wished_at = models.DateTimeField()

    privacy = Classified(kept="id proposal seat wished_at", erased="text")

    class Meta:
        ordering: ClassVar = ["wished_at", "id"]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.seat_id}"


class Visit(models.Model):
    """A booked meeting at the workplace. Its id is also the calendar's; the sequence grows with each change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="visits")
    option = models.OneToOneField(DateOption, on_delete=models.PROTECT, related_name="+", null=True)
    picked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+", null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(_("sted"), max_length=120)
    sequence = models.PositiveSmallIntegerField(default=0)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    privacy = Classified(
        kept="id assignment option picked_by starts_at ends_at sequence booked_at cancelled_at", erased="place"
    )

    class Meta:
        ordering: ClassVar = ["starts_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="visit_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def booking_key(self) -> str:
        return f"visit:{self.id}"

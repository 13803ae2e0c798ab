"""Planning does not know the courses; here they answer it."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from sparkweb.flow.courses import services
from sparkweb.flow.courses.models import Course
from sparkweb.flow.planning import signals
from sparkweb.flow.planning.models import Assignment, Visit
from sparkweb.foundation.accounts.actors import Actor


@receiver(signals.assigned)
def open_course(assignment: Assignment, by: Actor, at: datetime, **_: Any) -> None:
    services.open_course(assignment=assignment, by=by, at=at)


@receiver(signals.visit_booked)
def add_meeting(visit: Visit, by: Actor, at: datetime, **_: Any) -> None:
    course = Course.objects.get(application=visit.assignment.application_id)
    services.add_meeting(course=course, visit=visit, by=by, at=at)

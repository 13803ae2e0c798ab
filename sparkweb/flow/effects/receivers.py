"""A course that closes is evaluated at once."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from sparkweb.flow.courses import signals
from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects import services
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.foundation.accounts.actors import Actor


@receiver(signals.closed)
def open_first_wave(course: Course, by: Actor, at: datetime, **_: Any) -> None:
    services.open_wave(course=course, kind=WaveKind.RIGHT_AFTER, by=by, at=at)

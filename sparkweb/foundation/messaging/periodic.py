"""Recurring jobs. Apps above register theirs when they are ready; the worker runs them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from sparkweb.foundation.core import clock
from sparkweb.foundation.messaging.models import PeriodicRun

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    name: str
    every: timedelta
    function: Callable[[datetime], object]


_jobs: dict[str, Job] = {}


def register(name: str, every: timedelta, function: Callable[[datetime], object]) -> None:
    """`function` is called with the time of the run, about `every` so often, by one worker at a time."""
    _jobs[name] = Job(name, every, function)


def run_due(*, at: datetime) -> list[str]:
    """Names of the jobs that were run. One that fails is logged and waits for its next turn like the others."""
    return [job.name for job in list(_jobs.values()) if _claim(job, at) and _run(job, at)]


def _claim(job: Job, at: datetime) -> bool:
    """True for one worker only: the condition holds until the first has written its start."""
    PeriodicRun.objects.get_or_create(name=job.name)
    is_due = Q(started_at=None) | Q(started_at__lte=at - job.every)
    return bool(PeriodicRun.objects.filter(is_due, name=job.name).update(started_at=at))


def _run(job: Job, at: datetime) -> bool:
    try:
        job.function(at)
    except Exception:
        logger.exception("The job %s failed.", job.name)
        return False
    PeriodicRun.objects.filter(name=job.name).update(finished_at=clock.now())
    return True

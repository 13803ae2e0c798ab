"""The year can be lived around any day, and the same day gives the same year."""

from datetime import date
from typing import Any

import pytest
from django.db.models import F

from sparkweb.flow.applications.models import Application, Voice
from sparkweb.flow.applications.queries import start_of
from sparkweb.flow.courses.models import Course, TrialAction
from sparkweb.flow.planning.models import Visit
from sparkweb.flow.prioritisation.models import Decision
from sparkweb.flow.prioritisation.queries import round_on, undecided
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.insight.reporting.models import ReleasedFigure
from tests.config.demo.conftest import SUNDAY, filled
from tests.world import HAVREVANG, KLINTEMARKEN

pytestmark = pytest.mark.django_db

FEW = 0.06
AFTER_EASTER = date(2026, 4, 7)
AFTER_SUMMER = date(2026, 7, 27)
NEW_YEAR = date(2027, 1, 1)
LEAP_DAY = date(2028, 2, 29)
LAST_OF_A_MONTH = date(2029, 3, 31)


@pytest.mark.parametrize("today", [AFTER_EASTER, AFTER_SUMMER, NEW_YEAR, LEAP_DAY, LAST_OF_A_MONTH], ids=str)
def test_any_day_will_do(today: date) -> None:
    with filled(today, FEW):
        round_ = round_on(today)
        assert round_
        table = undecided(round_).values_list("workplace__name", flat=True)
        course = Course.objects.get(application__workplace__name=KLINTEMARKEN.workplace)
        visits = [meeting.visit for meeting in course.meetings.select_related("visit")]

        assert HAVREVANG.workplace in table
        assert round_.closes_date <= today
        assert abs((round_.meeting_date - today).days) <= 4
        assert [visit.ends_at < start_of(today) for visit in visits] == [True, True, False]
        assert not Application.objects.filter(submitted_at__gte=start_of(today)).exists()
        assert not Visit.objects.filter(starts_at__lte=F("booked_at")).exists()


def test_the_same_day_gives_the_same_year() -> None:
    with filled(SUNDAY, FEW):
        first = content()
    with filled(SUNDAY, FEW):
        second = content()

    assert [table for table in first if first[table] != second[table]] == []
    assert [table for table in first if not first[table]] == []


def content() -> dict[str, list[Any]]:
    """What people would read, without the keys."""
    case = "application__case_number"
    return {
        "applications": rows(Application.objects.all(), "workplace__name", "case_number", "started_at", "submitted_at"),
        "words": rows(Voice.objects.all(), "seat__person__name", "hurts", "hopes", "written_at"),
        "decisions": rows(Decision.objects.all(), case, "outcome", "reason", "reason_text", "decided_by__name"),
        "visits": rows(Visit.objects.all(), f"assignment__{case}", "assignment__consultant__user__name", "starts_at"),
        "trials": rows(TrialAction.objects.all(), f"course__{case}", "title", "saw", "verdict", "reported_at"),
        "mails": rows(OutboxMessage.objects.all(), "to_address", "subject", "created_at", "sent_at"),
        "figures": rows(ReleasedFigure.objects.all(), "release__as_of_date", "figure", "row", "value", "low", "high"),
    }


def rows(found: Any, *fields: str) -> list[Any]:
    return sorted(found.values_list(*fields), key=repr)

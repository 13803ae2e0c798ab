"""The demo's year obeys the product's rules, row by row, and stands in the right order of time."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Count, DateTimeField, F, Model
from django.utils.timezone import localdate, localtime

from sparkweb.flow.applications.models import Application, Confirmation
from sparkweb.flow.applications.queries import start_of
from sparkweb.flow.applications.services import START_WITHIN
from sparkweb.flow.courses.models import Course, TrialAction, WrapUp
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationInvitation, Wave
from sparkweb.flow.effects.queries import THREE_MONTHS
from sparkweb.flow.effects.services import OPEN_FOR
from sparkweb.flow.planning.models import Assignment, DateOption, DateProposal, Visit
from sparkweb.flow.planning.queries import granted_without_assignment
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome, Phase
from sparkweb.flow.prioritisation.models import Decision, Round
from sparkweb.flow.prioritisation.queries import round_on, undecided
from sparkweb.foundation.accounts.models import User
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.insight.reporting.models import Release
from sparkweb.registers.consultants.models import Absence, Booking, Commitment, Consultant
from sparkweb.registers.consultants.queries import half_days
from sparkweb.registers.programme.models import PeriodTheme
from sparkweb.registers.surveys.models import QuestionSetItem, Response
from sparkweb.registers.workplaces.models import Workplace
from tests.config.demo.conftest import SUNDAY
from tests.living_year.almanac import is_workday
from tests.living_year.letters import KEPT
from tests.words.voices import sentences
from tests.world import HAVREVANG, KLINTEMARKEN, STAFF

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_year")]

NOW = start_of(SUNDAY)
AHEAD = {"visit.starts_at", "visit.ends_at", "dateoption.starts_at", "dateoption.ends_at", "accesslink.expires_at"}


def test_it_is_a_year_of_three_hundred_applications_and_eight_consultants() -> None:
    submitted = Application.objects.submitted()

    assert 300 <= submitted.count() <= 350
    assert submitted.values("municipality").distinct().count() >= 75
    assert Consultant.objects.count() == 8
    assert 150 <= Course.objects.count() <= 230


def test_the_cast_is_the_tests_cast() -> None:
    names = [table.workplace for table in (HAVREVANG, KLINTEMARKEN)]

    assert Counter(Workplace.objects.filter(name__in=names).values_list("name", flat=True)) == Counter(names)
    assert set(STAFF) <= set(User.objects.values_list("name", flat=True))
    assert list(undecided(current_round()).filter(workplace__name=HAVREVANG.workplace).values_list("version")) == [(7,)]
    (course,) = Course.objects.filter(application__workplace__name=KLINTEMARKEN.workplace)
    assert [bool(action.reported_at) for action in course.trial_actions.all()] == [True, False]
    assert [localdate(meeting.visit.ends_at) < SUNDAY for meeting in course.meetings.all()] == [True, True, False]


def test_every_stage_has_somebody_at_it() -> None:
    drafts, courses = Application.objects.drafts(), Course.objects.open()
    stages = {
        "begun": drafts.filter(voices=None),
        "written": drafts.exclude(voices=None).filter(invitations=None),
        "invited": drafts.filter(invitations__isnull=False, invitations__opened_at=None),
        "one has confirmed": drafts.filter(leader_confirmed_version=F("version")),
        "on the table": undecided(current_round()),
        "waiting for a consultant": granted_without_assignment(),
        "dates proposed": DateProposal.objects.filter(closed_at=None),
        "first meeting ahead": courses.filter(meetings__number=1, meetings__visit__starts_at__gt=NOW),
        "trying something": TrialAction.objects.filter(reported_at=None, course__closed_at=None),
        "wrapped up": courses.filter(wrapped_up_at__isnull=False),
        "evaluating": Wave.objects.filter(closes_date__gt=SUNDAY),
        "declined": Decision.objects.filter(outcome=Outcome.DECLINED),
        "waiting list": Decision.objects.filter(outcome=Outcome.WAITING, round__month=date(2026, 10, 1)),
    }

    assert [stage for stage, found in stages.items() if not found.exists()] == []
    assert current_round().phase_on(SUNDAY) == Phase.CHECK


def test_nothing_has_happened_in_the_future() -> None:
    early = NOW - timedelta(days=500)
    late = {
        f"{model._meta.model_name}.{field.name}"
        for model in own_models()
        for field in model._meta.concrete_fields
        if isinstance(field, DateTimeField)
        if model._default_manager.exclude(**{field.name: None})
        .exclude(**{f"{field.name}__range": (early, NOW)})
        .exists()
    }

    assert late - AHEAD == set()


def test_each_application_came_to_be_in_order() -> None:
    wrong: list[Model] = []
    for application in Application.objects.submitted().prefetch_related("voices", "confirmations", "invitations"):
        steps = [application.started_at, *sorted(voice.written_at for voice in application.voices.all())]
        confirmed = [each.confirmed_at for each in application.confirmations.all()]
        wrong += out_of_order(application, [*steps, *confirmed])
        wrong += [application] if confirmed[-1] != application.submitted_at else []
        wrong += [application for each in application.invitations.all() if not application.started_at < each.sent_at]

    assert wrong == []


def test_each_case_went_on_in_order() -> None:
    wrong = []
    told = {each.application_id: each for each in Decision.objects.filter(outcome=Outcome.GRANTED)}
    for course in Course.objects.select_related("application", "assignment").prefetch_related(
        "meetings__visit__option__proposal"
    ):
        decision = told[course.application_id]
        steps = [
            course.application.submitted_at,
            decision.decided_at,
            decision.letter_sent_at,
            course.assignment.assigned_at,
        ]
        for meeting in course.meetings.all():
            visit = meeting.visit
            assert visit.option
            steps += [visit.option.proposal.proposed_at, visit.booked_at, visit.starts_at, visit.ends_at]
            steps += [meeting.notes_written_at] if meeting.notes_written_at else []
        # Minutes may be finished after the learning is gathered, on the same evening.
        wrong += out_of_order(course, steps)
        wrong += out_of_order(course, [course.opened_at, course.wrapped_up_at, course.closed_at])

    assert wrong == []


def test_applications_keep_the_terms_of_their_period() -> None:
    opens = {(row.period_id, row.theme_id): row.opens_date for row in PeriodTheme.objects.all()}
    wrong = []
    for application in Application.objects.select_related("period").prefetch_related("theme_rows"):
        started = localdate(application.started_at)
        themes = [
            opens.get((application.period_id, row.theme_id), date.max) <= started
            for row in application.theme_rows.all()
        ]
        ready = application.ready_date is None or started <= application.ready_date <= started + START_WITHIN
        if not (application.period.covers(started) and all(themes) and ready):
            wrong.append(application)

    assert wrong == []


def test_case_numbers_follow_the_days() -> None:
    found = Application.objects.submitted().order_by("case_number")
    rows = [(str(each), localdate(each.submitted_at)) for each in found]

    assert [day for _number, day in rows] == sorted(day for _number, day in rows)
    assert {(number[:2], f"{day:%y}") for number, day in rows} == {("25", "25"), ("26", "26")}


def test_both_sides_confirmed_the_text_that_was_sent() -> None:
    sides: dict[Any, set[str]] = defaultdict(set)
    for row in Confirmation.objects.filter(version=F("application__version")):
        sides[row.application_id].add(row.side)

    submitted = Application.objects.submitted().values_list("pk", flat=True)
    assert {pk: sides[pk] for pk in submitted} == {pk: {"leader", "employees"} for pk in submitted}


def test_no_two_applications_share_a_sentence() -> None:
    said = [
        sentence.casefold()
        for application in Application.objects.prefetch_related("voices")
        for voice in application.voices.all()
        for text in (voice.hurts, voice.hopes)
        for sentence in sentences(text)
    ]

    assert [sentence for sentence, times in Counter(said).items() if times > 1] == []
    assert len(said) > 1500


def test_rounds_decide_what_was_on_their_table_with_a_fitting_reason() -> None:
    decisions = list(Decision.objects.select_related("round", "application").order_by("round__month", "decided_at"))
    final = Counter(each.application_id for each in decisions if each.outcome != Outcome.WAITING)

    assert [
        each for each in decisions if each.reason not in REASONS_FOR[Outcome(each.outcome)] or not each.reason_text
    ] == []
    assert [each for each in decisions if each.application.submitted_at >= start_of(each.round.closes_date)] == []  # type: ignore[operator]
    assert set(final.values()) == {1}
    assert [each for each in decisions if each.letter_sent_at != each.round.letters_sent_at] == []


def test_rounds_stay_within_their_places() -> None:
    granted = Counter(Decision.objects.filter(outcome=Outcome.GRANTED).values_list("round", flat=True))
    rounds = list(Round.objects.annotate(answers=Count("decisions")))

    assert [each for each in rounds if granted[each.pk] > each.capacity or each.revision != each.answers] == []
    assert [each for each in rounds if not (is_workday(each.meeting_date) and is_workday(each.closes_date))] == []


def test_the_first_in_a_municipality_is_the_first() -> None:
    granted = Decision.objects.filter(outcome=Outcome.GRANTED).order_by("round__month", "decided_at")
    seen: set[tuple[int, int]] = set()
    wrong = []
    for each in granted.select_related("round", "application"):
        place = (each.round.period_id, each.application.municipality_id)
        wrong += [each] if (each.reason == "first_in_municipality") == (place in seen) else []
        seen.add(place)

    assert wrong == []


def test_consultants_have_the_skill_the_room_and_the_time() -> None:
    skills = {
        each.pk: {theme.pk for theme in each.skills.all()} for each in Consultant.objects.prefetch_related("skills")
    }
    away = list(Absence.objects.all())
    wrong = []
    for assignment in Assignment.objects.select_related("application").prefetch_related("application__theme_rows"):
        (main,) = (row.theme_id for row in assignment.application.theme_rows.all() if row.is_main)
        absent = any(
            each.consultant_id == assignment.consultant_id and each.covers(assignment.from_date) for each in away
        )
        wrong += [assignment] if main not in skills[assignment.consultant_id] or absent else []

    assert wrong == []
    assert [name for name, most, room in most_at_once() if most > room] == []


def test_loads_end_when_courses_close() -> None:
    ended = {row.about_key: row.ended_date for row in Commitment.objects.all()}
    courses = list(Course.objects.select_related("assignment"))

    assert ended == {each.assignment.load_key: each.closed_at and localdate(each.closed_at) for each in courses}


def test_visits_are_on_working_days_at_working_hours_and_booked_once() -> None:
    taken = defaultdict(set)
    for booking in Booking.objects.all():
        taken[booking.about_key].add((booking.consultant_id, booking.date, booking.half_day))
    visits = list(Visit.objects.select_related("assignment"))
    times: list[Visit | DateOption] = [*visits, *DateOption.objects.all()]

    expected = {
        each.booking_key: {(each.assignment.consultant_id, *slot) for slot in half_days(each.starts_at, each.ends_at)}
        for each in visits
    }
    assert taken == expected
    assert [each for each in times if not at_work(each)] == []


def test_courses_pass_their_gates() -> None:
    courses = list(Course.objects.prefetch_related("meetings"))

    assert {each.pk for each in courses if each.wrapped_up_at} == set(WrapUp.objects.values_list("course", flat=True))
    assert [each for each in courses if each.closed_at and not each.wrapped_up_at] == []
    numbers = {each.pk: [meeting.number for meeting in each.meetings.all()] for each in courses}
    assert numbers == {pk: list(range(1, len(found) + 1)) for pk, found in numbers.items()}


def test_trial_actions_are_planned_at_a_meeting_and_told_before_the_next() -> None:
    wrong = []
    for action in TrialAction.objects.select_related("planned_at_meeting__visit", "course"):
        meeting = action.planned_at_meeting
        following = action.course.meetings.filter(number=(meeting.number or 0) + 1).select_related("visit").first()
        steps = [meeting.visit.starts_at, action.planned_at, action.reported_at]
        wrong += out_of_order(action, [*steps, following.visit.starts_at if following else None])
        wrong += [action] if action.by_date < localdate(action.planned_at) else []

    assert wrong == []


def test_evaluations_are_asked_in_time_and_answered_once() -> None:
    wrong = []
    for wave in Wave.objects.select_related("course").annotate(given=Count("answers", distinct=True)):
        assert wave.course.closed_at
        later = THREE_MONTHS if wave.kind == WaveKind.THREE_MONTHS else timedelta()
        in_time = (
            wave.opens_date == localdate(wave.course.closed_at) + later
            and wave.closes_date == wave.opens_date + OPEN_FOR
        )
        answered = EvaluationInvitation.objects.filter(wave=wave, is_answered=True).count()
        wrong += [wave] if not in_time or wave.opens_date >= SUNDAY or answered != wave.given else []

    assert wrong == []
    assert Wave.objects.filter(kind=WaveKind.RIGHT_AFTER).count() == Course.objects.exclude(closed_at=None).count()


def test_answers_are_complete() -> None:
    items = Counter(QuestionSetItem.objects.values_list("question_set", flat=True))
    rated = Response.objects.annotate(rated=Count("ratings")).values_list("question_set", "rated")

    assert [row for row in rated if items[row[0]] != row[1]] == []


def test_letters_are_sent_and_only_the_cast_keeps_the_old_ones() -> None:
    mails = OutboxMessage.objects.all()
    old = set(mails.filter(created_at__lt=NOW - KEPT).values_list("to_address", flat=True))

    assert mails.filter(sent_at=None, bounced_at=None).count() == 0
    assert [mail.kind for mail in mails.exclude(bounced_at=None)] == ["application.invitation"]
    assert {address.rpartition("@")[2] for address in old} <= {
        "klintemarken.example",
        "havrevang.example",
        "spark.example",
    }
    assert mails.exclude(calendar="").count() > 20


def test_the_milestones_are_in_the_log() -> None:
    counted = Counter(Event.objects.values_list("action", flat=True))
    names = (
        "application.submitted",
        "decision.made",
        "assignment.made",
        "visit.booked",
        "trial.reported",
        "course.closed",
    )
    rows = (
        Application.objects.submitted(), Decision.objects.all(), Assignment.objects.all(), Visit.objects.all(),
        TrialAction.objects.exclude(reported_at=None), Course.objects.exclude(closed_at=None),
    )  # fmt: skip

    assert {name: counted[name] for name in names} == {
        name: found.count() for name, found in zip(names, rows, strict=True)
    }


def test_the_figures_are_frozen_and_most_may_be_read() -> None:
    newest = Release.objects.filter(period__code="OK-26").latest("as_of_date")
    values = list(newest.figures.values_list("value", flat=True))
    earlier = Release.objects.filter(period__code="OK-24").values_list("as_of_date", flat=True)

    assert newest.as_of_date == date(2026, 10, 31)
    assert date(2026, 3, 31) in earlier
    assert 0 < values.count(None) < len(values) / 4
    assert None not in newest.figures.filter(figure="evaluering-efter").values_list("value", flat=True)
    assert set(newest.reach.values_list("state", flat=True)) == {"reached", "earlier", "not_yet"}


def current_round() -> Round:
    found = round_on(SUNDAY)
    assert found
    return found


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sparkweb.") and model is not User]


def out_of_order(thing: Model, steps: Iterable[datetime | None]) -> list[Model]:
    known = [step for step in steps if step]
    return [thing for before, after in pairwise(known) if before > after][:1]


def at_work(time: Visit | DateOption) -> bool:
    start, end = localtime(time.starts_at), localtime(time.ends_at)
    return is_workday(start.date()) and start.hour >= 8 and end.hour <= 17 and start.date() == end.date()


def most_at_once() -> list[tuple[str, int, int]]:
    rows = []
    for consultant in Consultant.objects.select_related("user").prefetch_related("commitments"):
        spans = [(each.from_date, each.ended_date or date.max) for each in consultant.commitments.all()]
        most = max(sum(start <= day < end for start, end in spans) for day, _end in spans)
        rows.append((consultant.user.name, most, consultant.max_open_courses))
    return rows

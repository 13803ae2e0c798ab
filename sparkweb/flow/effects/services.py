"""Writes of the evaluation: open a wave, answer it once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.flow.courses.models import Course
from sparkweb.flow.effects import mails
from sparkweb.flow.effects.enums import WaveKind
from sparkweb.flow.effects.models import EvaluationAnswer, EvaluationInvitation, Wave
from sparkweb.flow.effects.queries import QUESTION_SET, due_for_three_months
from sparkweb.foundation.accounts.actors import SYSTEM, Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.registers.surveys import services as surveys
from sparkweb.registers.surveys.models import HIGHEST, LOWEST
from sparkweb.registers.surveys.queries import items_of, newest
from sparkweb.registers.workplaces.queries import seats_of

OPEN_FOR = timedelta(days=42)


class EvaluationProblem(Exception):
    """Base of what can go wrong; the message is a sentence fit to show."""


class AlreadyAnswered(EvaluationProblem):
    """Each seat answers a wave once."""


class WaveClosed(EvaluationProblem):
    """The wave has closed; late answers are refused (trust.md R1)."""


class NotAllAnswered(EvaluationProblem):
    """An item has no answer, or one outside the scale."""


@transaction.atomic
def open_wave(*, course: Course, kind: WaveKind, by: Actor, at: datetime) -> Wave:
    """Ask everybody on the committee. Opening the same wave again changes nothing."""
    today = localdate(at)
    wave, created = Wave.objects.get_or_create(
        course=course,
        kind=kind,
        defaults={
            "question_set": newest(QUESTION_SET[kind]),
            "opens_date": today,
            "closes_date": today + OPEN_FOR,
        },
    )
    if created:
        seats = seats_of(course.committee)
        invitations = [EvaluationInvitation.objects.create(wave=wave, seat=seat) for seat in seats]
        mails.send_invitations(invitations, at=at)
        audit.record("wave.opened", about=wave, by=by, at=at, facts={"kind": kind})
    return wave


def open_due_waves(at: datetime) -> int:
    """Three months after closing: the second evaluation. Run by the worker."""
    due = list(due_for_three_months(localdate(at)))
    for course in due:
        open_wave(course=course, kind=WaveKind.THREE_MONTHS, by=SYSTEM, at=at)
    return len(due)


@transaction.atomic
def answer(*, invitation: EvaluationInvitation, ratings: Mapping[int, int], at: datetime) -> None:
    """Store the ratings with the wave and nothing about the seat. The audit does not learn who answered when."""
    invitation = (
        EvaluationInvitation.objects.select_for_update(of=("self",))
        .select_related("wave__question_set")
        .get(pk=invitation.pk)
    )
    _refuse_late_or_twice(invitation, at)
    _refuse_gaps(invitation.wave, ratings)
    response = surveys.store_response(question_set=invitation.wave.question_set, ratings=ratings)
    EvaluationAnswer.objects.create(wave=invitation.wave, response=response)
    invitation.is_answered = True
    invitation.save(update_fields=["is_answered"])


def _refuse_late_or_twice(invitation: EvaluationInvitation, at: datetime) -> None:
    if invitation.is_answered:
        raise AlreadyAnswered(_("Du har allerede svaret. Tak for det."))
    if localdate(at) >= invitation.wave.closes_date:
        raise WaveClosed(_("Evalueringen er lukket. Tak, fordi du ville svare."))


def _refuse_gaps(wave: Wave, ratings: Mapping[int, int]) -> None:
    expected = {item.id for item in items_of(wave.question_set)}
    if set(ratings) != expected or not all(LOWEST <= value <= HIGHEST for value in ratings.values()):
        raise NotAllAnswered(_("Svar på alle spørgsmål, før du sender."))

"""Writes of the round: open it, decide with a reason, send the letters once."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.prioritisation import mails, rules
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome, Reason
from sparkweb.flow.prioritisation.models import Decision, LateArrival, Round
from sparkweb.flow.prioritisation.queries import decisions_to_tell, on_the_table
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.registers.programme.queries import period_on


class DecisionProblem(Exception):
    """Base of what can go wrong at the meeting; the message is a sentence for the secretariat."""


class DecidedMeanwhile(DecisionProblem):
    """Another coordinator decided first; the message says whose and when."""


class LettersSent(DecisionProblem):
    """The letters have gone, so the decision stands."""


class NotOnTheTable(DecisionProblem):
    """The application does not belong to this round."""


class CannotComeIn(DecisionProblem):
    """The application is a draft, has been answered, or was in time."""


class ReasonMissing(DecisionProblem):
    """The reason does not fit the outcome, or its text is empty."""


class RoundIsOpen(DecisionProblem):
    """The round has not closed for new applications yet."""


class RoundChanged(DecisionProblem):
    """Somebody decided after the letters were shown; they were not the letters that would have been sent."""


class DateOutOfReach(DecisionProblem):
    """A day of the round lies long ago or far ahead."""


class DatesOutOfOrder(DecisionProblem):
    """A round opens, closes and meets, in that order."""


@transaction.atomic
def plan_round(
    *, month: date, opens_date: date, closes_date: date, meeting_date: date, capacity: int, by: Actor, at: datetime
) -> Round:
    """A month's round; planning the same month again answers with the one that is there.

    Raises DateOutOfReach and DatesOutOfOrder.
    """
    for day in (opens_date, closes_date, meeting_date):
        if sentence := rules.why_not_planned_on(day, localdate(at)):
            raise DateOutOfReach(sentence)
    if not opens_date < closes_date <= meeting_date:
        raise DatesOutOfOrder(_("Runden skal åbne, før den lukker, og lukke senest på mødedagen."))
    round_, created = Round.objects.get_or_create(
        month=month.replace(day=1),
        defaults={
            "period": period_on(meeting_date),
            "opens_date": opens_date,
            "closes_date": closes_date,
            "meeting_date": meeting_date,
            "capacity": capacity,
        },
    )
    if created:
        audit.record("round.planned", about=round_, by=by, at=at)
    return round_


@transaction.atomic
def set_capacity(*, round_: Round, capacity: int, by: Actor, at: datetime) -> Round:
    round_ = _open_round(round_)
    if round_.capacity == capacity:
        return round_
    round_.capacity = capacity
    round_.save(update_fields=["capacity"])
    audit.record("round.capacity_set", about=round_, by=by, at=at, facts={"capacity": capacity})
    return round_


@transaction.atomic
def bring_in(*, round_: Round, application: Application, by: Actor, at: datetime) -> LateArrival:
    """Onto the table although it came after the round had closed. Once more changes nothing."""
    round_ = _open_round(round_)
    there = LateArrival.objects.filter(round=round_, application=application).first()
    if there:
        return there
    if sentence := rules.why_not_bring_in(application, round_):
        raise CannotComeIn(sentence)
    arrival = LateArrival.objects.create(
        round=round_, application=application, brought_by_id=_user_id(by), brought_at=at
    )
    audit.record("application.brought_in", about=application, by=by, at=at, facts={"round": str(round_)})
    return arrival


@transaction.atomic
def decide(
    *,
    round_: Round,
    application: Application,
    outcome: Outcome,
    reason: Reason,
    reason_text: str,
    seen_revision: int,
    by: Actor,
    at: datetime,
) -> Decision:
    """Answer one application. `seen_revision` is the decision's when the page was shown, 0 for none."""
    _refuse_bad_reason(outcome, reason, reason_text)
    round_ = _open_round(round_)
    if not on_the_table(round_).filter(pk=application.pk).exists():
        raise NotOnTheTable(_("Ansøgningen hører ikke til denne runde."))
    decision = Decision.objects.filter(round=round_, application=application).select_related("decided_by").first()
    _refuse_decided_meanwhile(decision, seen_revision)
    decision = decision or Decision(round=round_, application=application)
    decision.outcome, decision.reason, decision.reason_text = outcome, reason, reason_text
    decision.decided_by_id, decision.decided_at = _user_id(by), at
    decision.revision = _next_revision(round_)
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as taken:
        raise DecidedMeanwhile(_("Ansøgningen har lige fået svar i en anden runde.")) from taken
    audit.record("decision.made", about=decision, by=by, at=at, facts={"outcome": outcome, "reason": reason})
    return decision


@transaction.atomic
def undo(*, decision: Decision, seen_revision: int, by: Actor, at: datetime) -> None:
    """Take a decision back before the letters go."""
    round_ = _open_round(decision.round)
    current = Decision.objects.filter(pk=decision.pk).select_related("decided_by").first()
    _refuse_decided_meanwhile(current, seen_revision)
    audit.record("decision.undone", about=decision, by=by, at=at)
    round_.decisions.filter(pk=decision.pk).delete()
    _next_revision(round_)


@transaction.atomic
def send_letters(*, round_: Round, by: Actor, at: datetime, seen_revision: int | None = None) -> int:
    """All letters of the round in one go, each once. Whoever was not answered goes on to the next round.

    `seen_revision` is the round's when the letters were shown to the one who sends them.
    """
    round_ = _open_round(round_)
    if seen_revision not in (None, round_.revision):
        raise RoundChanged(_("Der er ændret i svarene, siden I så brevene. Se dem igen, og send så."))
    if localtime(at).date() < round_.closes_date:
        raise RoundIsOpen(_("Runden tager stadig imod ansøgninger. Brevene kan sendes, når den er lukket."))
    decisions = list(decisions_to_tell(round_))
    for decision in decisions:
        mails.send_letters(decision, at=at)
    round_.decisions.update(letter_sent_at=at)
    round_.letters_sent_at = at
    round_.save(update_fields=["letters_sent_at"])
    audit.record("round.letters_sent", about=round_, by=by, at=at, facts={"letters": len(decisions)})
    return len(decisions)


def _open_round(round_: Round) -> Round:
    """The row, locked. Raises LettersSent."""
    current = Round.objects.select_for_update().get(pk=round_.pk)
    if current.letters_sent_at:
        raise LettersSent(_("Brevene er sendt, så beslutningerne står fast."))
    return current


def _next_revision(round_: Round) -> int:
    """The caller holds the round's row."""
    round_.revision += 1
    round_.save(update_fields=["revision"])
    return round_.revision


def _refuse_bad_reason(outcome: Outcome, reason: Reason, reason_text: str) -> None:
    if reason not in REASONS_FOR[outcome]:
        raise ReasonMissing(_("Vælg en grund, der passer til svaret."))
    if not reason_text.strip():
        raise ReasonMissing(_("Skriv grunden med en sætning. Arbejdspladsen læser den."))


def _refuse_decided_meanwhile(decision: Decision | None, seen_revision: int) -> None:
    if (decision.revision if decision else 0) == seen_revision:
        return
    if decision is None:
        raise DecidedMeanwhile(_("En anden har taget beslutningen tilbage imens. Se, om I stadig vil beslutte."))
    raise DecidedMeanwhile(
        _("{name} svarede {outcome} den {when}. Se beslutningen, før du ændrer den.").format(
            name=decision.decided_by.name,
            outcome=Outcome(decision.outcome).label,
            when=date_format(localtime(decision.decided_at), _("j. F \\k\\l. H.i")),
        )
    )


def _user_id(by: Actor) -> int:
    if by.user_id is None:
        raise DecisionProblem(_("Kun en medarbejder i sekretariatet kan beslutte."))
    return by.user_id

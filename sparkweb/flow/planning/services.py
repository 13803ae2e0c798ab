"""Writes of planning: assign a consultant, propose dates, book the one that is picked, call it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from sparkweb.flow.applications.models import Application
from sparkweb.flow.planning import mails, rules, signals
from sparkweb.flow.planning.models import Assignment, DateOption, DateProposal, DateWish, Visit
from sparkweb.flow.planning.queries import granted_without_assignment, suggestions
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.registers.consultants import services as consultants
from sparkweb.registers.consultants.models import Consultant
from sparkweb.registers.consultants.queries import half_days
from sparkweb.registers.workplaces.models import Seat


class PlanningProblem(Exception):
    """Base of what can go wrong; the message is a sentence fit to show."""


class CannotTakeIt(PlanningProblem):
    """The consultant lacks the skill, has no room or is away."""


class AlreadyAssigned(PlanningProblem):
    """Somebody has been assigned meanwhile, or the application is not granted."""


class BadDates(PlanningProblem):
    """A proposed date lies in the past, ends before it starts or crosses midnight."""


class VisitOver(PlanningProblem):
    """The meeting has been, so it can no longer be called off."""


class ProposalClosed(PlanningProblem):
    """A date has been picked, or a newer proposal has been made."""


@dataclass(frozen=True)
class Slot:
    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def assign(*, application: Application, consultant: Consultant, by: Actor, at: datetime) -> Assignment:
    """Give a granted application to a consultant with the skill and the room. The load is counted at once."""
    # The consultant's row is the queue: two assignments at once cannot both take the last place.
    Consultant.objects.select_for_update().get(pk=consultant.pk)
    if not granted_without_assignment().filter(application=application).exists():
        raise AlreadyAssigned(_("Ansøgningen har allerede en konsulent eller har ikke fået ja."))
    _refuse_unable(application, consultant, at)
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                application=application,
                consultant=consultant,
                from_date=localdate(at),
                assigned_by_id=_user_id(by),
                assigned_at=at,
            )
    except IntegrityError as taken:
        raise AlreadyAssigned(_("En anden har givet den til en konsulent imens.")) from taken
    consultants.take_on(consultant=consultant, about_key=assignment.load_key, from_date=assignment.from_date)
    mails.send_assigned(assignment, at=at)
    audit.record("assignment.made", about=assignment, by=by, at=at, facts={"consultant": consultant.pk})
    signals.assigned.send(sender=Assignment, assignment=assignment, by=by, at=at)
    return assignment


@transaction.atomic
def propose_dates(
    *, assignment: Assignment, slots: Sequence[Slot], place: str, message: str, by: Actor, at: datetime
) -> DateProposal:
    """Offer dates to the workplace. A proposal that is still open is replaced."""
    _refuse_bad_slots(slots, at)
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    assignment.proposals.filter(closed_at=None).update(closed_at=at)
    proposal = DateProposal.objects.create(assignment=assignment, place=place, message=message, proposed_at=at)
    DateOption.objects.bulk_create(
        DateOption(proposal=proposal, starts_at=slot.starts_at, ends_at=slot.ends_at) for slot in slots
    )
    audit.record("visit.proposed", about=proposal, by=by, at=at, facts={"options": len(slots)})
    mails.send_proposal(proposal, at=at)
    return proposal


@transaction.atomic
def pick(*, option: DateOption, seat: Seat, by: Actor, at: datetime) -> Visit:
    """The first to pick decides. Raises ProposalClosed or AlreadyBooked; both leave the others to choose from."""
    proposal = DateProposal.objects.select_for_update().get(pk=option.proposal_id)
    if proposal.closed_at:
        raise ProposalClosed(_("Der er allerede valgt en dato, eller konsulenten har sendt nye forslag."))
    if option.starts_at <= at:
        raise BadDates(_("Den dag er gået. Vælg en anden."))
    visit = Visit.objects.create(
        assignment=proposal.assignment,
        option=option,
        picked_by=seat,
        starts_at=option.starts_at,
        ends_at=option.ends_at,
        place=proposal.place,
        booked_at=at,
    )
    consultants.book(
        consultant=proposal.assignment.consultant,
        slots=half_days(option.starts_at, option.ends_at),
        about_key=visit.booking_key,
    )
    proposal.closed_at = at
    proposal.save(update_fields=["closed_at"])
    audit.record("visit.booked", about=visit, by=by, at=at)
    signals.visit_booked.send(sender=Visit, visit=visit, by=by, at=at)
    mails.send_booking(visit, at=at)
    return visit


@transaction.atomic
def cancel_visit(*, visit: Visit, by: Actor, at: datetime) -> Visit:
    """Out of every calendar, and the consultant's half-days are free again. Once more changes nothing."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related("assignment").get(pk=visit.pk)
    if visit.cancelled_at:
        return visit
    if visit.ends_at <= at:
        raise VisitOver(_("Mødet har været og kan ikke aflyses."))
    visit.cancelled_at, visit.sequence = at, visit.sequence + 1
    visit.save(update_fields=["cancelled_at", "sequence"])
    consultants.release(about_key=visit.booking_key)
    audit.record("visit.cancelled", about=visit, by=by, at=at)
    mails.send_cancellation(visit, at=at)
    return visit


@transaction.atomic
def ask_for_other_dates(*, proposal: DateProposal, seat: Seat, text: str, by: Actor, at: datetime) -> DateWish:
    """None of them fit. The proposal stays open, so that a colleague may still pick; the consultant is told."""
    proposal = DateProposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.closed_at:
        raise ProposalClosed(_("Der er allerede valgt en dato, eller konsulenten har sendt nye forslag."))
    wish = DateWish.objects.create(proposal=proposal, seat=seat, text=text, wished_at=at)
    audit.record("visit.other_dates_wanted", about=proposal, by=by, at=at)
    mails.send_wish(wish, at=at)
    return wish


def _user_id(by: Actor) -> int:
    if by.user_id is None:
        raise PlanningProblem(_("Kun en medarbejder i sekretariatet kan give et forløb til en konsulent."))
    return by.user_id


def _refuse_unable(application: Application, consultant: Consultant, at: datetime) -> None:
    found = suggestions(application, localdate(at))
    seen = next((one for one in found if one.consultant == consultant), None)
    reason = rules.why_not(seen) if seen else _("er her ikke længere")
    if reason:
        raise CannotTakeIt(_("{name} {reason}. Vælg en anden.").format(name=consultant.user.name, reason=reason))


def _refuse_bad_slots(slots: Sequence[Slot], at: datetime) -> None:
    if not slots:
        raise BadDates(_("Foreslå mindst én dato."))
    for slot in slots:
        if slot.starts_at <= at:
            raise BadDates(_("En af datoerne er gået. Vælg dage, der ligger forude."))
        if slot.ends_at <= slot.starts_at or localdate(slot.ends_at) != localdate(slot.starts_at):
            raise BadDates(_("Mødet skal slutte senere samme dag, som det begynder."))

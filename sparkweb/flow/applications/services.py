"""Writes on applications: start, write, invite, confirm. Every change voids what was confirmed before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sparkweb.flow.applications import mails, queries, rules
from sparkweb.flow.applications.models import (
    Application,
    ApplicationTheme,
    CaseSeries,
    Confirmation,
    Invitation,
    Voice,
)
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.audit import services as audit
from sparkweb.registers.programme.models import Theme
from sparkweb.registers.programme.queries import period_on
from sparkweb.registers.workplaces import services as workplaces
from sparkweb.registers.workplaces.enums import SeatRole, Side
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.queries import seats_of
from sparkweb.registers.workplaces.services import MemberFacts, WorkplaceFacts

START_WITHIN = timedelta(days=183)
"""A workplace must be ready to start within half a year (domain.md A6)."""
INVITATIONS_AN_HOUR = 6
OPEN_FIRST = gettext_lazy("Åbn først linket i den mail, vi har sendt dig. Så ved vi, at adressen er din.")
DRAFTS_A_DAY = 5
"""With one address in them; somebody who starts more writes to a stranger."""


class ApplicationProblem(Exception):
    """Base of what can go wrong; the message is a sentence for the applicant."""


class AlreadySubmitted(ApplicationProblem):
    """The text is sent and stands for ever."""


class ChangedMeanwhile(ApplicationProblem):
    """Somebody else wrote since the page was shown; nothing was overwritten."""


class NotComplete(ApplicationProblem):
    """Something the application must have is missing."""


class AddressNotConfirmed(ApplicationProblem):
    """Whoever is here has not opened a link sent to the person's own address, so it may be anybody."""


class OnlyThemselves(ApplicationProblem):
    """The person has spoken; nobody else takes them off or changes who they are."""


class StartedOften(ApplicationProblem):
    """So many drafts with one address in a day that the letters would be a nuisance to its owner."""


class InvitedOften(ApplicationProblem):
    """So many letters in a short time that somebody would call it a nuisance."""


@dataclass(frozen=True)
class Frame:
    """When they can start, and the three terms they accept."""

    ready_date: date
    accepts_time: bool
    accepts_evaluation: bool
    accepts_start: bool


@transaction.atomic
def start(*, starter: MemberFacts, workplace: WorkplaceFacts, by: Actor, at: datetime) -> tuple[Application, Seat]:
    """Open a draft for a workplace. The starter gets a seat and, by mail, the way back."""
    if queries.drafts_with(starter.email, since=at - timedelta(days=1)) >= DRAFTS_A_DAY:
        raise StartedOften(
            _("Der er allerede startet {count} ansøgninger med den e-mail. Brug linket i en af mailene.").format(
                count=DRAFTS_A_DAY
            )
        )
    committee = workplaces.register_workplace(facts=workplace, by=by, at=at)
    seat = workplaces.add_member(committee=committee, facts=starter, by=by, at=at)
    application = Application.objects.create(
        committee=committee,
        workplace=committee.workplace,
        municipality=workplace.municipality,
        sector=workplace.sector,
        employee_count=workplace.employee_count,
        period=period_on(localdate(at)),
        started_at=at,
        changed_at=at,
    )
    audit.record("application.started", about=application, by=by, at=at)
    mails.send_resume_link(seat, at=at)
    return application, seat


@transaction.atomic
def correct_workplace(
    *, application: Application, facts: WorkplaceFacts, seen_version: int, by: Actor, at: datetime
) -> Application:
    draft = _draft(application)
    if facts == _facts_of(draft):
        return draft
    _refuse_stale_facts(draft, seen_version)
    workplaces.correct_workplace(workplace=draft.workplace, facts=facts, by=by, at=at)
    draft.municipality, draft.sector = facts.municipality, facts.sector
    draft.employee_count = facts.employee_count
    return _changed_facts(draft, by=by, at=at)


@transaction.atomic
def choose_themes(
    *, application: Application, themes: Sequence[Theme], main: Theme, seen_version: int, by: Actor, at: datetime
) -> Application:
    """The themes, and the one that fills most."""
    if main not in themes:
        raise NotComplete(_("Det tema, der fylder mest, skal være et af dem, I har valgt."))
    draft = _draft(application)
    if {row.theme_id: row.is_main for row in draft.theme_rows.all()} == {each.id: each == main for each in themes}:
        return draft
    _refuse_stale_facts(draft, seen_version)
    draft.theme_rows.all().delete()
    ApplicationTheme.objects.bulk_create(
        ApplicationTheme(application=draft, theme=theme, is_main=theme == main) for theme in themes
    )
    return _changed_facts(draft, by=by, at=at)


@transaction.atomic
def set_frame(*, application: Application, frame: Frame, seen_version: int, by: Actor, at: datetime) -> Application:
    draft = _draft(application)
    if all(getattr(draft, field) == value for field, value in vars(frame).items()):
        return draft
    today = localdate(at)
    if not today <= frame.ready_date <= today + START_WITHIN:
        raise NotComplete(_("I skal kunne begynde inden for et halvt år. Vælg en dag, der passer."))
    _refuse_stale_facts(draft, seen_version)
    for field, value in vars(frame).items():
        setattr(draft, field, value)
    return _changed_facts(draft, by=by, at=at)


@transaction.atomic
def write_voice(
    *, application: Application, seat: Seat, hurts: str, hopes: str, seen_version: int, by: Actor, at: datetime
) -> Voice:
    """A member's own words. `seen_version` is the voice's version when the page was shown, 0 for none."""
    draft = _draft(application)
    voice = draft.voices.filter(seat=seat).first() or Voice(application=draft, seat=seat, version=0)
    if (voice.hurts, voice.hopes) == (hurts, hopes):
        return voice
    if voice.version != seen_version:
        raise ChangedMeanwhile(_("Du har skrevet i et andet vindue imens. Se begge tekster, og gem den rigtige."))
    _changed(draft, by=by, at=at)
    voice.hurts, voice.hopes, voice.version, voice.written_at = hurts, hopes, draft.version, at
    voice.save()
    return voice


@transaction.atomic
def name_member(*, application: Application, member: MemberFacts, by: Actor, at: datetime) -> Seat:
    """Write somebody on. Raises workplaces.AddressTaken and workplaces.CommitteeFull."""
    draft = _draft(application)
    seat = workplaces.add_member(committee=draft.committee, facts=member, by=by, at=at)
    _changed(draft, by=by, at=at)
    return seat


@transaction.atomic
def correct_member(
    *, application: Application, seat: Seat, member: MemberFacts, seen_stamp: str, by: Actor, at: datetime
) -> Seat:
    """One's own facts, or those of somebody who has not come yet. A new address gives a new seat and a new letter."""
    draft = _draft(application)
    seat = Seat.objects.select_related("person", "committee").get(pk=seat.pk)
    if member == MemberFacts(seat.person.name, seat.person.email, SeatRole(seat.role)):
        return seat
    if seat.ended_date or queries.stamp_of(seat) != seen_stamp:
        raise ChangedMeanwhile(_("Oplysningerne er rettet imens. Se, hvad der står nu, og gem igen."))
    _refuse_speaking_for(draft, seat, by)
    if member.email.casefold() != seat.person.email.casefold():
        mails.send_taken_off(seat, at=at)
    now = workplaces.correct_member(seat=seat, facts=member, by=by, at=at)
    draft.voices.filter(seat=seat).update(seat=now)
    _changed(draft, by=by, at=at)
    if now != seat and seat.subject == by.key:
        mails.send_resume_link(now, at=at)
    return now


@transaction.atomic
def remove_member(*, application: Application, seat: Seat, by: Actor, at: datetime) -> None:
    """Take somebody else off who has not spoken yet."""
    draft = _draft(application)
    if seat.subject == by.key:
        raise OnlyThemselves(_("Du kan ikke tage dig selv af. Skriv til SPARK, hvis du ikke skal være med længere."))
    _refuse_if_spoken(draft, seat)
    mails.send_taken_off(seat, at=at)
    workplaces.end_seat(seat=seat, by=by, at=at)
    _changed(draft, by=by, at=at)


@transaction.atomic
def invite(*, application: Application, seat: Seat, invited_by: Seat, by: Actor, at: datetime) -> Invitation:
    """Mail a member their own link. May be done again; each invitation is a row."""
    draft = _draft(application)
    if draft.invitations.filter(sent_at__gt=at - timedelta(hours=1)).count() >= INVITATIONS_AN_HOUR:
        raise InvitedOften(_("I har sendt mange invitationer på kort tid. Prøv igen om en time."))
    invitation = Invitation.objects.create(application=draft, seat=seat, invited_by=invited_by, sent_at=at)
    audit.record("application.invited", about=draft, by=by, at=at, facts={"side": seat.side})
    mails.send_invitation(invitation, at=at)
    return invitation


@transaction.atomic
def send_way_back(*, application: Application, seat: Seat, at: datetime) -> None:
    """The starter's own link once more; asked for again at once, it is the same letter."""
    _draft(application)
    mails.send_resume_link(seat, at=at)


@transaction.atomic
def arrive(*, seat: Seat, at: datetime) -> None:
    """The person has opened a link we mailed: the address is theirs, and their invitation has been read."""
    workplaces.confirm_address(seat=seat, at=at)
    newest = Invitation.objects.filter(seat=seat).order_by("sent_at").last()
    if newest and newest.opened_at is None:
        newest.opened_at = at
        newest.save(update_fields=["opened_at"])


@transaction.atomic
def confirm(*, application: Application, seat: Seat, seen_version: int, by: Actor, at: datetime) -> Application:
    """Stand by exactly the version that was read. When both sides do, the application is submitted."""
    draft = _draft(application)
    if draft.version != seen_version:
        raise ChangedMeanwhile(_("Ansøgningen er rettet, siden du læste den. Læs den nye tekst, og sig så ja."))
    if not (by.came_by_link and seat.person.address_confirmed_at):
        raise AddressNotConfirmed(str(OPEN_FIRST))
    _refuse_incomplete(draft)
    Confirmation.objects.get_or_create(
        application=draft, seat=seat, version=draft.version, defaults={"side": seat.side, "confirmed_at": at}
    )
    audit.record("application.confirmed", about=draft, by=by, at=at, facts={"version": draft.version})
    if seat.side == Side.LEADER:
        draft.leader_confirmed_version = draft.version
    else:
        draft.employees_confirmed_version = draft.version
    if draft.confirmed_by_both:
        return _submit(draft, by=by, at=at)
    draft.save()
    _tell_other_side(draft, seat, at=at)
    return draft


def _submit(draft: Application, *, by: Actor, at: datetime) -> Application:
    draft.submitted_at = at
    draft.case_number = _next_case_number(at)
    draft.save()
    audit.record("application.submitted", about=draft, by=by, at=at, facts={"version": draft.version})
    mails.send_receipts(draft, at=at)
    return draft


def _next_case_number(at: datetime) -> str:
    """Neutral and counted within the year: '26-0147'. The counter's row lock settles a race."""
    year = localdate(at).year
    CaseSeries.objects.get_or_create(year=year)
    series = CaseSeries.objects.select_for_update().get(year=year)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return f"{year % 100:02d}-{series.last_number:04d}"


def _draft(application: Application) -> Application:
    """The row, locked, as it is now. Raises AlreadySubmitted."""
    draft = (
        Application.objects.select_for_update(of=("self",))
        .select_related("workplace", "committee", "municipality", "sector")
        .get(pk=application.pk)
    )
    if draft.is_submitted:
        raise AlreadySubmitted(_("Ansøgningen er sendt og kan ikke rettes mere."))
    return draft


def _facts_of(draft: Application) -> WorkplaceFacts:
    return WorkplaceFacts(draft.workplace.name, draft.municipality, draft.sector, draft.employee_count)


def _refuse_stale_facts(draft: Application, seen_version: int) -> None:
    """Whoever writes what already stands has lost nothing; everybody else must have seen what stands."""
    if draft.facts_version != seen_version:
        raise ChangedMeanwhile(_("Der er rettet i ansøgningen, siden du åbnede siden. Se, hvad der står nu, og gem."))


def _refuse_speaking_for(draft: Application, seat: Seat, by: Actor) -> None:
    """Who has come themselves is changed by nobody else, nor by whoever typed their address before they came."""
    person = seat.person
    if seat.subject == by.key:
        if person.address_confirmed_at and not by.came_by_link:
            raise AddressNotConfirmed(str(OPEN_FIRST))
        return
    _refuse_if_spoken(draft, seat)
    if person.address_confirmed_at or draft.invitations.filter(seat__person=person).exclude(opened_at=None).exists():
        raise OnlyThemselves(
            _("{name} har selv åbnet sit link, så kun {name} kan rette det.").format(name=person.first_name)
        )


def _refuse_if_spoken(draft: Application, seat: Seat) -> None:
    spoken = (draft.voices, draft.confirmations)
    if any(said.filter(seat__person=seat.person_id).exists() for said in spoken):
        raise OnlyThemselves(
            _("{name} har selv skrevet her, så kun {name} kan rette det.").format(name=seat.person.first_name)
        )


def _changed_facts(draft: Application, *, by: Actor, at: datetime) -> Application:
    draft.facts_version += 1
    return _changed(draft, by=by, at=at)


def _changed(draft: Application, *, by: Actor, at: datetime) -> Application:
    """One more version. Those who had confirmed the last one are told that theirs is void."""
    void = [each.seat for each in draft.confirmations.filter(version=draft.version).select_related("seat__person")]
    draft.version += 1
    draft.changed_at = at
    draft.save()
    audit.record("application.changed", about=draft, by=by, at=at, facts={"version": draft.version})
    others = [seat for seat in void if seat.subject != by.key and seat.ended_date is None]
    mails.send_changed(draft, confirmed=others, by_name=by.first_name, at=at)
    return draft


def _refuse_incomplete(draft: Application) -> None:
    missing = rules.missing_parts(draft)
    if missing:
        raise NotComplete(" ".join(each.sentence for each in missing))


def _tell_other_side(draft: Application, seat: Seat, *, at: datetime) -> None:
    """Those who have written there; the rest need do nothing."""
    spoken = set(draft.voices.values_list("seat_id", flat=True))
    others = [each for each in seats_of(draft.committee).exclude(side=seat.side) if each.id in spoken]
    mails.send_waiting(draft, seats=others, by_name=seat.person.first_name, at=at)

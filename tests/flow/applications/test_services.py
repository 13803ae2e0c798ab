"""An application from the first word to the moment both sides stand by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sparkweb.flow.applications import services
from sparkweb.flow.applications.models import Application
from sparkweb.flow.applications.queries import stamp_of
from sparkweb.foundation.accounts.actors import Actor
from sparkweb.foundation.accounts.models import AccessLink
from sparkweb.foundation.audit.models import Event
from sparkweb.foundation.messaging.models import OutboxMessage
from sparkweb.registers.programme.models import Theme
from sparkweb.registers.workplaces.enums import SeatRole
from sparkweb.registers.workplaces.models import Seat
from sparkweb.registers.workplaces.rules import actor_for
from sparkweb.registers.workplaces.services import AddressTaken, MemberFacts, WorkplaceFacts
from tests.world import HAVREVANG, KLINTEMARKEN, World

pytestmark = pytest.mark.django_db

BO = MemberFacts("Bo Riis", "bo@havrevang.example", SeatRole.EMPLOYEE_MEMBER)


def letters(kind: str) -> list[str]:
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("to_address", flat=True))


def facts(application: Application, **changes: Any) -> WorkplaceFacts:
    standing: dict[str, Any] = {
        "name": application.workplace.name,
        "municipality": application.municipality,
        "sector": application.sector,
        "employee_count": application.employee_count,
    }
    return WorkplaceFacts(**{**standing, **changes})


def frame(day: date) -> services.Frame:
    return services.Frame(day, accepts_time=True, accepts_evaluation=True, accepts_start=True)


# Starting and writing -----------------------------------------------------------


def test_starting_opens_a_draft_and_mails_the_way_back(world: World) -> None:
    application = world.start()

    seat = world.leader(application)
    assert (application.version, application.is_submitted, application.case_number) == (1, False, None)
    assert (seat.person.name, seat.person.address_confirmed_at) == ("Anne Bech", None)
    assert letters("application.resume") == ["anne@havrevang.example"]


def test_saving_what_already_stands_changes_nothing(world: World) -> None:
    application = world.draft()
    world.confirm(application, world.leader(application))
    by, seat = actor_for(world.steward(application)), world.steward(application)
    rows = list(application.theme_rows.select_related("theme"))
    stale: dict[str, Any] = {"application": application, "seen_version": 0, "by": by, "at": world.now}

    services.correct_workplace(facts=facts(application), **stale)
    services.choose_themes(themes=[row.theme for row in rows], main=rows[0].theme, **stale)
    assert application.ready_date is not None
    services.set_frame(frame=frame(application.ready_date), **stale)
    services.write_voice(seat=seat, hurts=HAVREVANG.hurts[1], hopes=HAVREVANG.hopes[1], **stale)
    services.correct_member(
        application=application, seat=seat, member=HAVREVANG.steward, seen_stamp="", by=by, at=world.now
    )

    version = application.version
    application.refresh_from_db()
    assert application.version == version
    assert letters("application.changed") == []


def test_a_change_made_meanwhile_is_not_overwritten(world: World) -> None:
    application = world.draft()
    by = actor_for(world.leader(application))
    seen: dict[str, Any] = {"application": application, "seen_version": application.facts_version, "by": by}
    services.correct_workplace(facts=facts(application, name="Havrevang Øst"), at=world.now, **seen)

    with pytest.raises(services.ChangedMeanwhile):
        services.correct_workplace(facts=facts(application, name="Havrevang Vest"), at=world.now, **seen)

    application.refresh_from_db()
    assert application.workplace.name == "Havrevang Øst"


def test_own_words_written_in_two_tabs_are_not_overwritten(world: World) -> None:
    application = world.draft()
    seat = world.leader(application)
    seen = world.voice(application, seat).version
    mine: dict[str, Any] = {"application": application, "seat": seat, "by": actor_for(seat), "at": world.now}
    services.write_voice(hurts="Den første", hopes="fane", seen_version=seen, **mine)

    with pytest.raises(services.ChangedMeanwhile):
        services.write_voice(hurts="Den anden", hopes="fane", seen_version=seen, **mine)

    assert world.voice(application, seat).hurts == "Den første"


@pytest.mark.parametrize("days", [-1, 184])
def test_a_start_outside_half_a_year_is_refused(world: World, days: int) -> None:
    application = world.start()
    day = localdate(world.now) + timedelta(days=days)

    with pytest.raises(services.NotComplete):
        services.set_frame(
            application=application, frame=frame(day), seen_version=1,
            by=actor_for(world.leader(application)), at=world.now,
        )  # fmt: skip


def test_the_main_theme_is_one_of_the_chosen(world: World) -> None:
    application = world.start()
    chosen, other = Theme.objects.filter(code="samarbejde"), Theme.objects.get(code="chikane")

    with pytest.raises(services.NotComplete):
        services.choose_themes(
            application=application, themes=list(chosen), main=other, seen_version=1,
            by=actor_for(world.leader(application)), at=world.now,
        )  # fmt: skip


# The gate -----------------------------------------------------------------------


def test_it_is_sent_when_a_leader_and_a_representative_stand_by_the_same_text(world: World) -> None:
    application = world.draft()

    first = world.confirm(application, world.leader(application))
    second = world.confirm(application, world.steward(application))

    assert (first.is_submitted, second.is_submitted) == (False, True)
    assert second.case_number == f"{localdate(world.now).year % 100}-0001"
    assert letters("application.receipt") == [
        "anne@havrevang.example", "mikkel@havrevang.example", "sara@havrevang.example"
    ]  # fmt: skip


def test_two_from_the_same_side_do_not_send_it(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]
    services.arrive(seat=safety, at=world.now)

    world.confirm(application, world.steward(application))
    again = world.confirm(application, safety)

    assert not again.is_submitted


def test_the_other_side_is_told_that_it_is_waited_for(world: World) -> None:
    application = world.draft()

    world.confirm(application, world.steward(application))

    assert letters("application.waiting") == ["anne@havrevang.example"]


def test_a_change_voids_the_yes_and_tells_the_one_who_gave_it(world: World) -> None:
    application = world.draft()
    world.confirm(application, world.leader(application))
    steward = world.steward(application)

    services.write_voice(
        application=application, seat=steward, hurts="Noget nyt", hopes="Noget andet",
        seen_version=world.voice(application, steward).version, by=actor_for(steward), at=world.now,
    )  # fmt: skip

    again = world.confirm(application, steward)
    assert not again.is_submitted
    assert letters("application.changed") == ["anne@havrevang.example"]


def test_a_yes_to_an_older_text_is_refused(world: World) -> None:
    application = world.draft()
    leader = world.leader(application)

    with pytest.raises(services.ChangedMeanwhile):
        services.confirm(
            application=application, seat=leader, seen_version=application.version - 1, by=actor_for(leader),
            at=world.now,
        )  # fmt: skip

    application.refresh_from_db()
    assert application.leader_confirmed_version is None


def test_a_yes_needs_an_address_that_is_known_to_be_the_persons(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]

    with pytest.raises(services.AddressNotConfirmed):
        world.confirm(application, safety)


def test_a_yes_needs_a_session_that_a_mailed_link_opened(world: World) -> None:
    """Whoever typed the address at the start is not let in by the owner's opening the link elsewhere."""
    application = world.draft()
    leader = world.leader(application)

    with pytest.raises(services.AddressNotConfirmed):
        services.confirm(
            application=application, seat=leader, seen_version=application.version, by=actor_for(leader), at=world.now
        )

    assert application.confirmations.count() == 0


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"ready_date": None}, "Vælg, hvornår I kan begynde."),
        ({"accepts_time": False}, "Sig ja til tid, evaluering og start."),
        ({"accepts_evaluation": False}, "Sig ja til tid, evaluering og start."),
        ({"accepts_start": False}, "Sig ja til tid, evaluering og start."),
    ],
)
def test_a_yes_needs_the_frame(world: World, lacking: dict[str, Any], sentence: str) -> None:
    application = world.draft()
    Application.objects.filter(pk=application.pk).update(**lacking)

    with pytest.raises(services.NotComplete, match=sentence):
        world.confirm(application, world.leader(application))


@pytest.mark.parametrize(
    ("take_away", "sentence"),
    [
        (lambda application: application.theme_rows.all().delete(), "Vælg mindst ét tema."),
        (lambda application: application.voices.filter(seat__side="employees").delete(), "Medarbejdersiden mangler"),
        (lambda application: application.voices.filter(seat__side="leader").update(hopes=""), "Lederen mangler"),
        (
            lambda application: application.committee.seats.filter(side="employees").update(ended_date=date.max),
            "Skriv en medarbejderrepræsentant på.",
        ),
    ],
)
def test_a_yes_needs_themes_people_and_words(
    world: World, take_away: Callable[[Application], object], sentence: str
) -> None:
    application = world.draft()
    take_away(application)

    with pytest.raises(services.NotComplete, match=sentence):
        world.confirm(application, world.leader(application))


@pytest.mark.parametrize(
    "lacking",
    [
        {"leader_confirmed_version": None},
        {"employees_confirmed_version": None},
        {"version": 99},
        {"case_number": None},
        {"ready_date": None},
        {"accepts_time": False},
        {"accepts_evaluation": False},
        {"accepts_start": False},
    ],
)
def test_the_database_refuses_a_sent_application_that_lacks_something(world: World, lacking: dict[str, Any]) -> None:
    application = world.submitted()

    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(**lacking)


def test_case_numbers_count_within_the_year(world: World) -> None:
    world.now = datetime(2026, 12, 30, 9, tzinfo=UTC)
    numbers = [world.submitted().case_number, world.submitted(KLINTEMARKEN).case_number]
    world.now = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert [*numbers, world.submitted().case_number] == ["26-0001", "26-0002", "27-0001"]


@pytest.mark.parametrize(
    "write",
    [
        lambda a, _s, by, at: services.correct_workplace(
            application=a, facts=facts(a, name="X"), seen_version=a.facts_version, by=by, at=at
        ),
        lambda a, _s, by, at: services.choose_themes(
            application=a, themes=list(Theme.objects.all()[:1]), main=Theme.objects.all()[0],
            seen_version=a.facts_version, by=by, at=at,
        ),
        lambda a, _s, by, at: services.set_frame(
            application=a, frame=frame(localdate(at)), seen_version=a.facts_version, by=by, at=at
        ),
        lambda a, s, by, at: services.write_voice(
            application=a, seat=s, hurts="X", hopes="Y", seen_version=0, by=by, at=at
        ),
        lambda a, _s, by, at: services.name_member(application=a, member=BO, by=by, at=at),
        lambda a, s, by, at: services.correct_member(
            application=a, seat=s, member=BO, seen_stamp=stamp_of(s), by=by, at=at
        ),
        lambda a, s, by, at: services.remove_member(application=a, seat=s, by=by, at=at),
        lambda a, s, by, at: services.invite(application=a, seat=s, invited_by=s, by=by, at=at),
        lambda a, s, by, at: services.confirm(application=a, seat=s, seen_version=a.version, by=by, at=at),
    ],
)  # fmt: skip
def test_nothing_changes_what_is_sent(
    world: World, write: Callable[[Application, Seat, Actor, datetime], object]
) -> None:
    application = world.submitted()
    seat = world.leader(application)
    before = Application.objects.filter(pk=application.pk).values().get()

    with pytest.raises(services.AlreadySubmitted):
        write(application, seat, actor_for(seat), world.now)

    assert Application.objects.filter(pk=application.pk).values().get() == before


# The people ---------------------------------------------------------------------


@pytest.mark.parametrize("again", ["anne@havrevang.example", "Anne+6@HAVREVANG.example"])
def test_one_address_is_in_five_new_drafts_a_day_and_no_more(world: World, again: str) -> None:
    """A draft writes to the address before anybody has shown that it is theirs."""
    for _ in range(services.DRAFTS_A_DAY):
        world.start()
    starter = replace(HAVREVANG, leader=MemberFacts("Anne", again, SeatRole.LEADER))

    with pytest.raises(services.StartedOften):
        world.start(starter)

    assert Application.objects.count() == services.DRAFTS_A_DAY
    world.start(KLINTEMARKEN)
    world.wait(days=1)
    world.start(starter)


def test_what_has_been_sent_is_no_longer_counted(world: World) -> None:
    for _ in range(services.DRAFTS_A_DAY + 1):
        world.submitted()

    assert Application.objects.submitted().count() == services.DRAFTS_A_DAY + 1


def test_the_same_address_on_both_sides_is_refused(world: World) -> None:
    application = world.start()
    twin = MemberFacts("Mikkel", "Anne@havrevang.example", SeatRole.SHOP_STEWARD)

    with pytest.raises(AddressTaken):
        services.name_member(
            application=application, member=twin, by=actor_for(world.leader(application)), at=world.now
        )

    assert len(world.seats(application)) == 1


def test_nobody_corrects_or_removes_another_who_has_spoken(world: World) -> None:
    application = world.draft()
    by, steward = actor_for(world.leader(application)), world.steward(application)
    moved = MemberFacts("Mikkel Thorsen", "anne.privat@havrevang.example", SeatRole.SHOP_STEWARD)

    with pytest.raises(services.OnlyThemselves):
        services.correct_member(
            application=application, seat=steward, member=moved, seen_stamp=stamp_of(steward), by=by, at=world.now
        )
    with pytest.raises(services.OnlyThemselves):
        services.remove_member(application=application, seat=steward, by=by, at=world.now)

    assert world.steward(application).person.email == "mikkel@havrevang.example"


def test_a_new_address_of_ones_own_takes_the_words_along(world: World) -> None:
    application = world.draft()
    leader = world.leader(application)
    moved = MemberFacts("Anne Bech", "anne.bech@havrevang.example", SeatRole.LEADER)

    new = services.correct_member(
        application=application, seat=leader, member=moved, seen_stamp=stamp_of(leader),
        by=actor_for(leader, came_by_link=True), at=world.now,
    )  # fmt: skip

    assert world.voice(application, new).hurts == HAVREVANG.hurts[0]
    assert letters("application.resume") == ["anne.bech@havrevang.example", "anne@havrevang.example"]


def test_facts_that_somebody_corrected_meanwhile_are_not_overwritten(world: World) -> None:
    application = world.draft()
    safety, by = world.seats(application)[2], actor_for(world.leader(application))
    seen = stamp_of(safety)
    correct = partial(
        services.correct_member, application=application, seat=safety, seen_stamp=seen, by=by, at=world.now
    )
    correct(member=MemberFacts("Sara Yildiz", "sara@havrevang.example", SeatRole.SAFETY_REPRESENTATIVE))

    with pytest.raises(services.ChangedMeanwhile):
        correct(member=MemberFacts("Sarah", "sarah@havrevang.example", SeatRole.EMPLOYEE_MEMBER))

    assert world.seats(application)[2].person.name == "Sara Yildiz"


def test_a_seat_that_got_a_new_address_meanwhile_is_not_corrected(world: World) -> None:
    application = world.draft()
    old, by = world.seats(application)[2], actor_for(world.leader(application))
    moved = MemberFacts("Sara Yıldız", "sara.y@havrevang.example", SeatRole.SAFETY_REPRESENTATIVE)
    services.correct_member(
        application=application, seat=old, member=moved, seen_stamp=stamp_of(old), by=by, at=world.now
    )

    with pytest.raises(services.ChangedMeanwhile):
        services.correct_member(
            application=application, seat=old, member=BO, seen_stamp=stamp_of(old), by=by, at=world.now
        )


def test_nobody_corrects_one_who_has_opened_the_invitation(world: World) -> None:
    application = world.draft()
    leader, safety = world.leader(application), world.seats(application)[2]
    by = actor_for(leader, came_by_link=True)
    services.invite(application=application, seat=safety, invited_by=leader, by=by, at=world.now)
    services.arrive(seat=safety, at=world.now)
    moved = MemberFacts("Sara Yıldız", "anne.privat@havrevang.example", SeatRole.SAFETY_REPRESENTATIVE)

    with pytest.raises(services.OnlyThemselves, match="Sara har selv åbnet sit link"):
        services.correct_member(
            application=application, seat=safety, member=moved, seen_stamp=stamp_of(safety), by=by, at=world.now
        )

    assert world.seats(application)[2].person.email == "sara@havrevang.example"


def test_nobody_takes_off_one_who_has_said_yes_to_the_others_words(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]
    services.arrive(seat=safety, at=world.now)
    world.confirm(application, safety)

    with pytest.raises(services.OnlyThemselves):
        services.remove_member(
            application=application, seat=safety, by=actor_for(world.leader(application)), at=world.now
        )

    assert len(world.seats(application)) == 3


def test_whoever_typed_an_address_does_not_move_it_once_its_owner_has_come(world: World) -> None:
    application = world.start()
    leader = world.leader(application)
    services.arrive(seat=leader, at=world.now)
    leader.refresh_from_db()
    moved = MemberFacts("Anne Bech", "anden@havrevang.example", SeatRole.LEADER)

    with pytest.raises(services.AddressNotConfirmed):
        services.correct_member(
            application=application, seat=leader, member=moved, seen_stamp=stamp_of(leader), by=actor_for(leader),
            at=world.now,
        )  # fmt: skip

    assert world.leader(application).person.email == "anne@havrevang.example"


def test_the_former_address_is_told_when_it_is_replaced_or_taken_off(world: World) -> None:
    application = world.draft()
    leader, safety = world.leader(application), world.seats(application)[2]
    by = actor_for(leader, came_by_link=True)
    moved = MemberFacts("Sara Yıldız", "sara.y@havrevang.example", SeatRole.SAFETY_REPRESENTATIVE)
    services.invite(application=application, seat=safety, invited_by=leader, by=by, at=world.now)

    now = services.correct_member(
        application=application, seat=safety, member=moved, seen_stamp=stamp_of(safety), by=by, at=world.now
    )
    services.invite(application=application, seat=now, invited_by=leader, by=by, at=world.now)
    services.remove_member(application=application, seat=now, by=by, at=world.now)

    assert letters("application.taken_off") == ["sara.y@havrevang.example", "sara@havrevang.example"]


def test_an_address_that_was_never_written_to_hears_nothing(world: World) -> None:
    application = world.draft()
    by = actor_for(world.leader(application))

    services.remove_member(application=application, seat=world.seats(application)[2], by=by, at=world.now)

    assert letters("application.taken_off") == []


def test_one_who_has_not_spoken_can_be_taken_off(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]

    services.remove_member(application=application, seat=safety, by=actor_for(world.leader(application)), at=world.now)

    assert [seat.role for seat in world.seats(application)] == ["leader", "shop_steward"]


def test_nobody_takes_themselves_off(world: World) -> None:
    application = world.start()
    leader = world.leader(application)

    with pytest.raises(services.OnlyThemselves):
        services.remove_member(application=application, seat=leader, by=actor_for(leader), at=world.now)


def invite(world: World, application: Application, seat: Seat) -> None:
    leader = world.leader(application)
    services.invite(application=application, seat=seat, invited_by=leader, by=actor_for(leader), at=world.now)


def test_an_invitation_is_a_letter_and_arriving_reads_it(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]
    invite(world, application, safety)
    world.wait(hours=1)

    services.arrive(seat=safety, at=world.now)

    assert letters("application.invitation") == ["sara@havrevang.example"]
    assert application.invitations.get().opened_at == world.now
    safety.person.refresh_from_db()
    assert safety.person.address_confirmed_at == world.now


def test_invitations_are_not_a_way_to_fill_a_mailbox(world: World) -> None:
    application = world.draft()
    safety = world.seats(application)[2]
    for _ in range(services.INVITATIONS_AN_HOUR):
        invite(world, application, safety)

    with pytest.raises(services.InvitedOften):
        invite(world, application, safety)

    world.wait(hours=1)
    invite(world, application, safety)


def test_asking_twice_for_the_way_back_is_one_letter(world: World) -> None:
    world.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    application = world.start()
    leader = world.leader(application)
    world.wait(minutes=11)

    for _ in range(10):
        services.send_way_back(application=application, seat=leader, at=world.now)

    assert letters("application.resume") == ["anne@havrevang.example"] * 2
    assert AccessLink.objects.filter(subject=leader.subject).count() == 2


def test_the_way_back_is_sent_again_to_one_who_opened_the_first_elsewhere(world: World) -> None:
    world.now = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    application = world.start()
    leader = world.leader(application)
    services.arrive(seat=leader, at=world.now)
    leader.refresh_from_db()

    services.send_way_back(application=application, seat=leader, at=world.now)

    assert letters("application.resume") == ["anne@havrevang.example"] * 2


# Outside ------------------------------------------------------------------------


def test_letters_and_events_tell_nothing_of_the_case(world: World) -> None:
    application = world.draft()
    invite(world, application, world.steward(application))
    world.confirm(application, world.leader(application))
    world.confirm(application, world.steward(application))

    told = "".join(f"{each.subject} {each.text} {each.html}" for each in OutboxMessage.objects.all()) + "".join(
        str(each.facts) for each in Event.objects.all()
    )

    secrets = ["Havrevang", "Vejle", "Samarbejde", "indhold", *HAVREVANG.hurts, *HAVREVANG.hopes]
    assert [secret for secret in secrets if secret in told.replace("havrevang.example", "")] == []

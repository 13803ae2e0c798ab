"""What is remembered of a journey: every step and who took it, and nothing that was written on the way."""

from sparkweb.foundation.audit.models import Event
from tests.trust.cases import Case, Stage, TwoWorlds
from tests.world import World

TAKEN_BY = {
    "workplace.registered": {"visitor"},
    "application.started": {"visitor"},
    "seat.taken": {"visitor", "leader"},
    "application.changed": {"leader", "steward"},
    "application.confirmed": {"leader", "steward"},
    "application.submitted": {"steward"},
    "decision.made": {"Birgit"},
    "assignment.made": {"Birgit"},
    "course.opened": {"Birgit"},
    "visit.proposed": {"Lise"},
    "visit.booked": {"steward"},
    "meeting.added": {"steward"},
    "goal.set": {"Lise"},
    "meeting.noted": {"Lise"},
    "trial.planned": {"Lise"},
    "trial.reported": {"steward"},
    "course.wrapped_up": {"Lise"},
    "course.closed": {"Lise"},
    "wave.opened": {"Lise"},
}
"""The steps of one case. That somebody answered the evaluation is not among them: nobody learns who, or when."""


def test_every_step_of_a_journey_is_there_with_who_took_it(worlds: TwoWorlds) -> None:
    case = worlds.ours[Stage.CLOSED]
    people = names(worlds.world, case)

    taken: dict[str, set[str]] = {}
    for event in Event.objects.filter(about_key__in=keys_of(worlds, case)):
        taken.setdefault(event.action, set()).add(people.get(event.by_key, event.by_key))

    assert taken == TAKEN_BY


def test_the_trail_holds_no_names_and_no_words(worlds: TwoWorlds) -> None:
    """An event cannot be erased, so what must be erased never goes in."""
    facts = {str(each) for row in Event.objects.values_list("facts", flat=True) for each in row.values()}

    assert {fact for fact in facts if worlds.canaries.homes_in(fact)} == set()
    assert {fact for fact in facts if " " in fact} == set()


def names(world: World, case: Case) -> dict[str, str]:
    staff = {world.actor(name).key: name for name in ("Birgit", "Lise")}
    return {**staff, case.leader.subject: "leader", case.steward.subject: "steward"}


def keys_of(worlds: TwoWorlds, case: Case) -> set[str]:
    """The ids of every row of the case."""
    return {token for token, home in worlds.canaries.homes.items() if home.case == case.name}

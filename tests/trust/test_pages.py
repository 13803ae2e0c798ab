"""What every role is shown on every page: nothing of another's case, nothing in the title. And looking does nothing."""

import pytest

from sparkweb.foundation.accounts.enums import PARTICIPANTS, STAFF, Role
from tests.trust.canaries import Home, given_away
from tests.trust.cases import Stage, TwoWorlds
from tests.trust.conftest import Walk
from tests.trust.knocking import AT_THE_DOOR
from tests.trust.walking import Look

CONSULTED = {f"havrevang.{stage}" for stage in (Stage.DATES, Stage.RUNNING, Stage.CLOSED)}
"""Lise's; she may read them from the day she was given them."""
READ_BY_SECRETARIAT = {"workplaces", "applications", "prioritisation"}
NAMES = {"workplaces.Workplace.name", "workplaces.Person.name", "workplaces.Person.email"}
"""What a list of cases or people says; everything else in a case is its content."""
OWN_WORDS = {"prioritisation.Decision.reason_text"}
"""The secretariat's, until they are sent."""
OWN_DAY = "desk:today"
"""Names what waits in each of the consultant's own courses; to open one is the look."""
REMEMBERED_BY_LOOKING = {"audit_event", "django_session"}
SAFE = ("get", "head")


def may_see(look: Look, home: Home) -> bool:
    """trust.md 3.3 said again: whose text may stand in an answer to whom."""
    role, stage = look.person.role, home.case.partition(".")[2]
    if role in PARTICIPANTS:
        is_untold = stage == Stage.DECIDED and home.field.startswith("prioritisation.")
        return home.case == look.person.table and not is_untold
    if role is Role.CONSULTANT:
        return home.case in CONSULTED
    if role is Role.COORDINATOR:
        return stage != Stage.DRAFT and home.field.partition(".")[0] in READ_BY_SECRETARIAT
    return False


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_no_answer_holds_a_word_of_anothers_case(walk: Walk, role: Role) -> None:
    leaks = {f"{look}: {home}" for look in walk(role) for home in look.seen if not may_see(look, home)}

    assert leaks == set()


def test_the_canaries_sing(walk: Walk, worlds: TwoWorlds) -> None:
    """Each text is shown to somebody, so that its absence elsewhere means something."""
    seen = {home.field for role in AT_THE_DOOR for look in walk(role) for home in look.seen}

    texts = {home.field for home in worlds.canaries.homes.values() if not home.field.endswith(".id")}
    assert texts - seen == set()


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_no_page_breaks(walk: Walk, role: Role) -> None:
    broken = {str(look): look.answer.broke for look in walk(role) if look.answer.is_broken}

    assert broken == {}


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_no_title_says_where_or_what(walk: Walk, worlds: TwoWorlds, role: Role) -> None:
    """A tab, a bookmark and a history are read over the shoulder (product.md, principle 6)."""
    titles = {look.page.title for look in walk(role) if look.is_page}

    telling = {title: given_away(worlds.canaries, title) - {"workplaces.Person.name"} for title in titles}
    assert {title: said for title, said in telling.items() if said} == {}
    assert "" not in {title.strip() for title in titles}


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_no_file_name_says_where_or_what(walk: Walk, worlds: TwoWorlds, role: Role) -> None:
    names = {look.answer.headers.get("Content-Disposition", "") for look in walk(role)}

    assert {name for name in names if given_away(worlds.canaries, name)} == set()


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_looking_changes_nothing(walk: Walk, role: Role) -> None:
    """A mail scanner, a prefetch and an impatient thumb all look. Only the log of looks and the session may grow."""
    wrote = {str(look): look.answer.wrote - REMEMBERED_BY_LOOKING for look in walk(role) if look.method in SAFE}

    assert {look: tables for look, tables in wrote.items() if tables} == {}


@pytest.mark.parametrize("role", sorted(STAFF))
def test_every_look_of_staff_at_a_case_is_written_down(walk: Walk, role: Role) -> None:
    looks = [look for look in walk(role) if look.method == "get" and look.route.name != OWN_DAY]
    read = {str(look): contents_in(look) for look in looks}
    written_down = {str(look) for look in looks if "audit_event" in look.answer.wrote}

    assert {look: fields for look, fields in read.items() if fields and look not in written_down} == {}


def contents_in(look: Look) -> set[str]:
    return {home.field for home in look.seen if not home.field.endswith(".id")} - NAMES - OWN_WORDS


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_what_one_person_may_see_stays_in_no_cache(walk: Walk, role: Role) -> None:
    personal = [look for look in walk(role) if look.seen or Role.VISITOR not in look.route.roles("get")]

    kept = {str(look) for look in personal if "no-store" not in look.answer.headers.get("Cache-Control", "")}
    assert kept == set()


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_every_answer_carries_its_guards(walk: Walk, role: Role) -> None:
    expected = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
    }

    guards = {str(look): {name: look.answer.headers.get(name) for name in expected} for look in walk(role)}
    assert {look: found for look, found in guards.items() if found != expected} == {}
    assert {str(look) for look in walk(role) if "Content-Security-Policy" not in look.answer.headers} == set()


@pytest.mark.parametrize("role", AT_THE_DOOR)
def test_every_page_speaks_danish(walk: Walk, role: Role) -> None:
    languages = {look.page.language for look in walk(role) if look.is_page}

    assert languages == {"da"}

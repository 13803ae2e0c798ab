"""The demo world's words: no sentence twice, plain Danish, nobody named."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

import pytest

from sparkweb.flow.courses.enums import MeetingKind, Verdict
from sparkweb.flow.courses.models import TrialAction, WrapUp
from sparkweb.flow.prioritisation.enums import REASONS_FOR, Outcome
from tests import words

SEEDS = Path("sparkweb/registers/programme/seeds")
GROUPS = tomllib.loads((SEEDS / "sectors.toml").read_text(encoding="utf-8"))["group"]
SECTORS = [sector for group in GROUPS for sector in group["sectors"]]
CASES = list(islice(product(SECTORS * 4, words.THEMES), 330))


@pytest.fixture(scope="module")
def applications() -> list[words.TwoVoices]:
    return words.for_applications([(theme, sector) for sector, theme in CASES])


@pytest.fixture(scope="module")
def written(applications: list[words.TwoVoices]) -> list[str]:
    return [sentence for voices in applications for text in voices.texts for sentence in words.sentences(text)]


def test_no_two_sentences_are_alike(written: list[str]) -> None:
    counted = Counter(sentence.casefold() for sentence in written)

    assert [sentence for sentence, times in counted.items() if times > 1] == []
    assert len(written) > 2000


def test_the_same_cases_give_the_same_words() -> None:
    cases = [("samarbejde", "dagtilbud"), ("chikane", "plejehjem"), ("samarbejde", "dagtilbud")]

    assert words.for_applications(cases) == words.for_applications(cases)


def test_each_side_says_two_or_three_things_that_hurt_and_one_or_two_hopes(applications: list[words.TwoVoices]) -> None:
    hurts = [text for voices in applications for text in (voices.leader_hurts, voices.employees_hurts)]
    hopes = [text for voices in applications for text in (voices.leader_hopes, voices.employees_hopes)]

    assert {len(words.sentences(text)) for text in hurts} == {2, 3}
    assert {len(words.sentences(text)) for text in hopes} == {1, 2}


def test_a_year_with_mostly_daycare_and_cooperation_has_words_enough() -> None:
    cases = [("samarbejde", "dagtilbud")] * 60 + [("samarbejde", "skole-og-sfo")] * 60 + [("indhold", "plejehjem")] * 60

    assert len(words.for_applications(cases)) == 180


def test_every_theme_and_sector_has_words() -> None:
    assert {sector for sector, _theme in CASES} == set(SECTORS)
    assert {theme for _sector, theme in CASES} == set(words.THEMES)


def test_the_words_are_easy_to_read(applications: list[words.TwoVoices]) -> None:
    scores = [lix(text) for voices in applications for text in voices.texts]

    assert sum(scores) / len(scores) < 35


@pytest.mark.parametrize(
    "slip",
    [r"\s\s", r"\s[.,:;?!]", r"[{}\[\]|]", r",,", r"\.\.", r"\b(\w+) \1\b", r"^\s", r"\s$"],
)
def test_no_text_has_a_slip(written: list[str], slip: str) -> None:
    pattern = re.compile(slip, re.IGNORECASE)

    assert [text for text in [*written, *prepared()] if pattern.search(text)] == []


def test_every_sentence_begins_large_and_ends_with_a_mark(written: list[str]) -> None:
    assert [text for text in [*written, *prepared()] if not re.match(r'^["A-ZÆØÅÉ0-9].*[.?!]"?$', text)] == []


def test_nobody_is_named(written: list[str]) -> None:
    names = {*words.first_names(), *words.last_names()}
    mentioned = {word for text in [*written, *prepared()] for word in re.findall(r"(?<=[a-zæøå,] )[A-ZÆØÅ]\w+", text)}

    assert mentioned & names == set()


def test_workplaces_and_people_are_many_and_distinct() -> None:
    names = [name for names in words.workplace_names().values() for name in names]

    assert set(words.workplace_names()) == set(SECTORS)
    assert len(names) == len(set(names)) > 330
    assert len(set(words.first_names())) == len(words.first_names()) > 120
    assert len(set(words.last_names())) == len(words.last_names()) > 120


def test_employee_ranges_are_ranges() -> None:
    ranges = [words.employee_range(sector) for sector in SECTORS]

    assert [(low, high) for low, high in ranges if not 5 < low < high] == []


def test_consultants_cover_every_theme_twice() -> None:
    skills = Counter(skill for consultant in words.consultants() for skill in consultant.skills)

    assert len(words.consultants()) == 8
    assert set(skills) == set(words.THEMES)
    assert min(skills.values()) >= 2


def test_trial_actions_fit_their_fields() -> None:
    trials = [trial for theme in words.THEMES for trial in words.course_words(theme).trials]
    groups = {group["code"] for group in GROUPS}

    assert len({trial.title for trial in trials}) == len(trials) >= 90
    assert {trial.verdict for trial in trials} == set(Verdict.values)
    assert {group for trial in trials for group in trial.groups} <= groups
    assert max(len(trial.title) for trial in trials) <= longest(TrialAction, "title")
    assert max(len(trial.who) for trial in trials) <= longest(TrialAction, "who")


def test_every_theme_has_trial_actions_for_every_sector_group() -> None:
    fitting = [
        sum(trial.fits(group["code"]) for trial in words.course_words(theme).trials)
        for theme, group in product(words.THEMES, GROUPS)
    ]

    assert min(fitting) >= 7


def test_courses_have_words_enough() -> None:
    courses = [words.course_words(theme) for theme in words.THEMES]
    lines = [line for kind in MeetingKind.values for line in words.minutes(kind)]

    assert sum(len(course.goals) for course in courses) >= 60
    assert sum(len(course.wrap_ups) for course in courses) >= 60
    assert len(lines) + sum(len(course.minutes) for course in courses) >= 60
    assert max(len(wrap_up.keeper) for course in courses for wrap_up in course.wrap_ups) <= longest(WrapUp, "keeper")


@pytest.mark.parametrize("outcome", Outcome.values)
def test_decisions_have_a_text_for_each_reason(outcome: str) -> None:
    reasons = words.decision_reasons(outcome)

    assert set(reasons) == {reason.value for reason in REASONS_FOR[Outcome(outcome)]}
    assert sum(len(texts) for texts in reasons.values()) >= 12


def prepared() -> Iterator[str]:
    """Every text that is not composed."""
    for theme in words.THEMES:
        course = words.course_words(theme)
        yield from (*course.goals, *course.homework_leader, *course.homework_employees, *course.minutes)
        for trial in course.trials:
            yield from (trial.purpose, trial.what, trial.signal, trial.saw, trial.learnt)
        for wrap_up in course.wrap_ups:
            yield from (wrap_up.learning, wrap_up.anchoring)
    for kind in MeetingKind.values:
        yield from words.minutes(kind)
    for outcome in Outcome.values:
        yield from (text for texts in words.decision_reasons(outcome).values() for text in texts)


def lix(text: str) -> float:
    tokens = re.findall(r"\w+", text)
    return len(tokens) / len(words.sentences(text)) + 100 * sum(len(token) > 6 for token in tokens) / len(tokens)


def longest(model: type[TrialAction] | type[WrapUp], field: str) -> int:
    return getattr(model._meta.get_field(field), "max_length", 0)

"""What a yes does, compared with saying it and counting again."""

from hypothesis import given
from hypothesis import strategies as st

from sparkweb.flow.prioritisation.spread import Case, Effect, effect_of, percent, standing
from sparkweb.flow.prioritisation.wording import effect_in_words

CASES = st.builds(Case, municipality=st.integers(1, 6), sector_group=st.integers(1, 4), theme=st.integers(1, 3))


def test_the_first_yes_of_all() -> None:
    effect = effect_of(Case(1, 1, 1), standing([], places=3, granted_now=0))

    assert effect == Effect(municipality_before=0, group_percent_before=0, group_percent_after=100, places_left_after=2)


def test_a_yes_in_a_municipality_that_has_two() -> None:
    granted = [Case(1, 1, 1), Case(1, 2, 1), Case(2, 2, 1)]

    effect = effect_of(Case(1, 1, 1), standing(granted, places=3, granted_now=3))

    assert effect == Effect(
        municipality_before=2, group_percent_before=33, group_percent_after=50, places_left_after=-1
    )


def test_percent_rounds_half_up_and_knows_nothing_of_nothing() -> None:
    assert [percent(1, 8), percent(1, 200), percent(0, 0), percent(3, 3)] == [13, 1, 0, 100]


@given(st.lists(CASES, max_size=40), CASES, st.integers(0, 12))
def test_what_is_foretold_is_what_is_counted_afterwards(granted: list[Case], case: Case, places: int) -> None:
    foretold = effect_of(case, standing(granted, places=places, granted_now=0))

    after = standing([*granted, case], places=places, granted_now=1)
    assert foretold.municipality_before + 1 == after.by_municipality[case.municipality]
    assert foretold.group_percent_after == percent(after.by_group[case.sector_group], after.granted)
    assert foretold.places_left_after == after.places_left


@given(st.lists(CASES, max_size=40), CASES, st.integers(0, 12))
def test_a_yes_reads_the_same_before_and_after_it_is_said(granted: list[Case], case: Case, places: int) -> None:
    before = standing(granted, places=places, granted_now=0)
    after = standing([*granted, case], places=places, granted_now=1)

    assert effect_of(case, before) == effect_of(case, after, is_granted=True)


@given(st.lists(CASES, max_size=40))
def test_every_yes_is_counted_once_in_each_way(granted: list[Case]) -> None:
    counted = standing(granted, places=0, granted_now=0)

    assert {counted.by_municipality.total(), counted.by_group.total(), counted.by_theme.total()} == {len(granted)}
    assert counted.municipalities_reached == len({case.municipality for case in granted})


def in_words(**numbers: int) -> str:
    plain = {"municipality_before": 0, "group_percent_before": 34, "group_percent_after": 35, "places_left_after": 3}
    effect = Effect(**{**plain, **numbers})
    return effect_in_words(effect, municipality="Hjørring", sector_group="Dagtilbud og skole")


def test_the_sentence_of_a_first_yes() -> None:
    assert in_words() == "Første fra Hjørring i perioden. Dagtilbud og skole går fra 34 til 35 %. 3 pladser tilbage."


def test_the_sentence_of_a_third_yes_that_moves_little_and_takes_the_last_place() -> None:
    sentence = in_words(municipality_before=2, group_percent_before=35, places_left_after=0)

    assert sentence == "Hjørring har 2 ja i perioden. Dagtilbud og skole bliver på 35 %. Ingen pladser tilbage."


def test_the_sentence_of_a_yes_that_is_said_is_told_as_done() -> None:
    effect = Effect(municipality_before=0, group_percent_before=34, group_percent_after=35, places_left_after=3)

    said = effect_in_words(effect, municipality="Hjørring", sector_group="Dagtilbud og skole", is_granted=True)

    assert said == "Første fra Hjørring i perioden. Dagtilbud og skole gik fra 34 til 35 %. 3 pladser tilbage."


def test_the_sentence_counts_one_place_as_one() -> None:
    assert in_words(places_left_after=1).endswith(" 1 plads tilbage.")
    assert in_words(places_left_after=-1).endswith(" 1 plads for meget.")
    assert in_words(places_left_after=-4).endswith(" 4 pladser for meget.")


@given(st.lists(CASES, max_size=40), CASES, st.integers(0, 12))
def test_the_sentence_says_no_other_number_than_the_effect(granted: list[Case], case: Case, places: int) -> None:
    effect = effect_of(case, standing(granted, places=places, granted_now=0))

    said = effect_in_words(effect, municipality="Vejle", sector_group="Teknik og service")

    numbers = {int(word) for word in said.split() if word.isdigit()}
    known = {effect.municipality_before, effect.group_percent_before, effect.group_percent_after}
    assert numbers <= {*known, abs(effect.places_left_after)}
    assert ("Første fra Vejle" in said) == all(other.municipality != case.municipality for other in granted)

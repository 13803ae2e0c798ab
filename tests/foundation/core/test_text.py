import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sparkweb.foundation.core.text import MARKS_PER_LETTER, clean_text, has_hidden_characters

ANYTHING = st.text(alphabet=st.characters(), max_size=60)
TROUBLE = st.text(
    alphabet="ae\u0301\u0308\u20dd\u200d\ufe0f\u202e\u2066\0\r\n\t \u2028\xa0\ud800\ufffe👩👧æøåﬁ\u1100\u1161",
    max_size=40,
)
ALL = st.one_of(ANYTHING, TROUBLE)
HIDDEN = {"Cc", "Cs"}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Rødovre \t Kommune ", "Rødovre Kommune"),
        ("to\r\nlinjer", "to linjer"),
        ("A\u030arhus", "Århus"),
        ("nul\0tegn", "nultegn"),
        ("\u202eneb\u202c", "neb"),
        ("\u2066skjult\u2069", "skjult"),
        ("usyn\u200bligt\ufeff", "usynligt"),
        ("halv\ud800t", "halvt"),
        ("slut\uffff\ufdd0", "slut"),
        ("\u200d\ufe0f", ""),
        ("<b>'Anne' & \"Bo\"</b>", "<b>'Anne' & \"Bo\"</b>"),
    ],
)
def test_a_line(typed: str, stored: str) -> None:
    assert clean_text(typed, multiline=False) == stored


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "❤️", "1️⃣", "🇩🇰", "👍🏽", "🏳️‍🌈", "👩🏿‍🚒"])
def test_emoji_stay_whole(emoji: str) -> None:
    assert clean_text(f"God {emoji} dag", multiline=False) == f"God {emoji} dag"


def test_paragraphs_keep_their_lines() -> None:
    typed = "\r\n  Vi har travlt.  \r\n\r\n- møder\r- vagter\u2028slut\n\n"

    assert clean_text(typed, multiline=True) == "Vi har travlt.\n\n- møder\n- vagter\nslut"


def test_a_tower_of_marks_is_cut_even_with_joiners_between() -> None:
    tower = "z" + "\u0335\u0336\u0337\u0338\u200d" * 10

    marks = [mark for mark in clean_text(tower, multiline=False) if unicodedata.combining(mark)]

    assert len(marks) == MARKS_PER_LETTER


@given(ALL, st.booleans())
def test_nothing_hidden_is_left(typed: str, multiline: bool) -> None:
    text = clean_text(typed, multiline=multiline)

    assert not has_hidden_characters(text.replace("\n", "").replace("\u200d", "").replace("\u200c", ""))
    assert {unicodedata.category(character) for character in text.replace("\n", "")}.isdisjoint(HIDDEN)
    assert text == text.strip()
    assert "\n" not in text or multiline


@given(ALL, st.booleans())
def test_clean_text_is_clean(typed: str, multiline: bool) -> None:
    text = clean_text(typed, multiline=multiline)

    assert clean_text(text, multiline=multiline) == text
    assert unicodedata.is_normalized("NFC", text)


@given(ALL)
def test_the_same_word_is_stored_the_same_however_the_keyboard_wrote_it(typed: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", typed), unicodedata.normalize("NFD", typed)

    assert clean_text(composed, multiline=True) == clean_text(decomposed, multiline=True)

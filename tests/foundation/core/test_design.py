"""The look as promises: colours that can be told apart, tokens that exist, fonts that are small and rightly named."""

import re
from itertools import chain

import pytest
from fontTools.ttLib import TTFont

from scripts import build_design
from sparkweb.foundation.core.design import critical
from sparkweb.foundation.core.design.tokens import Mode, tokens

TEXT, SHAPE = 4.5, 3.0
GROUNDS = ("paper", "surface", "sunk")
PAIRS: dict[float, list[tuple[str, str]]] = {
    TEXT: [
        *((ink, ground) for ink in ("ink", "ink-2", "petrol", "petrol-strong", "done", "care") for ground in GROUNDS),
        ("on-petrol", "petrol"),
        ("on-petrol", "petrol-strong"),
        ("petrol-strong", "petrol-soft"),
        ("ink", "petrol-soft"),
        ("ink-2", "petrol-soft"),
        ("ink", "spark-soft"),
        ("ink-2", "spark-soft"),
        ("petrol", "spark-soft"),
        ("spark-ink", "spark-soft"),
        ("done", "done-soft"),
        ("ink", "done-soft"),
        ("care", "care-soft"),
        ("ink", "care-soft"),
        ("paper", "ink"),
        ("on-deep", "deep"),
        ("on-deep-2", "deep"),
    ],
    SHAPE: [
        *(("line-strong", ground) for ground in GROUNDS),
        *(("mark-circle", ground) for ground in (*GROUNDS, "petrol-soft")),
        *(("focus", ground) for ground in GROUNDS),
        ("petrol-2", "sunk"),
        ("petrol-2", "surface"),
        ("spark-edge", "spark-soft"),
        ("spark-edge", "surface"),
        ("mark-spark", "mark-heart"),
    ],
}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(contrast("#ffffff", "#000000"), 2) == 21.0
    assert round(contrast("#ffffff", "#767676"), 2) == 4.54


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_colours_can_be_told_apart(mode: Mode) -> None:
    colours = tokens(mode)

    too_close = {
        (front, back): round(contrast(colours[front], colours[back]), 2)
        for least, pairs in PAIRS.items()
        for front, back in pairs
        if contrast(colours[front], colours[back]) < least
    }

    assert too_close == {}


def test_dark_answers_for_every_colour() -> None:
    light, dark = tokens("light"), tokens("dark")
    the_same = {name for name, value in light.items() if value.startswith("#") and dark[name] == value}

    assert the_same == set()


def test_style_sheets_use_only_tokens_that_exist() -> None:
    sources = "\n".join(source.read_text(encoding="utf-8") for source in build_design.SOURCES.glob("*.css"))
    used = set(re.findall(r"var\(--([\w-]+)", sources))
    defined = set(re.findall(r"--([\w-]+):", sources))

    assert used - defined == set()


def test_every_part_reaches_an_audience() -> None:
    parts = {source.stem for source in build_design.SOURCES.glob("*.css")}

    assert parts == set(chain.from_iterable(build_design.AUDIENCES.values()))


def test_minifying_keeps_what_stands_in_quotes() -> None:
    assert build_design.squeezed('a > b { content: "a  { b"; color: red; }') == 'a>b{content: "a  { b";color:red}'


@pytest.mark.parametrize("name", build_design.FONTS)
def test_a_font_is_small_knows_danish_and_does_not_carry_the_reserved_name(name: str) -> None:
    file = build_design.BUILT / f"{name}.woff2"
    with TTFont(file) as font:
        names = {str(entry) for entry in font["name"].names if entry.nameID in build_design.NAMES}
        letters = set(font.getBestCmap())

    assert file.stat().st_size < 18_000
    assert set(map(ord, "æøåÆØÅé–”→")) - letters == set()
    assert names == {"SPARK Sans", "SPARKSans"}


def test_building_again_changes_nothing() -> None:
    before = {file: file.stat().st_mtime_ns for file in build_design.BUILT.iterdir()}

    build_design.main()

    assert {file: file.stat().st_mtime_ns for file in build_design.BUILT.iterdir()} == before


def test_a_page_without_built_styles_says_how_to_build_them() -> None:
    with pytest.raises(critical.NotBuilt, match=r"scripts\.build_design"):
        critical.style("nobody")

"""Builds the style sheet of each audience and the two font files. Does nothing when nothing changed.

python -m scripts.build_design
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import font_source_sans_pro
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[1]
CORE = ROOT / "sparkweb" / "foundation" / "core"
SOURCES = CORE / "design"
BUILT = CORE / "static" / "spark" / "built"

FRAME = ("tokens", "font", "ground", "room", "actions")
PEOPLE = ("tags", "cards", "forms", "voices", "course")
AUDIENCES: Mapping[str, tuple[str, ...]] = {
    "public": (*FRAME, "front", "print", "forced"),
    "participants": (*FRAME, *PEOPLE, "print", "forced"),
    "work": (*FRAME, *PEOPLE, "work", "secretariat", "charts", "print", "forced"),
}

FONTS = {
    "spark-sans-regular": font_source_sans_pro.SourceSansPro,
    "spark-sans-semibold": font_source_sans_pro.SourceSansProSemibold,
}
# Latin 1 with Danish, the letters of neighbouring languages, typographic marks, arrows, fractions and the euro.
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "ŁłŚśŠšŽžĞğŞşİıŒœ–—‘’‚“”„…•†‹›€™←→↑↓−×≈≤≥½¼¾")]
FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "tnum", "lnum"]
# Family, full and PostScript name: the licence reserves the name 'Source' for the original.
NAMES = {1: "SPARK Sans", 4: "SPARK Sans", 6: "SPARKSans"}


def main() -> None:
    stamp = BUILT / "stamp.txt"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    BUILT.mkdir(parents=True, exist_ok=True)
    for audience, parts in AUDIENCES.items():
        (BUILT / f"{audience}.css").write_text(minified(parts), encoding="utf-8")
    for name, original in FONTS.items():
        _write_font(Path(original), BUILT / f"{name}.woff2")
    stamp.write_text(wanted)
    print("Style sheets and fonts are built.")


def minified(parts: Iterable[str]) -> str:
    """The parts in order, without comments and needless space. Made for our own sources, not for any style sheet."""
    css = "\n".join((SOURCES / f"{part}.css").read_text(encoding="utf-8") for part in parts)
    return squeezed(css)


def squeezed(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    pieces = re.split(r'("[^"]*")', css)  # what stands in quotes is left alone
    return "".join(piece if piece.startswith('"') else _tight(piece) for piece in pieces).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r": (?=[^{}]*[;}])", ":", css)
    return css.replace(";}", "}")


def _write_font(original: Path, target: Path) -> None:
    options = subset.Options(layout_features=FEATURES, flavor="woff2", hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
    with subset.load_font(str(original), options) as font:
        chooser = subset.Subsetter(options)
        chooser.populate(unicodes=LETTERS)
        chooser.subset(font)
        _rename(font)
        subset.save_font(font, str(target), options)


def _rename(font: TTFont) -> None:
    for entry in font["name"].names:
        if entry.nameID in NAMES:
            entry.string = NAMES[entry.nameID]


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for source in (*sorted(SOURCES.glob("*.css")), Path(__file__), *map(Path, FONTS.values())):
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()


if __name__ == "__main__":
    main()

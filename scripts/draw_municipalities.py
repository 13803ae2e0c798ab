"""Draw the municipalities on a coarse grid, from the paths in the package react-denmark-map.

    python -m scripts.draw_municipalities package/dist/esm/index.js

Unpack the package and pass its script. Curves become straight lines between whole numbers: 1,000 across the country
and, for the capital area, which would be a blot at that size, a second drawing four times as fine. Bornholm keeps the
place the package gives it, up in the right-hand corner, and gets a frame that says so.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

DRAWING = Path(__file__).parents[1] / "sparkweb" / "registers" / "places" / "seeds" / "map.json"
SOURCE = {
    "text": "react-denmark-map 1.0.0. © 2022 Martin Polley, brugt efter MIT-licensen.",
    "date": "2026-11-22",
}
COUNTRY_SCALE = 1000 / 10116  # the package's own picture is 10,116 wide
CAPITAL_SCALE = 4 * COUNTRY_SCALE
CAPITAL = {
    "101",
    "147",
    "151",
    "153",
    "155",
    "157",
    "159",
    "161",
    "163",
    "165",
    "167",
    "169",
    "173",
    "175",
    "183",
    "185",
    "187",
    "190",
    "223",
    "230",
    "253",
}
BORNHOLM = "400"
MARGIN = 6
FEWEST_CORNERS = 4
COUNTRY_TURN, CAPITAL_TURN = 3, 8  # corners that cut off less than half of this area are dropped

Ring = list[complex]


def main(script: Path) -> None:
    paths = municipal_paths(script.read_text(encoding="utf-8"))
    outlines = {code: list(rings(path)) for code, path in sorted(paths.items())}
    country = {code: on_grid(outline, COUNTRY_SCALE, COUNTRY_TURN) for code, outline in outlines.items()}
    capital = {code: on_grid(outlines[code], CAPITAL_SCALE, CAPITAL_TURN) for code in sorted(CAPITAL)}
    drawing = {
        "source": SOURCE,
        "country": view(country) | {"bornholm_frame": frame(country[BORNHOLM], margin=2 * MARGIN)},
        "capital": view(capital),
    }
    text = re.sub(r"\[[^\[\]]+\]", lambda numbers: " ".join(numbers[0].split()), json.dumps(drawing, indent=1))
    DRAWING.write_text(text + "\n", encoding="utf-8")
    print(f"{len(outlines)} municipalities, {DRAWING.stat().st_size:,} bytes")


def municipal_paths(script: str) -> dict[str, str]:
    """Of the package's pictures, the one of municipalities: three-digit codes, not the regions' four."""
    return dict(re.findall(r'code:"(\d{3})",d:"([^"]+)"', script))


def rings(path: str) -> Iterator[Ring]:
    """The corners of each ring. The package writes M, m, l, c and Z, one step to a letter; a curve is cut in two."""
    at, ring = 0j, Ring()
    for letter, text in re.findall(r"([MmlcZ])([^MmlcZ]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        steps = [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if letter in "MmZ" and ring:
            yield ring
            at, ring = ring[0], Ring()
        if letter == "c":
            ring.append(at + (3 * steps[0] + 3 * steps[1] + steps[2]) / 8)
        if steps:
            at = steps[0] if letter == "M" else at + steps[-1]
            ring.append(at)
    if ring:
        yield ring


def on_grid(outline: list[Ring], scale: float, turn: int) -> list[Ring]:
    """In whole numbers; a ring too small to show is left out."""
    coarse = (
        simplify([complex(round(at.real * scale), round(at.imag * scale)) for at in ring], turn) for ring in outline
    )
    return [ring for ring in coarse if len(ring) >= FEWEST_CORNERS]


def simplify(ring: Ring, turn: int) -> Ring:
    """Drop the corner that turns least, again and again, until all that are left turn enough."""
    ring = [at for before, at in pairwise([ring[-1], *ring]) if at != before]
    while len(ring) > FEWEST_CORNERS:
        turns = [twice_the_area(ring[i - 1], ring[i], ring[(i + 1) % len(ring)]) for i in range(len(ring))]
        if min(turns) >= turn:
            break
        del ring[turns.index(min(turns))]
    return ring


def twice_the_area(one: complex, two: complex, three: complex) -> float:
    return abs(((two - one).conjugate() * (three - one)).imag)


def view(outlines: dict[str, list[Ring]]) -> dict[str, object]:
    everything = [ring for outline in outlines.values() for ring in outline]
    shapes = {code: {"path": "".join(map(pen, outline)), "label": label(outline)} for code, outline in outlines.items()}
    return {"view_box": frame(everything, margin=MARGIN), "shapes": shapes}


def frame(outline: list[Ring], *, margin: int) -> list[int]:
    """Left, top, width and height."""
    x = [round(at.real) for ring in outline for at in ring]
    y = [round(at.imag) for ring in outline for at in ring]
    return [min(x) - margin, min(y) - margin, max(x) - min(x) + 2 * margin, max(y) - min(y) + 2 * margin]


def label(outline: list[Ring]) -> list[int]:
    """A point inside: of the stretches across the outline at five heights, the middle of the longest."""
    _, top, _, height = frame(outline, margin=0)
    heights = [top + height * part / 6 + 0.1 for part in range(1, 6)]  # off the grid, so never along a side
    stretches = [(right - left, left, y) for y in heights for left, right in across(outline, y)]
    length, left, y = max(stretches)
    return [round(left + length / 2), round(y)]


def across(outline: list[Ring], y: float) -> Iterator[tuple[float, float]]:
    """Where a line at this height enters and leaves the outline."""
    sides = [side for ring in outline for side in pairwise([*ring, ring[0]])]
    crossings = sorted(
        one.real + (y - one.imag) / (two.imag - one.imag) * (two.real - one.real)
        for one, two in sides
        if (one.imag < y) != (two.imag < y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def pen(ring: Ring) -> str:
    """The first corner, then the steps from corner to corner."""
    first, *steps = [ring[0], *(after - before for before, after in pairwise(ring))]
    return f"M{pair(first)}l{' '.join(pair(step) for step in steps)}z".replace(" -", "-")


def pair(at: complex) -> str:
    return f"{round(at.real)} {round(at.imag)}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))

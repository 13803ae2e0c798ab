"""The map of Denmark as plain shapes, for whoever draws it: the country, and the capital area four times as large.

Geometry never changes while the program runs, so it is read from the seed files once and needs no database.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from sparkweb.foundation.core import seeding
from sparkweb.foundation.core.danish_order import sort_key
from sparkweb.registers.places.services import SEEDS


@dataclass(frozen=True)
class Box:
    left: int
    top: int
    width: int
    height: int

    def __str__(self) -> str:
        """As an SVG viewBox."""
        return f"{self.left} {self.top} {self.width} {self.height}"


@dataclass(frozen=True)
class Shape:
    """A municipality: `path` is an SVG path, (`x`, `y`) a point inside it where a label can stand."""

    code: str
    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Shapes in Danish order, and the box they fill."""

    view_box: Box
    shapes: tuple[Shape, ...]


@cache
def country() -> Drawing:
    """All 98. Bornholm stands in the corner, not where it lies: draw `bornholm_frame` around it."""
    return _drawing("country")


@cache
def capital() -> Drawing:
    """The municipalities in and around Copenhagen, which are too small to see on the country."""
    return _drawing("capital")


@cache
def bornholm_frame() -> Box:
    return Box(*_map()["country"]["bornholm_frame"])


def source() -> str:
    """Who drew it, and under which licence we may show it."""
    return str(_map()["source"]["text"])


def _drawing(view: str) -> Drawing:
    names = seeding.read(SEEDS / "municipalities.toml")["municipalities"]
    drawn = _map()[view]
    shapes = [
        Shape(code, names[code]["name"], shape["path"], *shape["label"]) for code, shape in drawn["shapes"].items()
    ]
    return Drawing(Box(*drawn["view_box"]), tuple(sorted(shapes, key=lambda shape: sort_key(shape.name))))


@cache
def _map() -> dict[str, Any]:
    drawn: dict[str, Any] = json.loads((SEEDS / "map.json").read_text(encoding="utf-8"))
    return drawn

import re

import pytest

from sparkweb.foundation.core.danish_order import sort_key
from sparkweb.registers.places import map_shapes
from sparkweb.registers.places.map_shapes import Box, Drawing, Shape
from sparkweb.registers.places.models import Municipality

PATH = re.compile(r"(M\d+ \d+l(-?\d+[ -]-?\d+[ ]?)+z)+")


def inside(shape: Shape, box: Box) -> bool:
    return box.left <= shape.x <= box.left + box.width and box.top <= shape.y <= box.top + box.height


@pytest.mark.usefixtures("reference_data")
def test_the_country_has_every_municipality_by_code_and_name() -> None:
    drawn = [(shape.code, shape.name) for shape in map_shapes.country().shapes]

    assert drawn == list(Municipality.objects.values_list("code", "name"))


def test_the_capital_has_copenhagen_and_its_neighbours_in_danish_order() -> None:
    names = [shape.name for shape in map_shapes.capital().shapes]

    assert len(names) == 21
    assert names == sorted(names, key=sort_key)
    assert {"København", "Frederiksberg", "Dragør"} <= set(names)


@pytest.mark.parametrize("drawing", [map_shapes.country(), map_shapes.capital()], ids=["country", "capital"])
def test_every_path_is_whole_numbers_and_every_label_is_in_the_picture(drawing: Drawing) -> None:
    faulty = [shape.name for shape in drawing.shapes if not PATH.fullmatch(shape.path)]
    outside = [shape.name for shape in drawing.shapes if not inside(shape, drawing.view_box)]

    assert (faulty, outside) == ([], [])


def test_only_bornholm_is_in_its_frame() -> None:
    framed = [shape.name for shape in map_shapes.country().shapes if inside(shape, map_shapes.bornholm_frame())]

    assert framed == ["Bornholm"]


def test_a_box_writes_itself_as_a_view_box() -> None:
    assert str(map_shapes.country().view_box) == "-6 -6 1012 1227"


def test_the_country_stays_small_enough_for_a_page() -> None:
    assert sum(len(shape.path) for shape in map_shapes.country().shapes) < 32_000

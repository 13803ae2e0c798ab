import pytest

from sparkweb.foundation.core.geography import Point, air_km, road_km

COPENHAGEN = Point(55.676, 12.568)
AARHUS = Point(56.157, 10.211)


def test_copenhagen_to_aarhus() -> None:
    assert air_km(COPENHAGEN, AARHUS) == pytest.approx(157, abs=1)
    assert road_km(COPENHAGEN, AARHUS) == pytest.approx(204, abs=2)


def test_there_and_back_is_the_same() -> None:
    assert air_km(AARHUS, COPENHAGEN) == air_km(COPENHAGEN, AARHUS)
    assert air_km(AARHUS, AARHUS) == 0


def test_the_other_side_of_the_earth() -> None:
    assert air_km(Point(0, 0), Point(0, 180)) == pytest.approx(20_015, abs=1)

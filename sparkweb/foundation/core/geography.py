"""How far it is from one place to another, well enough to plan a month."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
# Danish roads are some thirty per cent longer than the line through the air; ferries and fjords are worse.
ROAD_FACTOR = 1.3


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float


def air_km(start: Point, end: Point) -> float:
    """The haversine: the shortest way over a round earth."""
    north, east = radians(end.latitude - start.latitude), radians(end.longitude - start.longitude)
    both_latitudes = cos(radians(start.latitude)) * cos(radians(end.latitude))
    bow = sin(north / 2) ** 2 + both_latitudes * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, bow)))


def road_km(start: Point, end: Point) -> float:
    return air_km(start, end) * ROAD_FACTOR

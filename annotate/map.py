"""What a map of some places shows: degrees go in, shares of its width and height come out.

Longitude and latitude are drawn as they are (equirectangular), a degree of longitude as wide as it
is in the middle of the map. Shares, in percent, let a map shrink while its words keep their size.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

WIDTH, HEIGHT = 832, 370  # pixels
LEAST_SPAN = 16  # degrees from south to north: the outline is too coarse for less
MARGIN = 1.6
NARROWEST = 0.2  # a degree of longitude near the poles, of one at the equator


@dataclass(frozen=True)
class Point:
    number: int
    name: str
    latitude: float
    longitude: float
    about: str = ""


@dataclass(frozen=True)
class Frame:
    """What the map shows, in degrees. It may reach beyond 180 where places lie on both sides."""

    west: float
    north: float
    width: float
    height: float

    @classmethod
    def around(cls, points):
        north = max(point.latitude for point in points)
        south = min(point.latitude for point in points)
        west, across = _shortest_way(point.longitude for point in points)
        middle = (north + south) / 2
        degree = max(NARROWEST, cos(radians(middle)))
        needed = max(north - south, across * degree * HEIGHT / WIDTH) * MARGIN
        height = min(180, max(LEAST_SPAN, needed))
        width = min(360, height * WIDTH / HEIGHT / degree)
        top = min(90, max(middle + height / 2, height - 90))
        return cls(west - (width - across) / 2, top, width, height)

    def x(self, longitude):
        return round((longitude - self.west) % 360 / self.width * 100, 2)

    def y(self, latitude):
        return round((self.north - latitude) / self.height * 100, 2)

    @property
    def view_box(self):
        """In tenths of a degree, south down, as the outline of the land is drawn."""
        sizes = self.west, -self.north, self.width, self.height
        return " ".join(f"{size * 10:.1f}" for size in sizes)

    @property
    def shifts(self):
        """How far each copy of the outline is moved, so that land goes on beyond 180."""
        turns = [0, *([-3600] if self.west < -180 else [])]
        return [*turns, 3600] if self.west + self.width > 180 else turns


def _shortest_way(longitudes):
    """Its western end and its width: all the way round but for the widest gap."""
    ordered = sorted(longitudes)
    gap, east = max((b - a, b) for a, b in pairwise([*ordered, ordered[0] + 360]))
    return (east + 180) % 360 - 180, 360 - gap

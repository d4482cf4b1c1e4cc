"""The places of a case: which of them are drawn on its map, and under which number."""

from dataclasses import dataclass

from annotate.map import Point
from annotate.map_marks import Drawing, draw
from annotate.models import Place
from annotate.models.readiness import is_centroid


@dataclass(frozen=True)
class Row:
    place: Place
    number: int | None  # on the map; None where it is not drawn
    poses: bool  # whether it is the middle of its country rather than a venue

    @property
    def point(self):
        place = self.place
        return Point(self.number, place.name, place.latitude, place.longitude, place.role)


@dataclass(frozen=True)
class Places:
    rows: list[Row]
    map: Drawing | None


def places(case):
    """Its places in their order. Those with coordinates are drawn, unless one only poses."""
    rows, drawn = [], []
    for place in case.places.all():
        poses = bool(place.country and is_centroid(place))
        located = place.latitude is not None and not poses
        rows.append(Row(place, len(drawn) + 1 if located else None, poses))
        if located:
            drawn.append(rows[-1].point)
    return Places(rows, draw(drawn) if drawn else None)

"""Who took part in a case, as its page seats them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Side:
    """Those at the table who share a side. Third parties sit by themselves."""

    name: str
    third_party: bool
    parts: list = field(default_factory=list)

    @property
    def has_own_name(self):
        """Whether its name says more than that of its only member."""
        return not self.third_party and {part.actor.name for part in self.parts} != {self.name}


@dataclass(frozen=True)
class Seating:
    sides: list
    third_parties: list  # away from the table
    others: list  # parties away from the table


def seating(participations):
    """Sides in the order given, third parties last; each side once, however capitalised."""
    sides = {}
    for part in (part for part in participations if part.at_table):
        key = part.third_party, part.side.strip().casefold()
        sides.setdefault(key, Side(part.side, part.third_party)).parts.append(part)
    away = [part for part in participations if not part.at_table]
    return Seating(
        sorted(sides.values(), key=lambda side: side.third_party),
        [part for part in away if part.third_party],
        [part for part in away if not part.third_party],
    )

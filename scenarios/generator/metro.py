"""Two metro areas in which a synthetic desk can live."""

import random
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Suburb:
    """A part of the metro, with the territory it belongs to."""

    name: str
    latitude: float
    longitude: float
    territory: str
    weight: int = 2
    """How much business it has, relative to the others."""


@dataclass(frozen=True)
class Metro:
    """A metro area; the first suburb is its centre, where the desk's office is."""

    name: str
    zone: str
    holiday_country: str | None
    holiday_subdivision: str | None
    suburbs: tuple[Suburb, ...]

    @property
    def territories(self) -> tuple[str, ...]:
        """Return its territories, in alphabetical order."""
        return tuple(sorted({suburb.territory for suburb in self.suburbs}))


TWIN_CITIES = Metro(
    "Twin Cities",
    "America/Chicago",
    "US",
    "MN",
    (
        Suburb("Minneapolis", 44.977, -93.265, "central", 8),
        Suburb("Saint Paul", 44.954, -93.090, "east", 5),
        Suburb("Bloomington", 44.841, -93.298, "south", 4),
        Suburb("Edina", 44.890, -93.350, "south", 3),
        Suburb("Eden Prairie", 44.855, -93.471, "west", 3),
        Suburb("Plymouth", 45.011, -93.456, "west", 3),
        Suburb("Minnetonka", 44.921, -93.469, "west"),
        Suburb("St Louis Park", 44.948, -93.348, "west"),
        Suburb("Golden Valley", 44.992, -93.360, "west"),
        Suburb("Maple Grove", 45.073, -93.456, "north"),
        Suburb("Brooklyn Park", 45.094, -93.356, "north"),
        Suburb("Fridley", 45.086, -93.263, "north"),
        Suburb("Shoreview", 45.079, -93.147, "north", 1),
        Suburb("Roseville", 45.006, -93.157, "east"),
        Suburb("Woodbury", 44.924, -92.959, "east"),
        Suburb("Eagan", 44.804, -93.167, "south"),
        Suburb("Richfield", 44.883, -93.283, "central"),
    ),
)
MANCHESTER = Metro(
    "Greater Manchester",
    "Europe/London",
    "GB",
    "ENG",
    (
        Suburb("Manchester", 53.480, -2.242, "central", 8),
        Suburb("Salford", 53.487, -2.290, "central", 4),
        Suburb("Trafford Park", 53.466, -2.318, "west", 3),
        Suburb("Eccles", 53.483, -2.334, "west"),
        Suburb("Sale", 53.424, -2.322, "west"),
        Suburb("Altrincham", 53.387, -2.349, "west"),
        Suburb("Stockport", 53.410, -2.157, "south", 4),
        Suburb("Wilmslow", 53.325, -2.240, "south", 1),
        Suburb("Hyde", 53.452, -2.079, "east"),
        Suburb("Ashton", 53.489, -2.094, "east"),
        Suburb("Oldham", 53.541, -2.111, "east", 3),
        Suburb("Middleton", 53.556, -2.193, "north"),
        Suburb("Prestwich", 53.533, -2.283, "north"),
        Suburb("Bury", 53.593, -2.298, "north", 3),
    ),
)


def metro_of(zone: str) -> Metro:
    """Return the metro of a time zone; for any other zone the first one, moved there and without public holidays."""
    for metro in (TWIN_CITIES, MANCHESTER):
        if metro.zone == zone:
            return metro
    return replace(TWIN_CITIES, name="desk", zone=zone, holiday_country=None, holiday_subdivision=None)


def draw_suburb(rng: random.Random, metro: Metro) -> Suburb:
    """Return a suburb drawn by its weight."""
    return rng.choices(metro.suburbs, [suburb.weight for suburb in metro.suburbs])[0]


def place_in(rng: random.Random, suburb: Suburb) -> dict[str, float]:
    """Return coordinates within some two kilometres of a suburb's centre."""
    return {
        "latitude": round(suburb.latitude + rng.uniform(-0.018, 0.018), 5),
        "longitude": round(suburb.longitude + rng.uniform(-0.025, 0.025), 5),
    }

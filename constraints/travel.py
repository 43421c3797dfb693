"""The price of the road: every minute of travel."""

from collections.abc import Iterable
from typing import ClassVar

from engine.builder import Builder
from engine.constraint import Finding, Rule
from engine.domain.problem import Problem
from engine.reading import Reading


class Travel(Rule):
    """Price: the minutes of every trip, the way home included."""

    name: ClassVar[str] = "travel"
    topic: ClassVar[str] = "travel"
    words: ClassVar[str] = (
        "travel*, drive*, driving, far, farther, far away, close by, closer, close to, near, nearby, nearer, blocks "
        "away, distance, traffic, road, commute, miles, km, minutes away, hour each way, way home, on the way, car, "
        "route, detour, in the area, around the corner, side of town, commute*, passes, lives, downtown, location, "
        "local, next door, other end of, in one go, both sites, parking, bus, train, mileage, fuel, en route, past "
        "it, drives past"
    )
    reads: ClassVar[tuple[str, ...]] = (
        "ticket.site_id",
        "site.latitude",
        "site.longitude",
        "engineer.home_site",
        "engineer.travel_profile",
        "desk.travel_profiles",
        "desk.travel_times",
    )
    default_weight: ClassVar[int | None] = 1000
    factor: ClassVar[str] = "availability"

    def applies(self, problem: Problem) -> bool:
        """Whether there is more than one place."""
        return len(problem.sites) > 1

    def compile(self, problem: Problem, builder: Builder) -> None:
        """Price each engineer's minutes on the road."""
        for engineer in range(len(builder.engineers)):
            builder.travel_price(engineer, 1)

    def audit(self, problem: Problem, reading: Reading) -> Iterable[Finding]:
        """Find the trips that the order of places calls for."""
        for each in reading.shifts:
            for leg in each.legs:
                way = f"{leg.minutes} minutes from {leg.from_site} to {leg.to_site}"
                words = f"{each.engineer.label} travels {way} on {each.shift.day}"
                yield self.price(leg.minutes, leg.ticket_id, each.engineer.id, words)

"""Travel takes longer: snow, roadworks, a strike."""

from typing import Literal

from pydantic import Field

from engine.domain.problem import Problem

from ..change import Change
from ..parts import renewed, with_desk


class TravelSlower(Change):
    """Every way takes so many per cent longer, by distance and where travel times are known, rounded up."""

    change: Literal["travel_slower"] = "travel_slower"
    percent: int = Field(ge=1, le=300)

    def apply(self, problem: Problem) -> Problem:
        """Lengthen detours, the fixed minutes of a trip, and known travel times."""
        desk = problem.desk
        for each in desk.travel_profiles:
            if self._longer(each.detour_percent) > 1000:
                raise ValueError(f"ways of {each.id!r} would be more than ten times the distance; give fewer per cent")
        return with_desk(
            problem,
            travel_profiles=tuple(
                renewed(
                    each,
                    detour_percent=self._longer(each.detour_percent),
                    fixed_minutes=self._longer(each.fixed_minutes),
                )
                for each in desk.travel_profiles
            ),
            travel_times=tuple(renewed(each, minutes=self._longer(each.minutes)) for each in desk.travel_times),
        )

    def say(self, problem: Problem) -> str:  # noqa: ARG002
        """Say by how much."""
        return f"every way takes {self.percent} % longer"

    def _longer(self, amount: int) -> int:
        return -(-amount * (100 + self.percent) // 100)

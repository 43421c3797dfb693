"""The plan of the night, made again by day: every hour, and at once when something cannot wait."""

from engine.domain.schedule import Schedule

from ..seen import DESK_CLOSES, Seen
from .nightly import MORNING, Nightly

EVERY = 60
"""Minutes between plans."""
FREEZE = 30
"""Minutes for which work that is about to begin stays where it is."""
BY_DAY = 0.5
"""Effort of a plan by day, as a share of the night's: it begins with the plan that there is."""
MOST_URGENT = 1
"""A ticket of this priority is planned at once."""


class Replanning(Nightly):
    """Plans in the night and again by day; what has been told changes only where that is worth its price."""

    def decide(self, seen: Seen) -> Schedule | None:
        """Return a new plan where it is time for one, else the calendar with what has become urgent."""
        if self._is_due(seen):
            return self.planned(seen.problem(FREEZE, self.weights), BY_DAY * self.effort)
        return super().decide(seen)

    def _is_due(self, seen: Seen) -> bool:
        if not seen.is_working_day or not MORNING < seen.clock < DESK_CLOSES:
            return False
        return seen.clock % EVERY == 0 or bool(seen.news.sick) or seen.has_come_in(MOST_URGENT)

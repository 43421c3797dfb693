"""The plan of the night, made again by day: every hour, and at once when something cannot wait."""

from constraints.stability import Stability
from engine.domain.schedule import Schedule

from ..seen import DESK_CLOSES, Seen
from .nightly import MORNING, Nightly, with_value

EVERY = 60
"""Minutes between plans."""
FREEZE = 15
"""Minutes for which work that is about to begin stays where it is: until the next look at the desk."""
BY_DAY = 0.5
"""Effort of a plan by day, as a share of the night's: it begins with the plan that there is."""
STABILITY = 3000
"""Weight of stability by day, three times the usual: what people have been told by then is for the same day."""
MOST_URGENT = 1
"""A ticket of this priority is planned at once."""


class Replanning(Nightly):
    """Plans in the night and again by day; what has been told changes only where that is worth its price."""

    def decide(self, seen: Seen) -> Schedule | None:
        """Return a new plan where it is time for one, else the calendar with what has come in."""
        if self._is_due(seen):
            weights = with_value(self.weights(seen), Stability.name, STABILITY)
            return self.planned(seen.problem(FREEZE, weights), BY_DAY * self.effort)
        return super().decide(seen)

    def _is_due(self, seen: Seen) -> bool:
        if not seen.is_working_day or not MORNING < seen.clock < DESK_CLOSES:
            return False
        return seen.clock % EVERY == 0 or bool(seen.news.sick) or seen.has_come_in(MOST_URGENT)

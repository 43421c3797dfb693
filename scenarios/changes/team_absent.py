"""Several engineers are not there at once: a holiday, a day off for everybody, a training for a tier."""

from typing import Literal

from engine.domain.base import Tier
from engine.domain.engineer import Busy
from engine.domain.problem import Problem

from ..change import Change
from ..moments import When, clock_words, instant
from ..parts import with_busy, with_engineer


class TeamAbsent(Change):
    """Nothing of the time of all engineers, or of a part of them, can be used between two instants."""

    change: Literal["team_absent"] = "team_absent"
    start: When = "start"
    end: When = "end"
    reason: str = "off"
    tier: Tier | None = None
    """None is every tier."""
    half: Literal["first", "second"] | None = None
    """Every second engineer in the order of their ids, beginning with the first or with the second; None is all."""

    def apply(self, problem: Problem) -> Problem:
        """Block the time on each one's calendar."""
        start, end = instant(self.start, problem.desk), instant(self.end, problem.desk)
        if end <= start:
            raise ValueError(f"the absence ends at {self.end}, not after its start {self.start}")
        meant = self._meant(problem)
        if not meant:
            tier = f" of tier {self.tier}" if self.tier else ""
            raise ValueError(f"the desk has too few engineers{tier} for this; name one by engineer_absent")
        absence = Busy(start=start, end=end, summary=self.reason)
        for engineer_id in meant:
            problem = with_engineer(problem, with_busy(problem.engineer[engineer_id], absence))
        return problem

    def say(self, problem: Problem) -> str:
        """Say who is not there, and until when."""
        start, end = (clock_words(each, problem.desk) for each in (self.start, self.end))
        tier = f" of tier {self.tier}" if self.tier else ""
        who = f"half the engineers{tier} ({len(self._meant(problem))}) are" if self.half else f"everybody{tier} is"
        return f"{who} {self.reason} from {start} to {end}"

    def _meant(self, problem: Problem) -> list[str]:
        found = sorted(each.id for each in problem.engineers if self.tier in (None, each.tier))
        return found[self.half == "second" :: 2] if self.half else found

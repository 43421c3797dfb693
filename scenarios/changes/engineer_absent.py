"""An engineer is not there: sick, on leave, on a course."""

from typing import Literal

from engine.domain.engineer import Busy
from engine.domain.problem import Problem

from ..change import Change
from ..moments import When, clock_words, instant
from ..names import EngineerRef
from ..parts import with_busy, with_engineer


class EngineerAbsent(Change):
    """Nothing of the engineer's time between two instants can be used; who leaves for good is absent to the end."""

    change: Literal["engineer_absent"] = "engineer_absent"
    engineer: EngineerRef
    start: When = "start"
    end: When = "end"
    reason: str = "absent"

    def apply(self, problem: Problem) -> Problem:
        """Block the time on the engineer's calendar."""
        desk = problem.desk
        start, end = instant(self.start, desk), instant(self.end, desk)
        if end <= start:
            raise ValueError(f"the absence ends at {self.end}, not after its start {self.start}")
        absence = Busy(start=start, end=end, summary=self.reason)
        return with_engineer(problem, with_busy(problem.engineer[self.engineer], absence))

    def say(self, problem: Problem) -> str:
        """Say who is not there, and until when."""
        who, desk = problem.engineer[self.engineer].label, problem.desk
        return f"{who} is {self.reason} from {clock_words(self.start, desk)} to {clock_words(self.end, desk)}"

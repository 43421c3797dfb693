"""A client is lost."""

from typing import Literal

from engine.domain.problem import Problem
from engine.words import minutes_text

from ..change import Change
from ..names import ClientRef
from ..parts import closed


class ClientLost(Change):
    """The client's tickets are closed, those on hold too."""

    change: Literal["client_lost"] = "client_lost"
    client: ClientRef

    def apply(self, problem: Problem) -> Problem:
        """Close its tickets."""
        return closed(problem, (each.id for each in problem.tickets if each.client_id == self.client))

    def say(self, problem: Problem) -> str:
        """Say who is lost, and how much work goes with it."""
        minutes = sum(each.estimated_minutes for each in problem.schedulable if each.client_id == self.client)
        return f"{problem.client[self.client].label} is lost, and {minutes_text(minutes)} of open work with it"

"""A part of an instance: some shifts and the tickets that may go there, as a small instance of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...instance import Instance
from ...plan import Kind, Plan, Sequence, Token


@dataclass(frozen=True)
class Part:
    """A small instance and where its pieces lie in the large one.

    Parameters
    ----------
    instance : Instance
    shifts, tasks : tuple of int
        Shift and task of the large instance by shift and task of this one; -1 is one that stands for the outside.
    decided : dict of int to int
        Tickets that are decided here: from their number in this instance to that in the large one.
    """

    instance: Instance
    shifts: tuple[int, ...]
    tasks: tuple[int, ...]
    decided: dict[int, int]

    def inward(self, plan: Plan) -> Plan:
        """Return a plan of the large instance as one of this part."""
        tasks = {there: here for here, there in enumerate(self.tasks) if there >= 0}
        tickets = {there: here for here, there in self.decided.items()}
        orders = {
            here: _renamed(plan.sequences[there], tasks)
            for here, there in enumerate(self.shifts)
            if there in plan.sequences
        }
        return Plan(orders, frozenset(tickets[ticket] for ticket in plan.held if ticket in tickets))

    def outward(self, plan: Plan) -> tuple[dict[int, Sequence], frozenset[int]]:
        """Return a plan of this part as the orders of the large instance's shifts, and the tickets that hold."""
        tasks = dict(enumerate(self.tasks))
        orders = {
            there: _renamed(plan.sequences.get(here, ()), tasks) for here, there in enumerate(self.shifts) if there >= 0
        }
        return orders, frozenset(self.decided[ticket] for ticket in plan.held)


def _renamed(sequence: Sequence, tasks: Mapping[int, int]) -> Sequence:
    return tuple(
        Token(token.kind, tasks[token.item], token.absorbed) if token.kind is Kind.TASK else token for token in sequence
    )

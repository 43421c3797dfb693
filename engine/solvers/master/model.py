"""The master problem in CP-SAT: a literal per column, at most one a shift and one a ticket."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from ...cost import shift_cost
from ...instance import Instance
from .columns import Column, idle

Lit = cp_model.IntVar


@dataclass
class Master:
    """A model with the literals of its columns; columns by shift, and by ticket on them."""

    instance: Instance
    columns: Sequence[Column]
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    chosen: list[Lit] = field(default_factory=list)
    by_shift: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_ticket: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def any_of(self, columns: Sequence[int]) -> cp_model.LinearExprT:
        """Return how many of some columns are chosen."""
        return cp_model.LinearExpr.sum([self.chosen[at] for at in columns])


def make_master(instance: Instance, columns: Sequence[Column]) -> tuple[Master, list[cp_model.LinearExprT]]:
    """Return a model without what ties shifts together, and the terms of its objective.

    A shift without a column holds its facts and breaks. The objective is the cost of the plan less that of doing
    nothing: a column brings its own cost, less that of the empty shift and of leaving its tickets out.
    """
    master = Master(instance, columns)
    terms: list[cp_model.LinearExprT] = []
    for at, column in enumerate(columns):
        master.chosen.append(master.model.new_bool_var(""))
        master.by_shift[column.shift].append(at)
        change = column.cost - shift_cost(instance, column.shift, idle(instance).shifts[column.shift])
        for ticket in column.tickets:
            master.by_ticket[ticket].append(at)
            change -= instance.drop[ticket] if len(instance.ticket_tasks[ticket]) == 1 else 0
        terms.append(change * master.chosen[at])
    for columns_of in master.by_shift.values():
        master.model.add_at_most_one(master.chosen[at] for at in columns_of)
    for ticket, columns_of in master.by_ticket.items():
        if len(instance.ticket_tasks[ticket]) == 1:
            master.model.add_at_most_one(master.chosen[at] for at in columns_of)
    return master, terms

"""Set partitioning: CP-SAT picks one column or none for every shift, so that the whole plan is cheapest.

After Pillac, Guéret and Medaglia, "A parallel matheuristic for the technician routing and scheduling problem"
(Optimization Letters, 2013).
"""

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model

from ...cost import cost
from ...instance import Instance
from ...limits import IsStopped, Limits, never
from ...plan import Kind, Plan, Token
from ...timing import Timed, timing
from ..exact.solve import make_solver, stopped_when
from .columns import Column, Pool
from .model import Lit, Master, make_master
from .sides import add_sides


def combine(
    instance: Instance, timed: Timed, pool: Pool, limits: Limits, seed: int, is_stopped: IsStopped = never
) -> Timed:
    """Return the best combination of a pool's columns that is found, the given plan when none is cheaper.

    Parameters
    ----------
    instance : Instance
    timed : Timed
        The best plan so far; its columns join the pool.
    pool : Pool
    limits : Limits
    seed : int
    is_stopped : callable
        Asked while CP-SAT is at work.
    """
    pool.add(instance, timed)
    master, terms = make_master(instance, list(pool))
    master.model.minimize(cp_model.LinearExpr.sum([*terms, *add_sides(master)]))
    _hint(master, timed)
    solver = make_solver(limits, seed)
    with stopped_when(is_stopped, solver):
        status = solver.solve(master.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return timed
    found = timing(instance, read(master, solver.boolean_value))
    return found if found is not None and cost(instance, found) < cost(instance, timed) else timed


def _hint(master: Master, timed: Timed) -> None:
    """Hint the incumbent: per shift the cheapest column with its tickets and the times of its linked ones."""
    instance = master.instance
    for shift, columns_of in master.by_shift.items():
        tickets = tuple(sorted(instance.task_ticket[task] for task in timed.shifts[shift].starts))
        fits = [
            at
            for at in columns_of
            if master.columns[at].tickets == tickets and _agrees(master.columns[at], timed, instance)
        ]
        for at in columns_of:
            master.model.add_hint(master.chosen[at], at in fits[:1])


def _agrees(column: Column, timed: Timed, instance: Instance) -> bool:
    spans = zip(column.tickets, column.spans, strict=True)
    return all(timed.span[ticket] == span for ticket, span in spans if ticket in instance.linked)


def read(master: Master, value: Callable[[Lit], bool]) -> Plan:
    """Return the plan of a solution.

    A ticket holds when the column keeps its published start: with other columns beside it, it might lie earlier.
    """
    instance = master.instance
    columns = [column for column, lit in zip(master.columns, master.chosen, strict=True) if value(lit)]
    crews: dict[int, list[int]] = defaultdict(list)
    held = set()
    for column in columns:
        for ticket, (start, _) in zip(column.tickets, column.spans, strict=True):
            crews[ticket].append(column.shift)
            change = instance.changes.get(ticket)
            if change and abs(start - change.start) <= change.tolerance:
                held.add(ticket)
    task_of = _tasks(instance, crews)

    def renamed(shift: int, token: Token) -> Token:
        is_task = token.kind is Kind.TASK
        return token._replace(item=task_of[instance.task_ticket[token.item], shift]) if is_task else token

    return Plan({c.shift: tuple(renamed(c.shift, token) for token in c.sequence) for c in columns}, frozenset(held))


def _tasks(instance: Instance, crews: dict[int, list[int]]) -> dict[tuple[int, int], int]:
    """Return the task by ticket and shift: of several engineers the named one does the first task, then by shift."""
    found = {}
    for ticket, crew in crews.items():
        tasks = instance.ticket_tasks[ticket]
        named = instance.task_engineer.get(tasks[0])
        by_name = sorted(crew, key=lambda shift: (instance.shifts[shift].engineer != named, shift))
        found.update({(ticket, shift): task for shift, task in zip(by_name, tasks, strict=True)})
    return found

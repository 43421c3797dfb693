"""What time is worth: a linear program that deals out the minutes of work at the least price.

The transportation relaxation of a schedule (Gelders and Kleindorfer, 1974, "Coordinating aggregate and detailed
scheduling decisions in the one-machine job shop"): work may be cut up, a day is cut into periods, and each minute pays
its share of what the ticket would cost if it started there. The dual values of the tickets say what it is worth to have
one of them done beside all the rest, so that minutes of anybody have a price.

What waits for other work is done no further than that. The program leaves out the order of work inside a period, that
work must not be cut up, that linked work follows in time, and where trips lead from. So its figures foretell, and a
solve with the time really added decides.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from ortools.linear_solver.python import model_builder

from engine.errors import SolverFault
from engine.instance import Hinges, Instance, Order
from engine.timeline import length

from .demand import Demands
from .offers import THOUSANDTHS, offers, periods

Terms = list[tuple[model_builder.Variable, float]]
"""Variables with their factors."""


@dataclass(frozen=True)
class Prices:
    """The optimum of the program; all in engineer-minutes.

    Parameters
    ----------
    cost : float
        Of the open work: what is dealt out, and what is left of it left out.
    ticket : dict of int to float
        Per open ticket: what is saved when one engineer's part of it is taken off everybody's hands, what waits for it
        included.
    """

    cost: float
    ticket: dict[int, float]


def prices(found: Demands) -> Prices:
    """Return what tickets, and so the time for them, are worth at a desk.

    Raises
    ------
    SolverFault
        When the program cannot be solved, which no data brings about.
    """
    instance = found.instance
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    crew = {ticket: len(tasks) for ticket, tasks in enumerate(instance.ticket_tasks) if ticket not in instance.facts}
    drop = {ticket: instance.drop[ticket] / THOUSANDTHS / engineers for ticket, engineers in crew.items()}
    spans = {shift: periods(found, shift) for shift in range(len(instance.shifts))}
    done: dict[int, Terms] = {ticket: [] for ticket in crew}
    used: dict[tuple[int, int], Terms] = defaultdict(list)
    objective: Terms = []
    for offer in (offer for ticket in crew for offer in offers(found, ticket, spans)):
        share = model.new_num_var(0.0, 1.0)
        done[offer.ticket].append((share, 1.0))
        used[offer.shift, offer.period].append((share, float(offer.minutes)))
        objective.append((share, offer.cost - drop[offer.ticket]))
    rows = {ticket: model.add_linear_constraint(_sum(terms), ub=float(crew[ticket])) for ticket, terms in done.items()}
    for (shift, period), terms in used.items():
        model.add_linear_constraint(_sum(terms), ub=float(length(spans[shift][period])))
    links = _links(model, instance, done)
    objective += _loads(model, found, used)
    model.minimize(_sum(objective))
    solver = model_builder.Solver("glop")
    status = solver.solve(model)
    if status != model_builder.SolveStatus.OPTIMAL:
        raise SolverFault(f"the linear program of capacity ended as {status.name}")
    worth = {ticket: drop[ticket] + float(solver.dual_value(row)) for ticket, row in rows.items()}
    for order, row in links.items():
        worth[order.after] += float(solver.dual_value(row)) / crew[order.after]
        worth[order.before] -= float(solver.dual_value(row)) / crew[order.before]
    idle = sum(drop[ticket] * engineers for ticket, engineers in crew.items())
    return Prices(float(solver.objective_value) + idle, worth)


def _links(
    model: model_builder.Model, instance: Instance, done: dict[int, Terms]
) -> dict[Order, model_builder.LinearConstraint]:
    """Write that no more is done of a ticket than of what it waits for."""

    def share(ticket: int) -> Terms:
        return [(part, 1 / len(instance.ticket_tasks[ticket])) for part, _ in done[ticket]]

    return {
        order: model.add_linear_constraint(_sum(share(order.after)) - _sum(share(order.before)), ub=0.0)
        for order in instance.orders
        if order.before in done and order.after in done
    }


def _loads(model: model_builder.Model, found: Demands, used: dict[tuple[int, int], Terms]) -> Terms:
    """Write what each shift and each engineer can carry; return the pieces of load with their prices."""
    instance = found.instance
    by_shift: dict[int, Terms] = defaultdict(list)
    of_engineer: dict[int, Terms] = defaultdict(list)
    pieces: Terms = []
    for (shift, _), terms in used.items():
        by_shift[shift] += terms
        of_engineer[instance.shifts[shift].engineer] += terms
    for shift, terms in by_shift.items():
        form = instance.shifts[shift]
        there = sum(fact.load for fact in form.facts)
        room = length(found.free[shift]) - sum(pause.minutes for pause in form.breaks)
        if form.load_cap is not None:
            room = min(room, form.load_cap - there)
        model.add_linear_constraint(_sum(terms), ub=float(max(0, room)))
        pieces += _priced(model, terms, form.load, there)
    for engineer, terms in of_engineer.items():
        there = sum(fact.load for at in instance.shifts_of[engineer] for fact in instance.shifts[at].facts)
        pieces += _priced(model, terms, instance.window_load[engineer], there)
    return pieces


def _priced(model: model_builder.Model, terms: Terms, hinges: Hinges, there: int) -> Terms:
    """Write that a load is made of pieces, each dearer than the one before it; return the pieces with their prices."""
    edges = sorted({max(0, point - there) for point, _ in hinges} | {0})
    pieces = []
    for low, high in pairwise([*map(float, edges), inf]):
        rate = sum(cost for point, cost in hinges if max(0, point - there) <= low) / THOUSANDTHS
        pieces.append((model.new_num_var(0.0, high - low), rate))
    model.add_linear_constraint(_sum([*terms, *((piece, -1.0) for piece, _ in pieces)]), ub=0.0)
    return pieces


def _sum(terms: Terms) -> model_builder.LinearExpr:
    return model_builder.LinearExpr.weighted_sum([each for each, _ in terms], [factor for _, factor in terms])

"""Pools that hold the columns of every plan of a tiny desk."""

from oracles import Case, plans

from engine.cost import cost
from engine.solvers.master.columns import Pool
from engine.timing import Timed, timing


def pooled(found: Case) -> tuple[Pool, Timed]:
    """Return a pool with the columns of every plan, and the cheapest plan."""
    pool, best = Pool(), found.idle
    for plan in plans(found.instance):
        timed = timing(found.instance, plan)
        if timed is not None:
            pool.add(found.instance, timed)
            best = min(best, timed, key=lambda each: cost(found.instance, each))
    return pool, best

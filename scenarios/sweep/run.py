"""One run of a sweep: the situation solved, and what came of it as a flat row."""

import time
from collections.abc import Mapping
from typing import Any

from constraints import rules_for
from engine.audit import Audit, audit
from engine.context import Context
from engine.domain.schedule import Kpis
from engine.errors import OpendayError, bug_text
from engine.limits import Limits
from engine.solve import solve

from .plan import Job

Row = dict[str, Any]
"""The outcome of a run; `rows.schema` says what of it there is."""


def run(job: Job, tries: int = 1) -> Row:  # noqa: ARG001
    """Return the row of a job; a run that fails gives one too, with its ``error``.

    Parameters
    ----------
    job : Job
    tries : int
        How often it has been sent: a cluster takes the same call for done, and this tells one from the next.
    """
    began = time.monotonic()
    try:
        found = _figures(job)
    except OpendayError as error:
        found = {"error": str(error)}
    except Exception as error:
        found = {"error": bug_text(error)}
    return coordinates(job) | found | {"seconds": round(time.monotonic() - began, 3)}


def coordinates(job: Job) -> Row:
    """Return what of a row is known before the run."""
    values = job.situation.problem.desk.weights.values
    return {
        "key": job.key,
        "variant": job.variant,
        "point": job.point.words,
        "seed": job.seed,
        "effort": job.effort,
        **{f"weight_{rule}": values.get(rule, weight) for rule, weight in job.own.items()},
    }


def _figures(job: Job) -> Row:
    problem = job.situation.problem
    # One process a run: the sweep itself keeps all cores at work.
    result = solve(problem, job.situation.rules, Limits(deterministic=job.effort), job.seed, workers=1)
    # Rules that are off in a variant are priced all the same, so that its rows compare with those of others.
    judged = audit(Context(problem), rules_for(problem.desk), result.schedule) if job.situation.off else result.audit
    schedule = result.schedule
    assert schedule.kpis is not None
    assert schedule.score is not None
    return {
        **_kpis(schedule.kpis),
        "cost": schedule.score.total,
        **_priced(judged, job.own),
        "bound": schedule.bound,
        "gap": schedule.gap,
        "status": schedule.status,
        "broken": judged.score.hard_findings,
    }


def _kpis(kpis: Kpis) -> Row:
    used = kpis.utilization_percent.values()
    left_out = {f"unassigned_p{each}": kpis.unassigned_by_priority.get(each, 0) for each in (1, 2, 3, 4)}
    flat = kpis.model_dump(exclude={"unassigned_by_priority", "utilization_percent"})
    return {
        **flat,
        **left_out,
        "unassigned": kpis.tickets - kpis.assigned,
        "sla_missed": kpis.sla_targets - kpis.sla_met,
        "utilization_mean_percent": round(sum(used) / len(used), 1) if used else 0.0,
        "utilization_max_percent": max(used, default=0.0),
    }


def _priced(judged: Audit, own: Mapping[str, int]) -> Row:
    """Return the amounts by rule, free of weights, and what they cost by the desk's own weights."""
    amounts = judged.score.amounts
    costs = {rule: own[rule] * amount for rule, amount in amounts.items()}
    return {
        "base_cost": sum(costs.values()),
        **{f"amount_{rule}": amount for rule, amount in amounts.items()},
        **{f"base_cost_{rule}": cost for rule, cost in costs.items()},
    }

"""The answer of a solve: the schedule with its score, bound, gap, figures and reasons."""

from dataclasses import dataclass

from .audit import Audit, audit
from .compile import weights_of
from .constraint import Rules
from .context import Context
from .cost import cost
from .decode import decode
from .domain.schedule import Schedule
from .errors import SolverFault
from .instance import Instance
from .kpis import kpis
from .over import with_begun
from .plan import Plan
from .questions.reasons import reasons
from .solvers.bound import gap
from .timing import Timed, timing


@dataclass(frozen=True)
class Result:
    """A schedule and what the rules say of it."""

    schedule: Schedule
    audit: Audit


def finish(
    context: Context,
    rules: Rules,
    instance: Instance,
    timed: Timed,
    *,
    bound: int,
    is_optimal: bool,
    seed: int,
) -> Result:
    """Return the result of a timed plan, judged by the rules' own audits.

    Raises
    ------
    SolverFault
        When the audit finds a broken rule, or another cost than the solver's.
    """
    schedule = with_begun(decode(context, instance, timed), context.problem)
    judged = audit(context, rules, schedule)
    if judged.hard:
        raise SolverFault("the solver broke a rule: " + "; ".join(finding.message for finding in judged.hard[:5]))
    stated = cost(instance, timed)
    if judged.score.total != stated:
        raise SolverFault(f"the solver states a cost of {stated}, the audit finds {judged.score.total}")
    idle = timing(instance, Plan())
    assert idle is not None
    bound = min(bound, stated)
    status = "optimal" if is_optimal or bound == stated else "feasible"
    schedule = schedule.model_copy(
        update={
            "unassigned": reasons(context, instance, timed),
            "score": judged.score,
            "bound": bound,
            "gap": round(gap(stated, bound, cost(instance, idle)), 6),
            "status": status,
            "kpis": kpis(judged.reading),
            "weights": weights_of(context, rules),
            "weights_version": context.problem.desk.weights.version,
            "seed": seed,
        }
    )
    return Result(schedule, judged)

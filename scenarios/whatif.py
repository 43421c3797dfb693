"""What if: base and variants solved with the same limits and seeds, then compared."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from engine.audit import audit
from engine.context import Context
from engine.domain.schedule import Schedule
from engine.kpis import kpis
from engine.limits import WORKERS, IsStopped, Limits, Progress, never
from engine.solve import solve

from .changed import steps
from .comparison import Comparison
from .comparison.compare import compare
from .comparison.solved import Solved
from .freed import freed
from .scenario import CONTROL, Scenario
from .situation import Situation

SEEDS = (0, 1, 2)
LIMITS = Limits(deterministic=5.0)
"""The same answer every time."""
BASE = "as it is"
"""Name of the base."""


@dataclass(frozen=True)
class Step:
    """How far a comparison is: what is being solved with which seed, solves done of all, and the solve's own news."""

    name: str
    seed: int
    done: int
    total: int
    progress: Progress | None = None


OnStep = Callable[[Step], None]


def unheard(step: Step) -> None:
    """Take no notice of steps."""


def whatif(
    base: Situation,
    scenario: Scenario,
    limits: Limits = LIMITS,
    seeds: Sequence[int] = SEEDS,
    against: Schedule | None = None,
    workers: int = WORKERS,
    on_step: OnStep = unheard,
    is_stopped: IsStopped = never,
    executor: Executor | None = None,
) -> Comparison | None:
    """Return the variants of a scenario beside things as they are; None when it was stopped before there was any.

    Parameters
    ----------
    base : Situation
    scenario : Scenario
    limits : Limits
        Of each solve; there are as many as seeds times variants, and those of the base.
    seeds : sequence of int
        Several, so that the spread over them tells what a difference is worth.
    against : Schedule, optional
        Stands for the base as it is, and is not solved. The variants start from it as from one that is published, so
        what they change in it has its price. So does a control, without any change: what planning on wins by itself is
        no effect of a change.
    workers : int
    on_step : callable
    is_stopped : callable
        Asked between steps. What is compared then are the seeds that are done; a solve that was cut short does not
        count, as it had less time than the others.
    executor : Executor, optional
        As for `solve`.

    Raises
    ------
    DataError
        When the desk does not allow a change of the scenario.
    """
    if against is not None:
        base = replace(base, problem=base.problem.model_copy(update={"published": against}))
    variants = [Solved(CONTROL, base, ()) for _ in range(against is not None)] + variants_of(base, scenario)
    start = Solved(BASE, base, ()) if against is None else given(base, against)
    to_solve = [start, *variants] if against is None else variants
    runs = _runs(to_solve, limits, seeds, workers, on_step, is_stopped, executor)
    counts = [len(run) for run in runs if run]
    if len(counts) < 2:
        # The first one alone, the base or its control, says nothing of a change.
        return None
    done = min(counts)
    solved = [replace(each, schedules=tuple(run[:done])) for each, run in zip(to_solve, runs, strict=True) if run]
    if against is None:
        start, *solved = solved
    return compare(
        start,
        solved,
        name=scenario.name,
        purpose=scenario.purpose,
        limits=limits,
        seeds=seeds[:done],
        workers=workers,
        is_stopped=done < len(seeds) or len(solved) < len(variants),
    )


def variants_of(base: Situation, scenario: Scenario, source: str = "") -> list[Solved]:
    """Return the variants of a scenario, yet to be solved.

    Parameters
    ----------
    base : Situation
    scenario : Scenario
    source : str
        Where it stands, for messages; its name where nothing is given.

    Raises
    ------
    DataError
        When the desk does not allow a change.
    """
    found = []
    for told in scenario.told:
        place = source or scenario.name
        situation, made = steps(base, told.changes, f"{place}, {told.name}" if scenario.variants else place)
        found.append(Solved(told.name, freed(base, situation), (), tuple(step.words for step in made)))
    return found


def given(base: Situation, schedule: Schedule) -> Solved:
    """Return a schedule as the base that it is, judged and not solved."""
    judged = audit(Context(base.problem), base.rules, schedule)
    solved = {"status": "given", "bound": None, "gap": None, "seed": None}
    told = schedule.model_copy(update={**solved, "score": judged.score, "kpis": kpis(judged.reading)})
    return Solved(BASE, base, (told,), is_given=True)


def _runs(
    to_solve: Sequence[Solved],
    limits: Limits,
    seeds: Sequence[int],
    workers: int,
    on_step: OnStep,
    is_stopped: IsStopped,
    executor: Executor | None,
) -> list[list[Schedule]]:
    """Return the schedules of each, by seed; seed after seed, so that a stop leaves as many of each as can be."""
    runs: list[list[Schedule]] = [[] for _ in to_solve]
    total = len(seeds) * len(to_solve)
    for done, (seed, at) in enumerate((seed, at) for seed in seeds for at in range(len(to_solve))):
        step = Step(to_solve[at].name, seed, done, total)
        on_step(step)

        def hear(progress: Progress, step: Step = step) -> None:
            on_step(replace(step, progress=progress))

        situation = to_solve[at].situation
        found = solve(situation.problem, situation.rules, limits, seed, workers, hear, is_stopped, executor)
        if is_stopped():
            break
        runs[at].append(found.schedule)
    return runs

"""The harness: every solver gets the same instance, the same seconds and the same cores; one judge prices them all."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

from engine.cost import cost
from engine.instance import Instance
from engine.plan import Plan
from engine.solvers.bound import gap, ticket_bound
from engine.timing import timing

from .case import Case, Suite, Wanted, every
from .peers.peer import Peer, Whole
from .repair import repaired
from .result import Row
from .worker import Done, Failed, Worker

THOUSAND = 1000
"""Units of an instance's cost in one of the judge's."""


@dataclass(frozen=True)
class Options:
    """How a suite is run.

    Parameters
    ----------
    seconds : float or None
        For every solve; None is what each case says.
    seeds : int
        Runs of every solver on every instance.
    cores : int
        That every solver may use.
    """

    data: Path | None = None
    wanted: Wanted = every
    seconds: float | None = None
    seeds: int = 1
    cores: int = 2


@dataclass(frozen=True)
class Scale:
    """Of an instance, in the judge's unit: what no plan can be below, and the cost of doing nothing."""

    bound: float
    nothing: float

    def gap(self, reached: float, bound: float) -> float:
        """Return (cost - bound) / (cost of doing nothing - bound)."""
        return gap(round(reached * THOUSAND), round(bound * THOUSAND), round(self.nothing * THOUSAND))


def quiet(_: str) -> None:
    """Take no notice of what is being solved."""


def run(
    suite: Suite, peers: list[Peer], options: Options, on_step: Callable[[str], None] = quiet
) -> Iterator[tuple[Case, Row]]:
    """Yield a row for every instance, limit, seed and solver, as they come.

    Parameters
    ----------
    suite : Suite
    peers : list of Peer
        All of them can be run.
    options : Options
    on_step : callable
        Told what is being solved next.
    """
    with ExitStack() as stack:
        workers = [stack.enter_context(closing(Worker())) for _ in range(options.cores)]
        for case in suite.cases(options.data, options.wanted):
            scale = _scale(case.instance)
            start = case.start() if case.start else None
            for worker in workers:
                worker.load(case.instance, start)
            for limit in (options.seconds,) if options.seconds else case.limits:
                for seed in range(1, options.seeds + 1):
                    for peer in peers:
                        on_step(f"{case.suite} {case.name}: {peer.name}, run {seed} of {options.seeds}, {limit:g} s")
                        yield case, _row(case, scale, peer, workers, limit, seed)


def _scale(instance: Instance) -> Scale:
    idle = timing(instance, Plan())
    assert idle is not None, "a plan of nothing but facts can always be timed"
    return Scale(ticket_bound(instance) / THOUSAND, cost(instance, idle) / THOUSAND)


def _row(case: Case, scale: Scale, peer: Peer, workers: list[Worker], limit: float, seed: int) -> Row:
    """Run a solver once on all cores, judge what comes back, and count the best."""
    used = workers[:1] if peer.threads else workers
    seeds = [(seed - 1) * len(used) + at + 1 for at in range(len(used))]
    for worker, each in zip(used, seeds, strict=True):
        worker.begin(peer.name, limit, each, 3 * limit + 120)
    replies = [worker.answer() for worker in used]
    row = Row(case.suite, case.name, peer.name, seed, 0, math.nan, scale.bound, math.nan, False, "", limit, 0)
    rows = [_judged(row, case, scale, reply) for reply in replies]
    best = min(rows, key=lambda each: (each.counted, not each.feasible))
    counted = f"seed {seeds[rows.index(best)]} of {seeds[0]} to {seeds[-1]}" if len(rows) > 1 else ""
    return replace(
        best,
        seconds=max(each.seconds for each in rows),
        memory_mb=sum(each.memory_mb for each in rows),
        note="; ".join(filter(None, (counted, best.note))),
    )


def _judged(row: Row, case: Case, scale: Scale, reply: Done | Failed) -> Row:
    """Return a row with what an answer is worth."""
    if isinstance(reply, Failed):
        return replace(row, note=reply.reason)
    bound = row.bound
    if isinstance(reply.answer, Whole):
        timed = reply.answer.timed
        bound = max(bound, (reply.answer.bound or 0) / THOUSAND)
    else:
        timed = repaired(case.instance, reply.answer)
    judged = case.judge(timed)
    bound = min(bound, judged.cost)
    return replace(
        row,
        seconds=reply.seconds,
        cost=judged.cost,
        bound=bound,
        gap=scale.gap(judged.cost, bound),
        feasible=judged.feasible,
        note=judged.note,
        memory_mb=reply.memory_mb,
    )

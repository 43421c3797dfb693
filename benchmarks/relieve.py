"""What can move? Every option checked, how long it takes, and what a full re-solve makes of it.

``python -m benchmarks.relieve`` asks on a published plan; ``--against EFFORT`` also plans the team anew with the same
time closed, for so much deterministic effort each.
"""

import argparse
import datetime as dt
import gc
import random
import time
from collections.abc import Sequence

import numpy as np

from constraints import rules_for
from engine.audit import Audit, audit
from engine.constraint import Rules
from engine.context import Context
from engine.domain.engineer import Busy
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.limits import Limits
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.relief import Relief, Wanted
from engine.questions.relieve import relieve
from engine.solve import solve

from .load import desk

HALF_DAY = dt.timedelta(hours=4)


def main() -> None:
    """Free half days of random engineers in a published plan, check every option, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engineers", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--against", type=float, help="deterministic effort of each full re-solve")
    given = parser.parse_args()
    problem = desk(given.engineers, given.tickets, given.seed)
    if given.against:
        problem = only_published(problem)
    assert problem.published, "the desk has a published plan"
    rules, context = rules_for(problem.desk), Context(problem)
    before = audit(context, rules, problem.published)
    frozen = FrozenDesk(problem, rules)
    # As a worker of the service does with a desk that it holds.
    gc.collect()
    gc.freeze()
    wanted = [Wanted(each.engineer_ids[0], each.start, each.start + HALF_DAY) for each in asked(problem, given)]
    seconds, answers = list[float](), list[Relief]()
    for each in wanted:
        began = time.perf_counter()
        answers.append(relieve(context, rules, before, each, frozen=frozen))
        seconds.append(time.perf_counter() - began)
        check(context, rules, before, answers[-1])
    report(answers, seconds)
    if given.against:
        compare(problem, before, wanted, answers, given.against)


def asked(problem: Problem, given: argparse.Namespace) -> list[Assignment]:
    """Return published work of one engineer each, drawn at random; the half day from its start is to be free."""
    assert problem.published
    alone = [each for each in problem.published.assignments if len(each.engineer_ids) == 1]
    ahead = [each for each in alone if each.start > problem.desk.now and each.end < problem.desk.planning_window.end]
    return random.Random(given.seed).sample(ahead, given.questions)


def only_published(problem: Problem) -> Problem:
    """Return the desk with nothing but its published work, and what that waits for: a re-solve could plan the rest."""
    assert problem.published
    names, ahead = set[str](), [each.ticket_id for each in problem.published.assignments]
    while ahead:
        names.add(name := ahead.pop())
        ahead += [each.ticket_id for each in problem.ticket[name].depends_on if each.ticket_id not in names]
    tickets = tuple(each for each in problem.tickets if each.id in names)
    return problem.model_copy(update={"tickets": tickets})


def check(context: Context, rules: Rules, before: Audit, found: Relief) -> None:
    """Hold every option against the audit of its whole schedule."""
    known = {each.key for each in before.hard}
    for option in found.options:
        judged = audit(context, rules, option.schedule)
        assert {each.key for each in judged.hard} <= known, "an option breaks a rule"
        assert judged.score.total - before.score.total == option.cost_difference, "a price is not what the audit says"


def report(answers: Sequence[Relief], seconds: Sequence[float]) -> None:
    """Print how many options there are, of how many moves, and how long they took."""
    options = [option for each in answers for option in each.options]
    chains = sum(each.is_chain for each in options)
    best = sum(each.options[0].is_chain for each in answers if each.options)
    freed = sum(bool(each.options) for each in answers)
    p50, p95 = np.percentile(seconds, [50, 95])
    print(f"{len(answers)} half days, {freed} of them can be freed, {len(options)} options, all hold in the audit")
    print(f"{chains} options have a colleague's work make room, {best} of them the cheapest one")
    print(f"p50 {p50:.2f} s, p95 {p95:.2f} s")


def compare(
    problem: Problem, before: Audit, wanted: Sequence[Wanted], answers: Sequence[Relief], effort: float
) -> None:
    """Print what the best option costs beside the whole team planned anew, with the time closed and without."""
    rules, start = rules_for(problem.desk), before.score.total
    anew = cost_of(problem, rules, resolved(problem, rules, effort))
    print(f"\nThe plan costs {start / 1000:.0f} engineer-minutes; planned anew {anew / 1000:.0f}")
    print("best option   planned anew with the time closed   ratio of the two   moves   moves anew")
    ratios = []
    for each, found in zip(wanted, answers, strict=True):
        if not found.options:
            continue
        option = found.options[0]
        schedule = resolved(closed(problem, each), rules, effort)
        total, other = start + option.cost_difference, cost_of(problem, rules, schedule)
        ratios.append(total / other)
        moves = moved(before.reading.schedule, schedule)
        print(f"{total / 1000:11.0f} {other / 1000:35.0f} {ratios[-1]:18.3f} {len(option.moved):7} {moves:12}")
    p50, p95 = np.percentile(ratios, [50, 95])
    print(
        f"cost of the best option over that of a full re-solve: median {p50:.3f}, p95 {p95:.3f}, most {max(ratios):.3f}"
    )


def closed(problem: Problem, wanted: Wanted) -> Problem:
    """Return the desk on which the engineer is busy in the time."""
    busy = Busy(start=wanted.start, end=wanted.end, summary="kept free")
    people = tuple(
        each.model_copy(update={"busy": (*each.busy, busy)}) if each.id == wanted.engineer_id else each
        for each in problem.engineers
    )
    return problem.model_copy(update={"engineers": people})


def resolved(problem: Problem, rules: Rules, effort: float) -> Schedule:
    """Return the team planned anew from what is published, every move at its price."""
    return solve(problem, rules, Limits(deterministic=effort)).schedule


def cost_of(problem: Problem, rules: Rules, schedule: Schedule) -> int:
    """Return what a schedule costs on the desk as it is."""
    return audit(Context(problem), rules, schedule).score.total


def moved(before: Schedule, after: Schedule) -> int:
    """Return how many tickets have another place."""
    was, now = (
        {each.ticket_id: (each.engineer_ids, each.start) for each in schedule.assignments}
        for schedule in (before, after)
    )
    return sum(was.get(name) != now.get(name) for name in was.keys() | now.keys())


if __name__ == "__main__":
    main()

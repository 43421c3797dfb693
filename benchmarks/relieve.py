"""How long "what can move?" takes on a published plan, every option checked: ``python -m benchmarks.relieve``."""

import argparse
import datetime as dt
import random
import time

import numpy as np

from constraints import rules_for
from engine.audit import audit
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment
from engine.questions.relief import Wanted
from engine.questions.relieve import relieve

from .load import desk

HALF_DAY = dt.timedelta(hours=4)


def main() -> None:
    """Free half days of random engineers in a published plan, check every option, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engineers", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=2000)
    parser.add_argument("--questions", type=int, default=20)
    given = parser.parse_args()
    problem = desk(given.engineers, given.tickets, 1)
    assert problem.published, "the desk has a published plan"
    rules, context = rules_for(problem.desk), Context(problem)
    before = audit(context, rules, problem.published)
    known = {each.key for each in before.hard}
    seconds, options = list[float](), 0
    for work in _asked(problem, given.questions):
        wanted = Wanted(work.engineer_ids[0], work.start, work.start + HALF_DAY)
        began = time.perf_counter()
        found = relieve(context, rules, before, wanted)
        seconds.append(time.perf_counter() - began)
        for option in found.options:
            judged = audit(context, rules, option.schedule)
            assert {each.key for each in judged.hard} <= known, "an option breaks a rule"
            assert judged.score.total - before.score.total == option.cost_difference, (
                "a price is not what the audit says"
            )
        options += len(found.options)
    p50, p95 = np.percentile(seconds, [50, 95])
    print(f"{len(seconds)} half days, {options} options, all hold: p50 {p50:.2f} s, p95 {p95:.2f} s")


def _asked(problem: Problem, count: int) -> list[Assignment]:
    """Return published work of one engineer each, drawn at random; the half day from its start is to be free."""
    assert problem.published
    alone = [each for each in problem.published.assignments if len(each.engineer_ids) == 1]
    ahead = [each for each in alone if each.start > problem.desk.now and each.end < problem.desk.planning_window.end]
    return random.Random(1).sample(ahead, count)


if __name__ == "__main__":
    main()

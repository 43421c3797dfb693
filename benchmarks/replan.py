"""What now? Seeded events on published plans, and few changes beside starting over: ``python -m benchmarks.replan``."""

import argparse
import datetime as dt
import gc
import random
import time
from collections.abc import Iterator
from dataclasses import astuple, dataclass

import numpy as np

from constraints import rules_for
from engine.compile import compile_instance
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment
from engine.limits import WORKERS, Limits
from engine.plan import Plan
from engine.questions.replan import EFFORTS, Efforts, replan
from engine.questions.replan_judge import Judge
from engine.questions.replanned import Freedom, Frontier, Replanned
from engine.questions.standing import standing
from engine.solve import solve
from engine.solvers.portfolio import plan
from scenarios.change import Change
from scenarios.changed import steps
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.ticket_arrives import TicketArrives
from scenarios.changes.ticket_cancelled import TicketCancelled
from scenarios.changes.ticket_overruns import TicketOverruns
from scenarios.changes.ticket_shortened import TicketShortened
from scenarios.generator import generate
from scenarios.situation import Situation

DESKS = ((12, 150), (50, 500))
"""Engineers and tickets; the first is the size of the sample desk."""
DAYS, EVENT_DAYS = 5, 3
PUBLISHED, FREEZE = 10.0, 60
"""Units of the deterministic limit for the published plan, and minutes that are frozen."""
KINDS = ("overruns", "done early", "sick", "P1 arrives", "cancels")


@dataclass(frozen=True)
class Outcome:
    """What came of one event.

    Parameters
    ----------
    first, whole : float
        Seconds until the plan without changes was there, and until all were.
    plans : dict of Freedom to Replanned
        As they were made, also those that coincide.
    over : Replanned
        From scratch, changes free.
    """

    kind: str
    first: float
    whole: float
    plans: dict[Freedom, Replanned]
    over: Replanned


def main() -> None:
    """Let things happen on two desks, plan on after each, and print seconds, changes and costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50, help="on each desk, with each seed")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--effort", type=float, default=2.0, help="units of the deterministic limit to start over")
    parser.add_argument("--longer", type=float, default=1.0, help="times as long a search for each plan as usual")
    given = parser.parse_args()
    efforts = Efforts(*(given.longer * each for each in astuple(EFFORTS)))
    for engineers, tickets in DESKS:
        outcomes = [
            outcome
            for seed in range(1, given.seeds + 1)
            for outcome in _outcomes(_published(engineers, tickets, seed), given.events, seed, efforts, given.effort)
        ]
        print(f"{engineers} engineers, {tickets} tickets, {len(outcomes)} events")
        print(f"  first plan {_percentiles([each.first for each in outcomes])}")
        print(f"  all three  {_percentiles([each.whole for each in outcomes])}")
        for kind in ("all", *KINDS):
            _say(kind, [each for each in outcomes if kind in ("all", each.kind)])


def _published(engineers: int, tickets: int, seed: int) -> Problem:
    """Return a desk with a plan published for all of its days."""
    problem = generate(engineers, tickets, DAYS, seed)
    made = solve(problem, rules_for(problem.desk), Limits(deterministic=PUBLISHED)).schedule
    frozen = problem.desk.model_copy(update={"freeze_minutes": FREEZE})
    return problem.model_copy(update={"published": made, "desk": frozen})


def _outcomes(problem: Problem, count: int, seed: int, efforts: Efforts, effort: float) -> Iterator[Outcome]:
    rng = random.Random(seed)
    replan(problem, rules_for(problem.desk))  # what is made once is made
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        now, change = _event(problem, kind, rng)
        then = problem.model_copy(update={"desk": problem.desk.model_copy(update={"now": now})})
        situation, _ = steps(Situation(then), (change,))
        marks, plans = list[float](), dict[Freedom, Replanned]()

        def hear(made: Replanned, marks: list[float] = marks, plans: dict[Freedom, Replanned] = plans) -> None:
            marks.append(time.perf_counter())
            plans[made.freedom] = made

        # A service does not keep the answers to all earlier questions; here they are not looked through for garbage.
        gc.collect()
        gc.freeze()
        began = time.perf_counter()
        found = replan(situation.problem, situation.rules, efforts=efforts, on_plan=hear)
        whole = time.perf_counter() - began
        for each in plans.values():
            _require_unmoved(found, each)
        yield Outcome(kind, marks[0] - began, whole, plans, _over(situation, effort))


def _event(problem: Problem, kind: str, rng: random.Random) -> tuple[dt.datetime, Change]:
    """Return an event at an instant of the first days at which somebody is at work."""
    assert problem.published
    last = problem.desk.planning_window.start + dt.timedelta(days=EVENT_DAYS)
    alone = [each for each in problem.published.assignments if len(each.engineer_ids) == 1 and each.start < last]
    work = rng.choice([each for each in alone if each.end - each.start >= dt.timedelta(minutes=20)])
    # In the middle of that work, to the minute.
    now = work.start + dt.timedelta(minutes=(work.end - work.start) // dt.timedelta(minutes=2))
    minutes = problem.ticket[work.ticket_id].estimated_minutes
    if kind == "overruns":
        return now, TicketOverruns(ticket=work.ticket_id, minutes=rng.choice((30, 60, 120)))
    if kind == "done early":
        return now, TicketShortened(ticket=work.ticket_id, minutes=minutes // 3)
    if kind == "sick":
        return now, EngineerAbsent(engineer=work.engineer_ids[0], start="now", reason="sick")
    if kind == "P1 arrives":
        client = rng.choice(problem.clients).id
        return now, TicketArrives(id="P1-NEW", client=client, priority=1, tier=rng.choice((1, 2, 3)), minutes=90)
    ahead = [each for each in problem.published.assignments if each.start > now]
    return now, TicketCancelled(ticket=rng.choice(ahead).ticket_id)


def _over(situation: Situation, effort: float) -> Replanned:
    """Return what starting over comes to: from an empty plan, with the same facts, changes free."""
    stand = standing(situation.problem, situation.rules)
    judge = Judge(stand, 0)
    rules = [rule for rule in situation.rules if rule.name not in judge.of_changes]
    instance = compile_instance(stand.context, rules)
    planned = plan(instance, Plan(), Limits(deterministic=effort), 0, WORKERS)
    return judge.judged(Freedom.FREE, stand.context, instance, planned.timed)


def _require_unmoved(found: Frontier, made: Replanned) -> None:
    """Raise AssertionError when what cannot move has moved; that no rule is broken the question itself makes sure."""
    where = {each.ticket_id: each for each in made.schedule.assignments}
    for fact in found.context.facts.values():
        there = where[fact.ticket_id]
        minute = (there.start - found.context.origin) // dt.timedelta(minutes=1)
        assert (minute, tuple(sorted(there.engineer_ids))) == (fact.start, fact.engineer_ids), "a fact has moved"
    for ticket in found.context.problem.schedulable:
        given: Assignment | None = where.get(ticket.id)
        if given and ticket.pin and ticket.pin.start and ticket.id not in found.context.facts:
            assert given.start == ticket.pin.start, "an appointment has moved"


def _say(kind: str, outcomes: list[Outcome]) -> None:
    over = np.mean([each.over.cost_without_changes for each in outcomes])
    print(f"  {kind}: changes, of them those that no plan can do without, and cost, by how much above starting over")
    columns = {freedom.value: [each.plans[freedom] for each in outcomes] for freedom in Freedom}
    for name, made in {**columns, "start over": [each.over for each in outcomes]}.items():
        changes = np.mean([len(each.changes) for each in made])
        lost = np.mean([sum(change.has_lost for change in each.changes) for each in made])
        cost = np.mean([each.cost_without_changes for each in made])
        print(
            f"    {name:12} {changes:6.1f} changes, {lost:4.1f} of them cannot be avoided, "
            f"cost {cost / 1000:10,.0f}, {100 * (cost / over - 1):+.1f} %"
        )


def _percentiles(seconds: list[float]) -> str:
    p50, p95 = np.percentile(seconds, [50, 95])
    return f"p50 {p50:.2f} s, p95 {p95:.2f} s"


if __name__ == "__main__":
    main()

"""The oracles: everything that must hold between the rules' audits, the timing and the exact model on a tiny desk."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from fixing import fix
from ortools.sat.python import cp_model
from schedules import random_schedule
from strategies import rules_of

from engine.audit import Audit, audit
from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.cost import cost
from engine.decode import decode
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.instance import NOWHERE, Instance
from engine.limits import Limits
from engine.plan import Kind, Plan, Sequence, Token
from engine.solvers.exact.model import build, scope_cost
from engine.solvers.exact.scope import everything
from engine.solvers.exact.solve import Solved, make_solver, solve_exact
from engine.timing import Timed, timing

MOST_PLANS = 1500
LIMITS = Limits(deterministic=20.0)


@dataclass(frozen=True)
class Case:
    """A problem compiled by some rules and judged by others (the same ones, but for a planted bug)."""

    problem: Problem
    rules: Rules
    judges: Rules

    @cached_property
    def context(self) -> Context:
        """What holds whatever the rules say."""
        return Context(self.problem)

    @cached_property
    def instance(self) -> Instance:
        """The compiled problem."""
        return compile_instance(self.context, self.rules)

    @cached_property
    def idle(self) -> Timed:
        """The plan without work."""
        timed = timing(self.instance, Plan())
        assert timed is not None
        return timed

    def judge(self, timed: Timed) -> Audit:
        """Audit a timed plan."""
        return audit(self.context, self.judges, decode(self.context, self.instance, timed))

    def solve(self) -> Solved:
        """Solve the whole problem to proven optimality."""
        return solve_exact(self.instance, everything(self.instance), self.idle, LIMITS)


def case(problem: Problem, rules: Rules | None = None) -> Case:
    """Return a problem with its own rules, compiled by others where they are given."""
    own = rules_of(problem)
    return Case(problem, own if rules is None else rules, own)


def small_case(problem: Problem, rules: Rules | None = None, most: int = MOST_PLANS) -> Case:
    """Return a case of at most so many plans: the last tickets are left out until the rest is small enough."""
    while True:
        found = case(problem, rules)
        if sum(1 for _ in itertools.islice(plans(found.instance), most + 1)) <= most:
            return found
        last = problem.tickets[-1].id
        published = problem.published
        if published:
            kept = tuple(given for given in published.assignments if given.ticket_id != last)
            published = published.model_copy(update={"assignments": kept})
        problem = problem.model_copy(update={"tickets": problem.tickets[:-1], "published": published})


def plans(instance: Instance) -> Iterator[Plan]:
    """Yield every plan: who, on which shift, in which order, where trips and breaks lie, what is held."""
    choices = [list(_crews(instance, ticket)) for ticket in range(len(instance.tickets))]
    for chosen in itertools.product(*choices):
        tasks: dict[int, list[int]] = {}
        for crew in chosen:
            for task, shift in crew:
                tasks.setdefault(shift, []).append(task)
        shifts = sorted(tasks)
        held = [t for t, crew in enumerate(chosen) if crew and t in instance.changes]
        holds = [frozenset(each) for n in range(len(held) + 1) for each in itertools.combinations(held, n)]
        orders = [list(sequences(instance, shift, tasks[shift])) for shift in shifts]
        for sequence in itertools.product(*orders):
            for hold in holds:
                yield Plan(dict(zip(shifts, sequence, strict=True)), hold)


def _crews(instance: Instance, ticket: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield the ways to staff a ticket as ``(task, shift)``, first of all nobody."""
    yield ()
    if ticket in instance.facts:
        return
    tasks = instance.ticket_tasks[ticket]
    for shifts in itertools.permutations(instance.candidates[ticket], len(tasks)):
        named = instance.task_engineer.get(tasks[0])
        first = 1 if named is not None else 0
        # Tasks without a named engineer are alike: only one order of their shifts counts.
        if list(shifts[first:]) == sorted(shifts[first:]):
            yield tuple(zip(tasks, shifts, strict=True))


def sequences(instance: Instance, shift: int, tasks: list[int]) -> Iterator[Sequence]:
    """Yield every order of some tasks, the facts and the breaks of a shift, trips anywhere in runs without a place."""
    form = instance.shifts[shift]
    facts = [Token(Kind.FACT, index) for index in range(len(form.placed_facts))]
    pausable = [task for task in tasks if instance.ticket_pausable[instance.task_ticket[task]]]
    breaks = range(len(form.breaks))
    for homes in itertools.product([None, *pausable], repeat=len(form.breaks)):
        absorbed = {task: tuple(b for b in breaks if homes[b] == task) for task in tasks}
        loose = [Token(Kind.TASK, task, absorbed[task]) for task in tasks]
        loose += [Token(Kind.BREAK, b) for b in breaks if homes[b] is None]
        for order in itertools.permutations(loose):
            for merged in _merges(facts, list(order)):
                yield from _with_trips(instance, shift, merged)


def _merges(first: list[Token], second: list[Token]) -> Iterator[list[Token]]:
    """Yield the interleavings of two lists."""
    for places in itertools.combinations(range(len(first) + len(second)), len(first)):
        a, b = iter(first), iter(second)
        yield [next(a) if at in places else next(b) for at in range(len(first) + len(second))]


def _with_trips(instance: Instance, shift: int, tokens: list[Token]) -> Iterator[Sequence]:
    """Yield an order with each trip at every position of the run without a place that it may be cut into."""
    form = instance.shifts[shift]
    runs: list[list[Token]] = [[]]
    ends: list[Token | None] = []
    place, moved = form.home, False
    cuts: list[bool] = []
    for token in tokens:
        target = _place(instance, shift, token)
        if target == NOWHERE:
            runs[-1].append(token)
            continue
        cuts.append(instance.travel_ticks(form.engineer, place, target) > 0)
        ends.append(token)
        runs.append([])
        place, moved = target, True
    cuts.append(moved and instance.travel_ticks(form.engineer, place, form.home) > 0)
    ends.append(None)
    ways = [range(len(run) + 1) if cut else (len(run),) for run, cut in zip(runs, cuts, strict=True)]
    for cut_at in itertools.product(*ways):
        sequence: list[Token] = []
        for run, at, end in zip(runs, cut_at, ends, strict=True):
            sequence += run if at == len(run) else [*run[:at], Token(Kind.TRIP), *run[at:]]
            sequence += [end] if end else []
        yield tuple(sequence)


def _place(instance: Instance, shift: int, token: Token) -> int:
    if token.kind is Kind.FACT:
        return instance.shifts[shift].placed_facts[token.item].place
    if token.kind is Kind.TASK:
        return instance.ticket_place[instance.task_ticket[token.item]]
    return NOWHERE


def check_optimum(small: Case) -> int:
    """Oracle 1: the cheapest of all plans, priced by the audit alone, costs what CP-SAT proves; return their number.

    On the way every plan that can be timed is clean, and costs by the forms what the audit says.
    """
    best: int | None = None
    seen: set[tuple[object, ...]] = set()
    count = 0
    for plan in plans(small.instance):
        timed = timing(small.instance, plan)
        if timed is None:
            continue
        key = _key(timed)
        if key in seen:
            continue
        seen.add(key)
        count += 1
        judged = small.judge(timed)
        assert not judged.hard, (plan, judged.hard)
        stated = cost(small.instance, timed)
        assert stated == judged.score.total, (plan, stated, judged.score, judged.findings)
        best = judged.score.total if best is None else min(best, judged.score.total)
    solved = small.solve()
    assert solved.is_optimal
    judged = small.judge(solved.timed)
    assert not judged.hard, judged.hard
    assert judged.score.total == solved.cost == solved.bound == best, (judged.score.total, solved, best)
    return count


def _key(timed: Timed) -> tuple[object, ...]:
    """Return what a decoded schedule is made from."""
    return tuple(
        (shift, tuple(sorted(times.starts.items())), tuple(times.trips), tuple(sorted(times.breaks)))
        for shift, times in sorted(timed.shifts.items())
    )


@dataclass(frozen=True)
class Verdict:
    """What the exact model says of a schedule that is fixed in it."""

    is_feasible: bool
    total: int


def fixed(found: Case, schedule: Schedule) -> Verdict:
    """Return whether the exact model holds a schedule, and the least cost with it."""
    exact = build(found.instance, everything(found.instance), found.idle)
    fix(exact, found.context, schedule)
    solver = make_solver(LIMITS, 0)
    status = solver.solve(exact.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE), solver.status_name(status)
    if status == cp_model.INFEASIBLE:
        return Verdict(False, 0)
    outside = cost(found.instance, found.idle) - scope_cost(exact, found.idle)
    return Verdict(True, outside + round(solver.objective_value))


def check_schedule(found: Case, schedule: Schedule) -> bool:
    """Oracle 2: a clean schedule is in the model at the audit's price, any other is not; return whether it is clean."""
    judged = audit(found.context, found.judges, schedule)
    verdict = fixed(found, schedule)
    assert verdict.is_feasible == (not judged.hard), (verdict, judged.hard, schedule)
    if verdict.is_feasible:
        assert verdict.total == judged.score.total, (verdict, judged.score, judged.findings, schedule)
    return verdict.is_feasible


def throw(found: Case, seed: int) -> Schedule:
    """Return a random schedule of a case."""
    facts = decode(found.context, found.instance, found.idle).assignments
    return random_schedule(found.context, facts, seed)


def check(found: Case, schedules: int = 6) -> None:
    """Hold a case against the first two oracles."""
    check_optimum(found)
    for seed in range(schedules):
        check_schedule(found, throw(found, seed))

"""Fill an engineer's open time: which unscheduled tickets, in which order, at what gain, and what else there is."""

import time
from dataclasses import dataclass
from datetime import datetime

from ..compile import compile_instance
from ..constraint import Rules
from ..context import Context
from ..cost import cost
from ..decode import decode
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Schedule
from ..errors import UnknownId
from ..instance import Instance
from ..limits import FILL_SECONDS, Limits
from ..plan import Kind, Plan
from ..result import Result, finish
from ..solvers.draft import Draft
from ..solvers.exact.alternatives import solve_apart
from ..solvers.exact.scope import Scope
from ..solvers.exact.solve import solve_exact
from ..solvers.greedy import greedy
from ..solvers.insertion import Known, choose, optimistic
from ..timeline import ceil_minute, floor_minute, instant_at, overlap
from ..timing import Timed, timing
from .exchange import exchange
from .frozen import open_only, with_frozen
from .kept import keep_stated
from .runners_up import RunnerUp, runners_up
from .worth import worth

ALTERNATIVES = 3
SHARE = (1, 4)
"""An alternative differs in at least this share of the work minutes."""


@dataclass(frozen=True)
class Elsewhere:
    """Where a chosen ticket would go otherwise, and the cost of that place over the chosen one."""

    engineer_id: str
    start: datetime
    extra_cost: int


@dataclass(frozen=True)
class FillChoice:
    """One chosen ticket. Costs are in thousandths of an engineer-minute, positive ones are paid.

    ``by_rule`` is the price with it less the price without it, per rule, after re-timing the rest (parts need not sum
    to the whole); ``gain`` is what leaving just this ticket out would cost.
    """

    assignment: Assignment
    gain: int
    by_rule: dict[str, int]
    elsewhere: Elsewhere | None


@dataclass(frozen=True)
class Alternative:
    """Another way to fill the time: its new assignments in order, and its cost over the best."""

    assignments: tuple[Assignment, ...]
    extra_cost: int


@dataclass(frozen=True)
class Fill:
    """The answer to "fill this engineer's time".

    Parameters
    ----------
    schedule : Schedule
        Published work and the chosen tickets, with score, bound, gap and status.
    choices : tuple of FillChoice
        The chosen tickets in order of time.
    runners_up : tuple of RunnerUp
        The best tickets that did not make it.
    alternatives : tuple of Alternative
        Up to three, ranked.
    candidates : int
        Tickets that competed.
    gain : int
        Cost before less cost after, in thousandths of an engineer-minute.
    free_minutes : int
        Minutes of the span that were free.
    """

    engineer_id: str
    start: datetime
    end: datetime
    schedule: Schedule
    choices: tuple[FillChoice, ...]
    runners_up: tuple[RunnerUp, ...]
    alternatives: tuple[Alternative, ...]
    candidates: int
    gain: int
    free_minutes: int


def fill(
    problem: Problem,
    rules: Rules,
    engineer_id: str,
    start: datetime,
    end: datetime,
    limits: Limits | None = None,
    seed: int = 0,
    published: Schedule | None = None,
) -> Fill:
    """Return the best use of an engineer's open time.

    Everything published stays. Unscheduled tickets compete for the span; work for several engineers does not, since one
    calendar cannot hold it.

    Parameters
    ----------
    start, end : datetime
        The open span.
    limits : Limits, optional
        For the solver; alternatives share what the main answer leaves of the seconds.
    published : Schedule, optional
        Instead of the problem's own published schedule.

    Raises
    ------
    UnknownId
        When the desk has no such engineer.
    """
    if engineer_id not in problem.engineer:
        raise UnknownId(f"the desk has no engineer {engineer_id!r}")
    limits = limits or Limits(seconds=FILL_SECONDS)
    began = time.monotonic()
    context = Context(with_frozen(problem, published))
    instance = compile_instance(context, rules)
    idle = timing(instance, Plan())
    assert idle is not None
    span = (max(ceil_minute(context.origin, start), 0), floor_minute(context.origin, end))
    who = instance.engineers.index(engineer_id)
    shifts = tuple(
        s
        for s in instance.shifts_of[who]
        if instance.shifts[s].start < span[1] and span[0] < instance.shifts[s].hard_end
    )
    opened = open_only(instance, idle, shifts, span)
    current = timing(opened, greedy(opened))
    assert current is not None
    scope = Scope(shifts, tuple(t for t, row in enumerate(opened.candidates) if row and optimistic(opened, t)))
    solved = solve_exact(opened, scope, current, _share(limits, 0.6), seed)
    first = solved.timed if solved.is_optimal else exchange(opened, solved.timed, scope.tickets)
    left = None if limits.seconds is None else max(0.05, (limits.seconds - (time.monotonic() - began)) / ALTERNATIVES)
    ways = [first, *_others(opened, scope, first, Limits(left, limits.deterministic), seed)]
    best, *others = sorted(ways, key=lambda timed: cost(opened, timed))
    reached = cost(opened, best)
    answer = finish(
        context, rules, opened, best, bound=solved.bound, is_optimal=solved.is_optimal, seed=seed, explain=False
    )
    choices = _choices(context, rules, Draft(instance), opened, best, answer, set(shifts))
    changed = {
        context.shifts[s] for s, sequence in best.plan.sequences.items() if any(t.kind is Kind.TASK for t in sequence)
    }
    kept = keep_stated(context, rules, answer, context.problem.published, changed)
    return Fill(
        engineer_id,
        start,
        end,
        kept.schedule,
        tuple(choices),
        runners_up(opened, best, scope.tickets),
        tuple(_alternative(context, opened, other, reached) for other in others),
        len(scope.tickets),
        cost(instance, idle) - reached,
        sum(overlap(instance.shifts[s].free, *span) for s in shifts),
    )


def _share(limits: Limits, share: float) -> Limits:
    return Limits(None if limits.seconds is None else limits.seconds * share, limits.deterministic)


def _others(opened: Instance, scope: Scope, best: Timed, limits: Limits, seed: int) -> list[Timed]:
    """Return the next best answers, each apart from all before it."""
    answers = [_chosen(opened, best)]
    idle = timing(opened, Plan())
    assert idle is not None
    found: list[Timed] = []
    while len(found) < ALTERNATIVES:
        other = solve_apart(opened, scope, idle, answers, SHARE, limits, seed)
        if other is None:
            break
        found.append(other)
        answers.append(_chosen(opened, other))
    return sorted(found, key=lambda timed: cost(opened, timed))


def _chosen(instance: Instance, timed: Timed) -> frozenset[int]:
    return frozenset(timed.span).difference(instance.facts)


def _alternative(context: Context, opened: Instance, timed: Timed, best: int) -> Alternative:
    return Alternative(_new(opened, decode(context, opened, timed)), cost(opened, timed) - best)


def _new(instance: Instance, schedule: Schedule) -> tuple[Assignment, ...]:
    facts = {instance.tickets[ticket] for ticket in instance.facts}
    return tuple(given for given in schedule.assignments if given.ticket_id not in facts)


def _choices(
    context: Context, rules: Rules, draft: Draft, opened: Instance, timed: Timed, answer: Result, mine: set[int]
) -> list[FillChoice]:
    index = {ticket: at for at, ticket in enumerate(opened.tickets)}
    found = []
    for assignment in _new(opened, answer.schedule):
        ticket = index[assignment.ticket_id]
        by_rule = worth(context, rules, opened, timed, ticket, answer.audit.score)
        found.append(FillChoice(assignment, -sum(by_rule.values()), by_rule, _elsewhere(context, draft, ticket, mine)))
    return found


def _elsewhere(context: Context, draft: Draft, ticket: int, mine: set[int]) -> Elsewhere | None:
    """Return where the ticket would go if not here, priced against the published schedule alone."""
    instance = draft.instance
    ranked = [entry for entry in optimistic(instance, ticket) if entry[1] not in mine]
    here = [entry for entry in optimistic(instance, ticket) if entry[1] in mine]
    options = choose(Known(draft), ticket, ranked, keep=1).options
    if not options or options[0].delta >= instance.drop[ticket]:
        return None
    best = options[0]
    own = choose(Known(draft), ticket, here, keep=1).options
    engineer = instance.engineers[instance.shifts[best.shift].engineer]
    extra = best.delta - own[0].delta if own else best.delta
    return Elsewhere(engineer, instant_at(context.origin, best.start, context.zone), extra)

"""The smallest relaxation that would place an unassigned ticket, found by trying each one."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..compile import compile_instance
from ..constraint import Rules
from ..context import Context
from ..domain.problem import Problem
from ..domain.ticket import Ticket
from ..solvers.draft import Draft
from ..solvers.insertion import Known, Option, choose, optimistic
from ..timeline import instant_at
from .frozen import context_with_one_open

OVERTIME = (30, 60, 120, 240)
MOST = 3


@dataclass(frozen=True)
class Relaxation:
    """A change that lets a ticket in, in words, and where it would then go.

    ``extra_cost`` is the price of that place over leaving the ticket out, in thousandths, other work staying.
    """

    words: str
    engineer_id: str
    start: datetime
    extra_cost: int


def relaxations(problem: Problem, rules: Rules, ticket_id: str) -> tuple[Relaxation, ...]:
    """Return up to three relaxations that place a ticket at less than leaving it out costs, smaller ones first.

    There are none for a ticket that needs none.

    Parameters
    ----------
    problem : Problem
        With everything else frozen where the schedule has it.
    """
    if _place(problem, rules, ticket_id):
        return ()
    found: list[Relaxation] = []
    kinds: set[str] = set()
    for kind, words, eased in _tries(problem, problem.ticket[ticket_id]):
        if kind in kinds or len(found) == MOST:
            continue
        placed = _place(eased, rules, ticket_id)
        if placed:
            context, draft, option = placed
            instance = draft.instance
            name = instance.engineers[instance.shifts[option.shift].engineer]
            start = instant_at(context.origin, option.start, context.zone)
            extra = option.delta - instance.drop[instance.tickets.index(ticket_id)]
            label = problem.engineer[name].label
            found.append(Relaxation(words.format(engineer=label, day=f"{start:%A}"), name, start, extra))
            kinds.add(kind)
    return tuple(found)


def _place(problem: Problem, rules: Rules, ticket_id: str) -> tuple[Context, Draft, Option] | None:
    context = context_with_one_open(problem, ticket_id)
    instance = compile_instance(context, rules)
    ticket = instance.tickets.index(ticket_id)
    if len(instance.ticket_tasks[ticket]) > 1:
        return None
    draft = Draft(instance)
    options = choose(Known(draft), ticket, optimistic(instance, ticket), keep=1).options
    is_worth_it = options and options[0].delta < instance.drop[ticket]
    return (context, draft, options[0]) if is_worth_it else None


def _tries(problem: Problem, ticket: Ticket) -> Iterator[tuple[str, str, Problem]]:
    """Yield relaxations from small to large: kind, words, and the problem eased."""

    def eased(**changes: object) -> Problem:
        changed = ticket.model_copy(update=changes)
        tickets = tuple(changed if each.id == ticket.id else each for each in problem.tickets)
        return problem.model_copy(update={"tickets": tickets})

    above = ticket.tiers_above or 0
    for extra in range(1, 4 - ticket.tier + 1):
        if extra > above:
            yield "tier", f"tier {ticket.tier + extra} allowed ({{engineer}})", eased(tiers_above=extra)
    for minutes in OVERTIME:
        hours = f"{minutes} more minutes" if minutes < 60 else f"{minutes // 60} more hour{'s' * (minutes > 60)}"
        engineers = tuple(
            each.model_copy(update={"overtime_minutes": each.overtime_minutes + minutes, "daily_cap_minutes": None})
            for each in problem.engineers
        )
        yield "overtime", f"{hours} of {{engineer}} on {{day}}", problem.model_copy(update={"engineers": engineers})
    if ticket.time_windows:
        yield "window", "another time window ({engineer} on {day})", eased(time_windows=())
    if ticket.pin:
        yield "pinned", "without its pin ({engineer} on {day})", eased(pin=None)
    if not ticket.pausable and ticket.engineers_needed == 1:
        yield "pausable", "work that may pause over breaks and meetings ({engineer} on {day})", eased(pausable=True)
    if ticket.required_engineers:
        yield "required", "another engineer than those required ({engineer})", eased(required_engineers=())
    if ticket.excluded_engineers:
        yield "excluded", "an engineer whom the ticket excludes ({engineer})", eased(excluded_engineers=())
    for need in ticket.skills:
        kept = tuple(each for each in ticket.skills if each != need)
        if need.min_level > 1:
            lower = need.model_copy(update={"min_level": need.min_level - 1})
            words = f"{need.name} at level {lower.min_level} enough ({{engineer}})"
            yield f"skill {need.name}", words, eased(skills=(*kept, lower))
        yield f"skill {need.name}", f"no {need.name} asked for ({{engineer}})", eased(skills=kept)
    for name in ticket.certificates:
        kept_names = tuple(each for each in ticket.certificates if each != name)
        yield "certificate", f"no certificate {name} asked for ({{engineer}})", eased(certificates=kept_names)
    for days in (1, 3):
        window = problem.desk.planning_window
        longer = window.model_copy(update={"end": window.end + timedelta(days=days)})
        desk = problem.desk.model_copy(update={"planning_window": longer})
        words = f"planning {days} more day{'s' * (days > 1)} ({{engineer}} on {{day}})"
        yield "planning_window", words, problem.model_copy(update={"desk": desk})
    if ticket.depends_on:
        yield "dependency", "not waiting for the tickets it depends on ({engineer} on {day})", eased(depends_on=())

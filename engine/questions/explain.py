"""Why here, and why not there: for one ticket, every engineer's best slot with its price, or the rule that refuses."""

from dataclasses import dataclass
from datetime import datetime

from ..compile import compile_instance
from ..constraint import Rules
from ..context import Context
from ..domain.problem import Problem
from ..domain.schedule import Assignment, Reason, Schedule
from ..domain.ticket import Ticket
from ..errors import UnknownId
from ..solvers.draft import Draft
from ..solvers.insertion import Option, best_on
from ..timeline import floor_minute, instant_at
from ..words import moment_text
from .frozen import context_with_one_open, with_one_open
from .prices import prices
from .reasons import blockers, obstacle, refused_by, unassigned_reasons
from .relax import Relaxation, relaxations


@dataclass(frozen=True)
class Verdict:
    """What one engineer could offer the ticket.

    ``code`` is ``here`` (planned there), ``possible``, a rule's name, or ``no_room``. ``extra_cost`` is the price of
    the best slot over what the schedule does now, in thousandths of an engineer-minute, everything else staying.
    """

    engineer_id: str
    code: str
    detail: str
    start: datetime | None = None
    extra_cost: int | None = None


@dataclass(frozen=True)
class Explanation:
    """The answer to "why is this ticket where it is?".

    Parameters
    ----------
    assignment : Assignment or None
        Where the schedule has it.
    by_rule : dict
        What it costs and gains there, per rule, in thousandths: the schedule with it less the schedule without it.
    verdicts : tuple of Verdict
        Per engineer, best first.
    reasons : tuple of Reason
        Why it is unassigned, empty when it is assigned.
    relaxations : tuple of Relaxation
        The smallest changes that would place an unassigned ticket.
    pinned : str
        What a person has fixed, as a sentence; empty when the ticket is not pinned. Verdicts are without the pin.
    """

    ticket_id: str
    assignment: Assignment | None
    by_rule: dict[str, int]
    verdicts: tuple[Verdict, ...]
    reasons: tuple[Reason, ...]
    relaxations: tuple[Relaxation, ...]
    pinned: str = ""


def explain(problem: Problem, rules: Rules, schedule: Schedule, ticket_id: str) -> Explanation:
    """Explain one ticket of a schedule; the rest of the schedule stays as it is.

    Raises
    ------
    UnknownId
        When the desk has no such ticket, or it is not to be scheduled (closed or on hold).
    """
    ticket = problem.ticket.get(ticket_id)
    if ticket is None:
        raise UnknownId(f"the desk has no ticket {ticket_id!r}")
    if not ticket.is_schedulable:
        raise UnknownId(f"ticket {ticket_id!r} is {ticket.status.value} and not to be scheduled")
    given = next((each for each in schedule.assignments if each.ticket_id == ticket_id), None)
    rest = schedule.model_copy(
        update={"assignments": tuple(a for a in schedule.assignments if a.ticket_id != ticket_id)}
    )
    problem = _without_pin(problem, ticket) if given or _is_fixed(ticket) else problem
    frozen = with_one_open(problem, schedule, ticket_id)
    context = context_with_one_open(frozen, ticket_id)
    instance = compile_instance(context, rules)
    draft = Draft(instance)
    at = instance.tickets.index(ticket_id)
    by_rule = prices(problem, rules, schedule, rest) if given else {}
    now = sum(by_rule.values())
    verdicts = _verdicts(context, draft, at, given, now)
    why: tuple[Reason, ...] = ()
    eased: tuple[Relaxation, ...] = ()
    if given is None:
        why = unassigned_reasons(context, draft, at)
        eased = relaxations(frozen, rules, ticket_id)
    return Explanation(ticket_id, given, by_rule, verdicts, why, eased, _pinned(context, ticket))


def _pinned(context: Context, ticket: Ticket) -> str:
    pin, words = ticket.pin, []
    if pin is None:
        return ""
    if pin.engineer_id:
        words.append(context.problem.engineer[pin.engineer_id].label)
    for name, instant in (("", pin.start), ("from ", pin.earliest), ("up to ", pin.latest)):
        if instant is not None:
            words.append(name + moment_text(context, floor_minute(context.origin, instant)))
    return f"Fixed by a person: {', '.join(words)}. Any other place is against that."


def _is_fixed(ticket: Ticket) -> bool:
    return ticket.pin is not None and ticket.pin.engineer_id is not None and ticket.pin.start is not None


def _without_pin(problem: Problem, ticket: Ticket) -> Problem:
    """Return the problem as it would be without a ticket's pin, which leaves nothing to compare."""
    loose = ticket.model_copy(update={"pin": None})
    tickets = tuple(loose if each.id == ticket.id else each for each in problem.tickets)
    return problem.model_copy(update={"tickets": tickets})


def _verdicts(context: Context, draft: Draft, ticket: int, given: Assignment | None, now: int) -> tuple[Verdict, ...]:
    instance = draft.instance
    refused = blockers(instance, ticket)
    waits = [instance.tickets[o.before] for o in instance.predecessors.get(ticket, ()) if o.before not in draft.span]
    found = []
    for engineer, name in enumerate(instance.engineers):
        if given and name in given.engineer_ids:
            found.append(Verdict(name, "here", "planned here", given.start, 0))
        elif engineer in refused:
            found.append(Verdict(name, refused[engineer][0], refused_by(refused[engineer])))
        elif waits:
            found.append(Verdict(name, "dependencies", f"waits for {waits[0]}, which is unassigned"))
        else:
            found.append(_slot(context, draft, ticket, engineer, now))
    return tuple(
        sorted(found, key=lambda v: (v.code != "here", v.extra_cost is None, v.extra_cost or 0, v.engineer_id))
    )


def _slot(context: Context, draft: Draft, ticket: int, engineer: int, now: int) -> Verdict:
    """Return an engineer's best slot in the schedule as it stands."""
    instance = draft.instance
    name = instance.engineers[engineer]
    if len(instance.ticket_tasks[ticket]) > 1:
        return Verdict(name, "possible", "one of several engineers needed together")
    shifts = [shift for shift in instance.candidates[ticket] if instance.shifts[shift].engineer == engineer]
    options = [option for shift in shifts if (option := best_on(draft, ticket, shift))]
    if not options:
        why = obstacle(context, draft, ticket, engineer, shifts)
        return Verdict(name, why.code, why.detail)
    best = min(options, key=lambda option: (option.delta, option.start))
    extra = best.delta - instance.drop[ticket] - now
    return Verdict(name, "possible", _words(extra), _at(context, best), extra)


def _words(extra: int) -> str:
    if extra > 0:
        return f"costs {extra / 1000:.0f} more"
    return f"costs {-extra / 1000:.0f} less" if extra < 0 else "costs the same"


def _at(context: Context, option: Option) -> datetime:
    return instant_at(context.origin, option.start, context.zone)

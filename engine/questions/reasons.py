"""Why a ticket is on nobody's calendar: the rules that refuse engineers, and what stands in the others' way."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from ..context import Context
from ..domain.schedule import Reason, Unassigned
from ..instance import Instance
from ..reading import Reading
from ..slots import slots
from ..solvers.draft import Draft
from ..solvers.insertion import best_on
from ..timing import Timed
from ..words import minutes_text, moment_text

MOST_TRIALS = 40_000
"""Engineers and shifts that are looked at for the reasons in one schedule; for the tickets beyond, ask one by one."""


def reasons(context: Context, instance: Instance, timed: Timed) -> tuple[Unassigned, ...]:
    """Return the unassigned tickets with their reasons, most urgent first; of a great many only the first are told.

    Codes are rule names, or words of the engine: ``longer_than_any_gap``, ``no_time`` (windows and free time do not
    meet), ``no_room`` (the calendar is taken), ``not_worth_it`` (any place costs more than leaving the ticket out), and
    in a schedule that leaves work out for no reason ``possible``.
    """
    left = [ticket for ticket in range(len(instance.tickets)) if ticket not in timed.span]
    if not left:
        return ()
    draft = Draft(instance, timed.plan)
    order = {ticket.id: (ticket.priority, ticket.id) for ticket in context.problem.tickets}
    found, tried = [], 0
    for ticket in sorted(left, key=lambda ticket: order[instance.tickets[ticket]]):
        tried += len(instance.engineers) + len(instance.candidate_row(ticket))
        why = unassigned_reasons(context, draft, ticket) if tried <= MOST_TRIALS else ()
        found.append(Unassigned(ticket_id=instance.tickets[ticket], reasons=why))
    return tuple(found)


def listed(reading: Reading) -> tuple[Unassigned, ...]:
    """Return the unassigned tickets without their reasons, most urgent first."""
    left = sorted(reading.unassigned, key=lambda ticket: (ticket.priority, ticket.id))
    return tuple(Unassigned(ticket_id=ticket.id) for ticket in left)


def blockers(instance: Instance, ticket: int) -> dict[int, tuple[str, ...]]:
    """Return per engineer whom a gate refuses the rules that do so on the shift that the fewest refuse.

    A ticket pinned to an engineer is refused to everybody else, whatever the gates say.
    """
    refused: dict[int, tuple[str, ...]] = {}
    tasks = instance.ticket_tasks[ticket]
    named = instance.task_engineer.get(tasks[0])
    candidates = {instance.shifts[shift].engineer for shift in instance.candidates[ticket]}
    for engineer, shifts in enumerate(instance.shifts_of):
        if engineer in candidates:
            continue
        if named not in (None, engineer) and len(tasks) == 1:
            refused[engineer] = ("pinned",)
            continue
        gates = [gate for gate in instance.gates if engineer != named or not gate.yields_to_pin]
        per_shift = [tuple(gate.rule for gate in gates if not gate.allows(ticket, shift)) for shift in shifts]
        # A day on which nothing is free is refused by the calendar, not by a gate.
        refused[engineer] = min(per_shift, key=len, default=()) or ("working_hours",)
    return refused


def refused_by(rules: Sequence[str]) -> str:
    """Return rules that refuse somebody in words: ``refused by certificates, skill tier and skills``."""
    *most, last = (rule.replace("_", " ") for rule in rules)
    return f"refused by {', '.join(most)} and {last}" if most else f"refused by {last}"


def unassigned_reasons(context: Context, draft: Draft, ticket: int) -> tuple[Reason, ...]:
    """Return why a ticket is not in a plan: the rules that refuse, then what stands in the way of those who may."""
    instance = draft.instance
    waiting = [o.before for o in instance.predecessors.get(ticket, ()) if o.before not in draft.span]
    found = [
        Reason(code="dependencies", detail=f"waits for {instance.tickets[before]}, which is unassigned itself")
        for before in waiting
    ]
    refusals: Counter[str] = Counter()
    for rules in blockers(instance, ticket).values():
        refusals[rules[0]] += 1
    everybody = len(instance.engineers)
    found += [
        Reason(code=rule, detail=f"refuses {count} of {everybody} engineers")
        for rule, count in sorted(refusals.items())
    ]
    shifts: dict[int, list[int]] = defaultdict(list)
    for shift in instance.candidates[ticket]:
        shifts[instance.shifts[shift].engineer].append(shift)
    needed = len(instance.ticket_tasks[ticket])
    if len(shifts) < needed and needed > 1:
        found.append(Reason(code="together", detail=f"needs {needed} engineers, {len(shifts)} may take it"))
    if not waiting:
        found += [obstacle(context, draft, ticket, engineer, of) for engineer, of in shifts.items()]
    return tuple(found)


def obstacle(context: Context, draft: Draft, ticket: int, engineer: int, shifts: list[int]) -> Reason:
    """Return what stands in the way of an engineer who may take the ticket, on some of her shifts."""
    instance = draft.instance
    name = instance.engineers[engineer]
    minutes = instance.pairs[ticket][engineer][0]
    if not any(_has_slots(instance, ticket, shift, minutes) for shift in shifts):
        longest = max((b - a for shift in shifts for a, b in instance.shifts[shift].free), default=0)
        if longest < minutes and not instance.ticket_pausable[ticket]:
            missing = minutes_text(minutes - longest)
            detail = f"needs {minutes_text(minutes)} in one go; the longest gap is {missing} too short"
            return Reason(code="longer_than_any_gap", engineer_id=name, detail=detail)
        return Reason(code="no_time", engineer_id=name, detail="free time and the ticket's windows do not meet")
    if len(instance.ticket_tasks[ticket]) > 1:
        return Reason(code="no_room", engineer_id=name, detail="no start that suits all the engineers needed")
    options = [option for shift in shifts if (option := best_on(draft, ticket, shift))]
    if not options:
        return Reason(code="no_room", engineer_id=name, detail="the calendar is taken")
    best = min(options, key=lambda option: (option.delta, option.start))
    extra = (best.delta - instance.drop[ticket]) / 1000
    at = f"at {moment_text(context, best.start)} it "
    if extra < 0:
        return Reason(code="possible", engineer_id=name, detail=f"{at}would cost {-extra:.0f} less than leaving it out")
    return Reason(code="not_worth_it", engineer_id=name, detail=f"{at}costs {extra:.0f} more than leaving it out")


def _has_slots(instance: Instance, ticket: int, shift: int, minutes: int) -> bool:
    if slots(instance, ticket, shift, minutes):
        return True
    breaks = range(len(instance.shifts[shift].breaks)) if instance.ticket_pausable[ticket] else ()
    return any(slots(instance, ticket, shift, minutes, absorbed=(index,)) for index in breaks)

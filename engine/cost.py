"""What a timed plan costs by the instance's forms, in thousandths of an engineer-minute."""

from collections import defaultdict
from collections.abc import Iterable

from .instance import Hinges, Instance
from .steps import evaluate
from .timing import Timed, idling
from .walk import ShiftTimes


def cost(instance: Instance, timed: Timed) -> int:
    """Return the cost of a whole plan; equal to the audit's total."""
    loads: dict[int, int] = defaultdict(int)
    total = _facts_cost(instance, timed)
    idle: dict[int, ShiftTimes | None] = instance.of_shifts("idle times")
    for shift, times in timed.shifts.items():
        total += idle_cost(instance, shift) if times is idle.get(shift) else shift_cost(instance, shift, times)
        loads[instance.shifts[shift].engineer] += times.load
    total += sum(hinged(instance.window_load[engineer], load) for engineer, load in loads.items())
    for ticket in timed.span:
        if ticket not in instance.facts:
            total += ticket_total(instance, ticket, timed) - instance.drop[ticket]
    return total + groups_cost(instance, timed)


def _facts_cost(instance: Instance, timed: Timed) -> int:
    """Return what tickets cost of which none but the facts are worked, the same in every plan."""
    known = instance.memo.get("facts cost")
    if known is None:
        worked = (ticket_total(instance, ticket, timed) - instance.drop[ticket] for ticket in instance.facts)
        known = instance.memo["facts cost"] = sum(instance.drop) + sum(worked)
    return known  # type: ignore[return-value]


def idle_cost(instance: Instance, shift: int) -> int:
    """Return what a shift without work costs by itself; found once."""
    known: dict[int, int] = instance.of_shifts("idle cost")
    if shift not in known:
        times = idling(instance, shift)
        assert times is not None, "a shift that is idle in a plan can be"
        known[shift] = shift_cost(instance, shift, times)
    return known[shift]


def ticket_total(instance: Instance, ticket: int, timed: Timed) -> int:
    """Return what a ticket costs in a timed plan, assigned or left out."""
    span = timed.span.get(ticket)
    if span is None:
        return instance.drop[ticket]
    return ticket_cost(instance, ticket, span, [instance.shifts[shift].engineer for shift in timed.crew[ticket]])


def shift_cost(instance: Instance, shift: int, times: ShiftTimes) -> int:
    """Return what a walked shift costs by itself: travel, visits, load, overtime."""
    form = instance.shifts[shift]
    return (
        times.travel * instance.travel_cost[form.engineer]
        + sum(instance.visit_cost[place] for place in times.visits)
        + hinged(form.load, times.load)
        + form.end_cost * max(0, times.last_end - form.normal_end)
    )


def ticket_cost(instance: Instance, ticket: int, span: tuple[int, int], engineers: Iterable[int]) -> int:
    """Return what an assigned ticket costs: its engineers, its lateness, its change."""
    assigned = sum(instance.pairs[ticket][engineer][1] for engineer in engineers)
    change = instance.changes.get(ticket)
    moved = change.cost if change and abs(span[0] - change.start) > change.tolerance else 0
    late = evaluate(instance.late_start[ticket], span[0]) + evaluate(instance.late_end[ticket], span[1])
    return assigned + late + moved


def groups_cost(instance: Instance, timed: Timed) -> int:
    """Return the cost of engineers beyond the first on tickets that belong together."""
    total = 0
    for group in instance.groups:
        engineers = {
            instance.shifts[shift].engineer for ticket in group.tickets for shift in timed.crew.get(ticket, ())
        }
        total += group.cost * max(0, len(engineers) - 1)
    return total


def hinged(hinges: Hinges, load: int) -> int:
    """Return the value of a convex function of a load."""
    return sum(each * (load - point) for point, each in hinges if load > point)

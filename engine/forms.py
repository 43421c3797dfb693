"""The shift forms, frozen: free time less facts, closed legs, breaks, loads."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from .builder import Builder
from .facts import Laid, closed_legs, facts_of
from .instance import NOWHERE, BreakForm, Hinges, Instance, ShiftForm
from .plan import Kind
from .timeline import Intervals, intersect, intervals, subtract
from .timing import bare, idling


def hinges(amounts: Mapping[int, int]) -> Hinges:
    """Return a convex function from its cost per tick by breakpoint."""
    return tuple((point, amount) for point, amount in sorted(amounts.items()) if amount)


def freeze_shifts(builder: Builder, laid: Laid, places: list[int]) -> tuple[ShiftForm, ...]:
    """Return the shift forms; facts take their time out of what is free."""
    on: dict[int, list[int]] = defaultdict(list)
    for ticket, (shifts, _, _) in laid.items():
        for shift in shifts:
            on[shift].append(ticket)
    return tuple(freeze_shift(builder, at, on[at], laid, places) for at in range(len(builder.shifts)))


def freeze_shift(
    builder: Builder, at: int, tickets: Sequence[int], laid: Laid, places: Sequence[int], kept: Intervals = ()
) -> ShiftForm:
    """Return a shift's form with some facts on it.

    Parameters
    ----------
    tickets : sequence of int
        The facts.
    kept : Intervals
        Time in which there is to be nothing else.
    """
    shift = builder.shifts[at]
    engineer = builder.problem.engineer[shift.engineer_id]
    home = builder.place_index[engineer.home_site] if engineer.home_site else NOWHERE
    facts = facts_of(builder, at, tickets, laid, places)
    taken = intervals([*((fact.start, fact.end) for fact in facts), *kept])
    free = subtract(intersect(builder.free[at], ((shift.start, shift.hard_end),)), taken)
    closed, blocked = closed_legs(builder, at, facts, free, home)
    return ShiftForm(
        engineer=builder.engineer_index[shift.engineer_id],
        key=(shift.engineer_id, shift.day.isoformat(), shift.kind.value),
        start=shift.start,
        normal_end=shift.normal_end,
        hard_end=shift.hard_end,
        free=subtract(free, blocked),
        barriers=intervals([*taken, *blocked]),
        home=home,
        facts=facts,
        closed=closed,
        breaks=breaks_asked(builder, at),
        load=hinges(builder.shift_loads[at]),
        load_cap=builder.caps.get(at),
        end_cost=builder.end_costs[at],
    )


def breaks_asked(builder: Builder, at: int) -> tuple[BreakForm, ...]:
    """Return the floating breaks that the rules ask for on a shift, whether or not facts leave them room."""
    return tuple(BreakForm(*each) for each in sorted(builder.breaks[at]))


def settle(instance: Instance, of: Collection[int] | None = None) -> Instance:
    """Drop what facts alone already break: breaks that find no room, caps below the load that is there.

    Parameters
    ----------
    of : collection of int, optional
        The shifts that have not been settled yet; of the others what is remembered holds.
    """
    fresh = range(len(instance.shifts)) if of is None else of
    shifts = list(instance.shifts)
    for at in fresh:
        form = instance.shifts[at]
        taken = {token.item for token in bare(instance, at) if token.kind is Kind.BREAK}
        breaks = tuple(each for index, each in enumerate(form.breaks) if index in taken)
        shifts[at] = replace(form, breaks=breaks, load_cap=None)
    uncapped = instance.replaced(fresh, shifts=tuple(shifts))
    for at in fresh:
        form = instance.shifts[at]
        if form.load_cap is not None:
            times = idling(uncapped, at)
            assert times is not None, "facts alone can always be timed"
            shifts[at] = replace(shifts[at], load_cap=max(form.load_cap, times.load))
    return instance.replaced(fresh, shifts=tuple(shifts))

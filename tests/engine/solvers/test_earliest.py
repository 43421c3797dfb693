"""The least cost of a ticket on each shift."""

from hypothesis import given
from hypothesis import strategies as st
from oracles import case
from strategies import desks

from engine.domain.problem import Problem
from engine.instance import Instance
from engine.slots import first_start, slots
from engine.solvers.earliest import least_costs
from engine.steps import evaluate


def by_slots(instance: Instance, ticket: int, earliest: int) -> dict[int, int]:
    """Return the same from the slots, shift by shift, breaks inside pausable work included."""
    found = {}
    for shift in instance.candidates[ticket]:
        form = instance.shifts[shift]
        minutes, price = instance.pairs[ticket][form.engineer]
        ways = [(), *((index,) for index in range(len(form.breaks)) if instance.ticket_pausable[ticket])]
        starts = [first_start(slots(instance, ticket, shift, minutes, absorbed=way), earliest) for way in ways]
        if any(starts):
            start, extra = min(each for each in starts if each)
            late = evaluate(instance.late_end[ticket], start + minutes + extra)
            found[shift] = price + late + evaluate(instance.late_start[ticket], start)
    return found


@given(desks(), st.sampled_from((0, 0, 37, 180)))
def test_agrees_with_the_slots(problem: Problem, earliest: int) -> None:
    """On desks of every kind: the same shifts, and the same cost on each."""
    instance = case(problem).instance
    for ticket in range(len(instance.tickets)):
        shifts, costs = least_costs(instance, ticket, earliest)
        assert dict(zip(shifts.tolist(), costs.tolist(), strict=True)) == by_slots(instance, ticket, earliest)

"""Tiny desks of which one shift alone takes new work: what is asked when a day is filled."""

from collections.abc import Collection, Iterator

from oracles import small_case
from strategies import desk

from engine.instance import Instance
from engine.plan import Plan
from engine.questions.frozen import open_only
from engine.timing import Timed, timing

Opened = tuple[Instance, Timed, int, tuple[int, ...]]


def opened(seed: int, forced: Collection[str] = ()) -> Iterator[Opened]:
    """Yield an instance per shift of a tiny desk, the empty plan, the shift and the tickets that compete for it."""
    instance = small_case(desk(seed, forced), most=400).instance
    idle = timing(instance, Plan())
    assert idle is not None
    for shift in range(len(instance.shifts)):
        one = open_only(instance, idle, (shift,), (0, instance.horizon))
        tickets = tuple(ticket for ticket, row in enumerate(one.candidates) if row)
        alone = timing(one, Plan())
        assert alone is not None
        if tickets:
            yield one, alone, shift, tickets

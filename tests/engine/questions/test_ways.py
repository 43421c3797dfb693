"""The next best answers."""

from oracles import case

from engine.cost import cost
from engine.instance import Instance
from engine.limits import Limits
from engine.plan import Plan
from engine.questions.frozen import open_only
from engine.questions.ways import by_search, chosen_in
from engine.solvers.exact.scope import Scope
from engine.timing import Timed, timing
from scenarios.generator import generate

LIMITS = Limits(deterministic=1)


def first_shift(seed: int) -> tuple[Instance, Scope, Timed, Timed]:
    """Return a generated desk of which one shift is open, and the best of what is found for it without limits."""
    instance = case(generate(3, 40, 1, seed)).instance
    idle = timing(instance, Plan())
    assert idle is not None
    opened = open_only(instance, idle, (0,), (0, instance.horizon))
    scope = Scope((0,), tuple(ticket for ticket, row in enumerate(opened.candidates) if row))
    return opened, scope, idle, by_search(opened, scope, idle, idle, LIMITS)[0]


def test_each_is_a_quarter_apart_from_all_before_it() -> None:
    """Of the best plan's and each earlier way's minutes of work at least a quarter is different."""
    for seed in range(1, 5):
        opened, scope, idle, best = first_shift(seed)
        found = by_search(opened, scope, idle, best, LIMITS)
        assert 1 <= len(found) <= 3
        sets = [chosen_in(opened, each) for each in (best, *found)]
        for at, later in enumerate(sets):
            for earlier in sets[:at]:
                minutes = [sum(opened.pairs[ticket][0][0] for ticket in each) for each in (later ^ earlier, earlier)]
                assert 4 * minutes[0] >= minutes[1]
        assert all(cost(opened, each) < cost(opened, idle) for each in found)


def test_none_where_nobody_waits_for_them() -> None:
    """Whoever has said stop gets no other ways, nor does one whose seconds are used up."""
    opened, scope, idle, best = first_shift(1)
    assert by_search(opened, scope, idle, best, LIMITS, lambda: True) == []
    assert by_search(opened, scope, idle, best, Limits(seconds=1e-9)) == []


def test_none_where_no_other_work_pays() -> None:
    """With a single ticket there is one way to fill the day."""
    opened, _, idle, best = first_shift(1)
    (only, *_) = chosen_in(opened, best)
    one = by_search(opened, Scope((0,), (only,)), idle, idle, LIMITS)[0]
    assert by_search(opened, Scope((0,), (only,)), idle, one, LIMITS) == []

"""Desks as cases."""

import build

from benchmarks.desks import desk_case, limit_of, size_name
from engine.cost import cost
from engine.domain.schedule import Schedule
from engine.plan import Plan
from engine.solvers.greedy import greedy
from engine.timing import timing


def test_the_judge_is_the_audit() -> None:
    """A greedy plan of a desk costs by the judge what the forms say, in engineer-minutes, and is feasible."""
    found = desk_case("desk", "tiny", build.problem(build.ticket("a"), build.ticket("b")))
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    judged = found.judge(timed)
    assert judged.feasible
    assert judged.cost == cost(found.instance, timed) / 1000
    assert found.start is None


def test_a_published_schedule_is_where_solvers_may_start() -> None:
    """A desk with a published schedule gives it as a plan."""
    published: Schedule = build.schedule(("a", "ann", 60, 120))
    found = desk_case("desk", "tiny", build.problem(build.ticket("a"), published=published), (1.0, 2.0))
    assert found.start is not None
    start = found.start()
    assert isinstance(start, Plan)
    assert [task for task, _ in start.tasks()] == [0]
    assert found.limits == (1.0, 2.0)


def test_sizes_have_names_and_limits() -> None:
    """Up to 500 tickets get a minute, more get five."""
    assert size_name(5, 50, 1) == "5x50x1"
    assert (limit_of(500), limit_of(501)) == ((60.0,), (300.0,))

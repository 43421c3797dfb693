"""What a part is told of the rest, by hand."""

import build
import pytest
from build import DAY
from oracles import case

from engine.domain.problem import Problem
from engine.instance import Group, Instance
from engine.solvers.decompose.cut import cut
from engine.timeline import FOREVER
from engine.timing import Timed, timing

TWO = (build.engineer("ann"), build.engineer("bob"))


def planned(problem: Problem, days: build.Days) -> tuple[Instance, Timed]:
    """Return an instance under all rules, and a plan of it."""
    instance = case(problem).instance
    timed = timing(instance, build.plan(instance, days))
    assert timed is not None
    return instance, timed


def of(instance: Instance, engineer: str) -> tuple[int, ...]:
    """Return the shifts of an engineer."""
    return instance.shifts_of[instance.engineers.index(engineer)]


@pytest.mark.parametrize(("before_gets", "latest", "earliest"), [(True, 120, 120), (False, 60, 60)])
def test_only_one_of_two_in_order_gets_the_time_between(before_gets: bool, latest: int, earliest: int) -> None:
    """The first ends at 60, the second starts at 120: either the one may end by then or the other start from 60 on."""
    tickets = (
        build.ticket("a"),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c", estimated_minutes=120),
    )
    instance, timed = planned(build.problem(*tickets, engineers=TWO), {"ann": ["a"], "bob": ["c", "b"]})
    first = cut(instance, timed, of(instance, "ann"), before_gets=before_gets).instance
    second = cut(instance, timed, of(instance, "bob"), before_gets=before_gets).instance
    assert first.within[0][-1][1] == latest
    assert second.starts[second.tickets.index("b")] == ((earliest, FOREVER),)
    assert first.drop[0] > instance.drop[0], "what others wait for must stay"
    assert (first.orders, second.orders) == ((), ())


def test_an_order_inside_stays_an_order() -> None:
    """Both on ann: the part knows the order itself, and limits neither."""
    tickets = build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a", "lag_minutes": 5}]), build.ticket("c")
    instance, timed = planned(build.problem(*tickets, engineers=TWO), {"ann": ["a", "b"], "bob": ["c"]})
    part = cut(instance, timed, of(instance, "ann")).instance
    assert part.orders == ((0, 1, 5),)
    assert part.tickets == ("a", "b")
    assert (part.starts, part.within, part.drop) == (instance.starts[:2], instance.within[:2], instance.drop[:2])


def test_work_of_two_that_reaches_outside_keeps_its_time() -> None:
    """For ann's part it is her work alone, at its one start, as long as the slower of the two needs."""
    slow = build.engineer("bob", speeds=({"type": "incident", "percent": 150},))
    tickets = build.ticket("a"), build.ticket("b", engineers_needed=2)
    given = build.problem(*tickets, engineers=(build.engineer("ann"), slow))
    instance, timed = planned(given, {"ann": ["a", "b"], "bob": ["b"]})
    part = cut(instance, timed, of(instance, "ann")).instance
    assert part.ticket_tasks == ((0,), (1,))
    assert part.starts[1] == ((60, 61),)
    assert dict(part.pairs[1]) == {0: (90, instance.pairs[1][0][1])}
    assert part.candidates[1] == (0,)


def test_load_outside_lowers_the_breakpoints() -> None:
    """Two hours on Tuesday outside: the part of Monday pays for the window's load two hours sooner."""
    tickets = build.ticket("a"), build.ticket("b", estimated_minutes=120)
    instance, timed = planned(build.problem(*tickets), {"ann": ["a"], ("ann", 1): ["b"]})
    part = cut(instance, timed, of(instance, "ann")[:1]).instance
    whole = instance.window_load[0]
    assert [point for point, _ in part.window_load[0]] == [point - 120 for point, _ in whole]
    assert timed.span[1][0] == DAY


def test_engineers_outside_who_share_a_group_are_felt() -> None:
    """A group of four: bob outside has one, ann another on Tuesday outside; inside, ann on Monday pays for bob only."""
    tickets = [build.ticket(name, group="g") for name in "abcd"]
    given = build.problem(*tickets, engineers=TWO)
    instance, timed = planned(given, {"ann": ["a"], ("ann", 1): ["b"], "bob": ["c"]})
    part = cut(instance, timed, of(instance, "ann")[:1], [3])
    (group,) = part.instance.groups
    assert part.instance.tickets[:2] == ("a", "d")
    assert group == Group((0, 1, 2, 3), instance.groups[0].cost)
    assert part.instance.facts == {2: ((0,), 0, 0), 3: ((1,), 0, 0)}
    assert (part.shifts[-1], part.tasks) == (-1, (0, 3, -1, -1))
    assert part.instance.engineers == ("ann", "(outside)")


def test_unassigned_work_of_somebody_outside_is_not_offered() -> None:
    """Two are needed, one of whom must be bob: ann's part alone cannot place it."""
    ticket = build.ticket("a", engineers_needed=2, pin={"engineer_id": "bob"})
    instance, timed = planned(build.problem(ticket, engineers=TWO), {})
    assert cut(instance, timed, of(instance, "ann"), [0]).decided == {}
    assert cut(instance, timed, range(len(instance.shifts)), [0]).decided == {0: 0}

"""Greedy plans."""

import build
import pytest
from oracles import case

from constraints import rules_for
from constraints.dependencies import Dependencies
from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.domain.problem import Problem
from engine.solvers.greedy import greedy
from engine.timing import Timed, timing
from scenarios.generator import generate

LINKS = {"depends_on": [{"ticket_id": "a"}]}


def planned(problem: Problem) -> dict[str, tuple[int, int]]:
    """Return start and end by ticket of the greedy plan under all rules."""
    instance = compile_instance(Context(problem), rules_for(problem.desk))
    timed = timing(instance, greedy(instance))
    assert timed is not None
    return {instance.tickets[ticket]: span for ticket, span in timed.span.items()}


@pytest.mark.parametrize("size", [(3, 15, 1), (5, 30, 2), (10, 80, 3)], ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_generated_desks(size: tuple[int, int, int], seed: int) -> None:
    """On desks of three sizes the plan breaks no rule, costs what the audit says, and is worth more than no plan."""
    found = case(generate(*size, seed))
    timed = timing(found.instance, greedy(found.instance))
    assert timed is not None
    judged = found.judge(timed)
    assert judged.hard == ()
    assert judged.score.total == cost(found.instance, timed) < cost(found.instance, found.idle)
    keeps_links(found.instance.orders, timed)
    for ticket, tasks in enumerate(found.instance.ticket_tasks):
        assert ticket not in timed.span or len(timed.crew[ticket]) == len(tasks)


def keeps_links(orders: tuple[tuple[int, int, int], ...], timed: Timed) -> None:
    """Assert that work comes after what it waits for."""
    for before, after, lag in orders:
        if after in timed.span:
            assert timed.span[before][1] + lag <= timed.span[after][0]


def test_a_predecessor_that_comes_later_in_the_batches() -> None:
    """The dearest ticket of forty waits for the cheapest, which has its turn two batches later; both are planned."""
    cheap = build.ticket("a", priority=4, estimated_minutes=5)
    others = [build.ticket(f"m{at:02}", priority=3, estimated_minutes=5) for at in range(38)]
    spans = planned(build.problem(cheap, *others, build.ticket("z", priority=1, estimated_minutes=5, **LINKS)))
    assert len(spans) == 40
    assert spans["a"][1] <= spans["z"][0]


def test_a_predecessor_in_the_same_batch() -> None:
    """A follower that looks dearer does not go first: it starts when what it waits for has ended, and the lag after."""
    lagged = {"depends_on": [{"ticket_id": "a", "lag_minutes": 45}]}
    spans = planned(build.problem(build.ticket("a", priority=4), build.ticket("b", priority=1, **lagged)))
    assert spans == {"a": (0, 60), "b": (105, 165)}


def test_engineers_together_start_at_once() -> None:
    """Ann is in a meeting until 09:00, so the work of two starts then, and lasts as long as the slower one needs."""
    ann = build.engineer("ann", busy=({"start": build.at(0), "end": build.at(60)},))
    bob = build.engineer("bob", speeds=({"type": "incident", "percent": 150},))
    given = build.problem(build.ticket(engineers_needed=2, priority=1), engineers=(ann, bob))
    assert planned(given) == {"t1": (60, 150)}


def test_together_needs_that_many() -> None:
    """Work for two on a desk of one stays out, without an error."""
    assert planned(build.problem(build.ticket(engineers_needed=2))) == {}


def test_stops_when_asked() -> None:
    """Stopped on the way, or before anything, the plan holds what there was time for and can be timed."""
    given = build.problem(*(build.ticket(f"t{at:02}", estimated_minutes=10) for at in range(40)))
    instance = compile_instance(Context(given), rules_for(given.desk))
    counts = []
    for asked in (0, 10, 30):
        answers = iter([False] * asked)
        timed = timing(instance, greedy(instance, is_stopped=lambda answers=answers: next(answers, True)))
        assert timed is not None
        counts.append(len(timed.span))
    assert 0 == counts[0] < counts[1] < counts[2] < 40


def test_nothing_is_placed_without_a_price_of_leaving_it_out() -> None:
    """Where a dropped ticket costs nothing no place is worth it."""
    assert greedy(build.instance_of(build.problem(build.ticket()), Dependencies())).sequences == {}


def test_the_start_stays() -> None:
    """Work that a plan already holds keeps its place, even where greedy alone would put something else first."""
    given = build.problem(build.ticket("low", priority=4), build.ticket("high", priority=1))
    instance = compile_instance(Context(given), rules_for(given.desk))
    timed = timing(instance, greedy(instance, build.plan(instance, {"ann": ["low"]})))
    assert timed is not None
    assert timed.span[instance.tickets.index("low")][0] in (0, 60)
    assert len(timed.span) == 2

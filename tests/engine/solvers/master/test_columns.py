"""The pool of columns."""

import build
import pytest
from oracles import Case, case

from engine.cost import cost
from engine.limits import Limits
from engine.plan import Kind, Plan, Token
from engine.solvers.greedy import greedy
from engine.solvers.master.columns import Pool
from engine.solvers.master.partition import combine
from engine.solvers.search.search import Search, first_plan
from engine.timing import Timed, timing
from scenarios.generator import generate


def _desk() -> Case:
    """Return ann and ben with two remote tickets, the second due first."""
    first, second = build.ticket("a"), build.ticket("b", resolve_by=build.at(60))
    return case(build.problem(first, second, engineers=(build.engineer(), build.engineer("ben"))))


def _order(found: Case, *tasks: int, shift: int = 0) -> Timed:
    timed = timing(found.instance, Plan({shift: tuple(Token(Kind.TASK, task) for task in tasks)}))
    assert timed is not None
    return timed


def test_cheaper_order_of_the_same_tickets_stays() -> None:
    """Two orders of the same tickets on one shift are one column, the cheaper one, whichever comes first."""
    found = _desk()
    late, early = _order(found, 0, 1), _order(found, 1, 0)
    assert cost(found.instance, early) < cost(found.instance, late)
    for pair in ((late, early), (early, late)):
        pool = Pool()
        for timed in (*pair, *pair):
            pool.add(found.instance, timed)
        assert [column.sequence for column in pool] == [early.plan.sequences[0]]


def test_work_that_costs_more_than_leaving_it_out_is_no_column() -> None:
    """A shift whose work saves nothing is left to be empty."""
    found = case(build.problem(build.ticket()))
    pool = Pool()
    instance = found.instance
    late = instance.drop[0]
    pool.add(instance, _order(found, 0))
    assert len(pool) == 1
    assert next(iter(pool)).cost < late


def test_pool_keeps_what_was_met_last() -> None:
    """Beyond the cap the columns go that have not been met for longest; meeting one again counts."""
    found = _desk()
    pool = Pool(most=2)
    for timed in (_order(found, 0), _order(found, 1), _order(found, 0), _order(found, 0, shift=1)):
        pool.add(found.instance, timed)
    assert len(pool) == 2
    assert [(column.shift, column.tickets) for column in pool] == [(0, (0,)), (1, (0,))]


def test_columns_do_not_depend_on_the_order_in_which_they_were_met() -> None:
    """A pool reads by shift and tickets, so the master is the same."""
    found = _desk()
    met = [_order(found, 0), _order(found, 1), _order(found, 0, shift=1)]
    pools = [Pool(), Pool()]
    for timed, other in zip(met, reversed(met), strict=True):
        pools[0].add(found.instance, timed)
        pools[1].add(found.instance, other)
    assert list(pools[0]) == list(pools[1])


def test_answer_is_never_dearer_and_always_the_same() -> None:
    """From greedy's plan and half of it, twice: one answer, no dearer than greedy's; no time at all gives greedy's."""
    found = case(generate(4, 30, 2, 1))
    start = timing(found.instance, greedy(found.instance))
    assert start is not None
    half = {shift: order for shift, order in start.plan.sequences.items() if shift % 2}
    answers = []
    for _ in range(2):
        pool = Pool()
        pool.add(found.instance, start)
        part = timing(found.instance, Plan(half, frozenset()))
        if part:
            pool.add(found.instance, part)
        answers.append(combine(found.instance, start, pool, Limits(deterministic=1), seed=3))
    assert answers[0].plan == answers[1].plan
    assert cost(found.instance, answers[0]) <= cost(found.instance, start)
    assert combine(found.instance, start, Pool(), Limits(deterministic=1e-9), seed=0) is start


def test_master_asks_whether_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it combines what a search has met, the master asks whether to stop, and told so gives a plan no dearer."""
    monkeypatch.setattr("engine.solvers.exact.solve._GLANCE", 0.0)
    found = case(generate(8, 80, 3, 1))
    asked = []

    def stopped() -> bool:
        asked.append(True)
        return True

    with Search(found.instance, first_plan(found.instance, found.idle), 0, 1, is_keeping=True) as search:
        search.run(Limits(deterministic=0.2))
        start, pool = search.best(), Pool()
        for column in search.columns(4000):
            pool.add_column(found.instance, column)
    timed = combine(found.instance, start, pool, Limits(seconds=600), seed=0, is_stopped=stopped)
    assert asked
    assert cost(found.instance, timed) <= cost(found.instance, start)

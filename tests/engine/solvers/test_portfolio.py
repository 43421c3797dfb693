"""The portfolio: who works on a plan, in which order, for how much of the time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import Case, case
from strategies import desk

from engine.cost import cost
from engine.limits import Limits
from engine.plan import Plan
from engine.solvers.bound import ticket_bound
from engine.solvers.greedy import greedy
from engine.solvers.portfolio import FINE, LONG, SHORT, SMALL, Planned, Shares, _Clock, plan
from engine.solvers.search.search import first_plan
from engine.timing import timing
from scenarios.generator import generate

LIMITS = Limits(deterministic=0.05)
NONE = Limits()


@pytest.fixture(scope="module")
def large() -> Case:
    """Return a generated desk too large for one exact model."""
    found = case(generate(8, 80, 3, 1))
    assert found.instance.candidate_count > SMALL
    return found


def planned(
    found: Case, limits: Limits, start: Plan | None = None, seed: int = 0, shares: Shares | None = None
) -> tuple[Planned, list[tuple[int, int, str]]]:
    """Return the plan found, and what was told on the way."""
    told: list[tuple[int, int, str]] = []
    made = plan(
        found.instance,
        start or Plan(),
        limits,
        seed,
        2,
        lambda reached, bound, part: told.append((reached, bound, part)),
        shares=shares,
    )
    return made, told


@pytest.mark.parametrize("shares", [SHORT, FINE, LONG])
def test_shares_add_up(shares: Shares) -> None:
    """Each recipe gives away all of the time, and none of it twice."""
    assert sum(shares) == pytest.approx(1)
    assert min(shares) >= 0


def test_the_clock_gives_away_the_limits_and_no_more() -> None:
    """Shares of what is left, one after another, add up to the limit; then nothing is left."""
    clock = _Clock(Limits(deterministic=8.0))
    parts = [clock.part(share) for share in (0.25, 0.5, 1)]
    assert [part.deterministic for part in parts if part] == [2.0, 3.0, 3.0]
    assert clock.part(1) is None
    assert not clock.is_open


def test_the_clock_without_limits_is_closed() -> None:
    """No limit leaves nothing to give away; a limit in seconds gives away less than there is."""
    assert not _Clock(NONE).is_open
    part = _Clock(Limits(seconds=100.0)).part(0.5)
    assert part is not None
    assert part.seconds is not None
    assert 49 < part.seconds <= 50


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_small_desks_are_solved_to_the_proven_optimum(seed: int) -> None:
    """A desk small enough for one exact model ends with the optimum, a bound that equals it, and no hard finding."""
    found = case(desk(seed))
    assert found.instance.candidate_count <= SMALL
    made, _ = planned(found, Limits(deterministic=20.0))
    assert made.is_optimal
    assert made.bound == cost(found.instance, made.timed) == found.solve().cost
    assert not found.judge(made.timed).hard


def test_a_small_plan_in_fine_ticks_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same small plan is one exact model, and the search's when its ticks are too fine for a proof."""
    small = case(generate(2, 12, 1, 3))
    assert small.instance.candidate_count <= SMALL
    parts = {part for _, _, part in planned(small, LIMITS)[1]}
    assert "exact" in parts
    monkeypatch.setattr("engine.solvers.portfolio.LONGEST", small.instance.horizon - 1)
    parts = {part for _, _, part in planned(small, LIMITS, shares=SHORT)[1]}
    assert "exact" not in parts


def test_without_limits_the_first_plan_is_the_answer(large: Case) -> None:
    """Nobody but the first plan's maker works, and what is told is its cost."""
    made, told = planned(large, NONE)
    first = first_plan(large.instance, large.idle)
    assert made.timed == first
    assert told == [(cost(large.instance, first), ticket_bound(large.instance), "first")]
    assert not made.is_optimal


@pytest.mark.parametrize("shares", [SHORT, FINE, LONG])
def test_never_dearer_than_the_start_and_never_below_the_bound(large: Case, shares: Shares) -> None:
    """From a good plan on costs told only fall, bounds lie below them, and the answer is clean and what was told."""
    start = greedy(large.instance)
    begun = timing(large.instance, start)
    assert begun is not None
    made, told = planned(large, LIMITS, start, shares=shares)
    costs = [reached for reached, _, _ in told]
    assert costs == sorted(costs, reverse=True)
    assert all(bound <= reached for reached, bound, _ in told)
    judged = large.judge(made.timed)
    assert not judged.hard
    assert judged.score.total == cost(large.instance, made.timed) == costs[-1] < cost(large.instance, begun)
    assert ticket_bound(large.instance) <= made.bound <= costs[-1]
    at_work = {name for name, share in zip(Shares._fields, shares, strict=True) if share}
    assert {part for _, _, part in told} <= {"first"} | at_work
    assert {part for _, _, part in told} >= {"first", "search"} | at_work & {"bound"}


def test_a_moment_is_for_the_search_alone(large: Case) -> None:
    """Without shares a short limit has those of a short solve."""
    made, told = planned(large, LIMITS, seed=2)
    assert made.timed == planned(large, LIMITS, seed=2, shares=SHORT)[0].timed
    assert {part for _, _, part in told} == {"first"} | {
        name for name, share in zip(Shares._fields, SHORT, strict=True) if share
    }


@pytest.mark.parametrize("shares", [SHORT, LONG])
def test_the_same_seed_gives_the_same_plan(large: Case, shares: Shares) -> None:
    """Under a deterministic limit two runs with two workers end alike and tell the same, with every part at work."""
    first, second = (planned(large, LIMITS, seed=4, shares=shares) for _ in range(2))
    assert first[1] == second[1]
    assert first[0].timed.plan == second[0].timed.plan


def test_stopped_at_once_the_first_plan_is_the_answer(large: Case) -> None:
    """Who says stop before anything begins gets the first plan."""
    made = plan(large.instance, Plan(), LIMITS, 0, 2, is_stopped=lambda: True)
    assert made.timed == first_plan(large.instance, large.idle)

"""From a timed plan to the kernel's state, and back."""

from dataclasses import replace

import build
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kernels import FEATURES, constructed, drawn, idle, instance_of, placed

from constraints.breaks import Breaks
from constraints.excluded_engineer import ExcludedEngineer
from engine.cost import cost, ticket_total
from engine.instance import Instance
from engine.plan import Kind, Plan, Token
from engine.solvers.search.flatten import flatten
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.plans import best_plan, holdable, state_of
from engine.timing import Timed, timing


def returned(instance: Instance, timed: Timed) -> Timed:
    """Return a plan after it was a state, having checked that the state counts what the plan costs."""
    state = state_of(instance, flatten(instance), timed, 0)
    assert state is not None
    back = timing(instance, best_plan(instance, state))
    assert back is not None
    facts = sum(ticket_total(instance, ticket, timed) for ticket in instance.facts)
    assert cost(instance, back) == cost(instance, timed) == int(state[c.TOTAL]) + facts
    return back


@pytest.mark.parametrize("features", FEATURES)
def test_a_plan_comes_back_as_it_was(features: str) -> None:
    """The proven best plans of random desks, held tickets and crews among them, survive the kernel's state."""
    met = {"held": 0, "crews": 0, "planned": 0}

    @settings(max_examples=12)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        found = drawn(seed, features)
        instance = found.instance
        for best in (found.solve().timed, constructed(instance)):
            timed = holdable(instance, best)
            assert timed is not None
            back = returned(instance, timed)
            assert (back.span, back.shifts) == (timed.span, timed.shifts)
            assert all(sorted(back.crew[ticket]) == sorted(crew) for ticket, crew in timed.crew.items())
            met["held"] += len(timed.plan.held)
            met["crews"] += sum(len(crew) > 1 for crew in timed.crew.values())
            met["planned"] += len(timed.span)

    holds()
    assert met["planned"]
    assert met["held"] or "published" not in features
    assert met["crews"] or "together" not in features


def full_days() -> tuple[Instance, Timed]:
    """Return two engineers, each of whom takes two breaks inside one long piece of work."""
    breaks = tuple({"window_start": low, "window_end": low + 60, "minutes": 15} for low in (600, 780))
    people = tuple(build.engineer(name, breaks=breaks) for name in ("ann", "bob"))
    work = (build.ticket(name, estimated_minutes=400, pausable=True) for name in ("one", "two"))
    instance = instance_of(build.problem(*work, engineers=people), Breaks())
    days = {instance.shifts_of[who][0]: (Token(Kind.TASK, who, (0, 1)),) for who in (0, 1)}
    timed = timing(instance, Plan(days))
    assert timed is not None
    return instance, timed


def test_work_with_several_breaks_inside_is_left_out() -> None:
    """The kernel knows one break inside work: of two tickets that take two each, neither stays."""
    instance, timed = full_days()
    left = holdable(instance, timed)
    assert left is not None
    assert left.span == {}
    returned(instance, left)


def test_work_where_no_rule_lets_it_is_not_held() -> None:
    """A plan with work for somebody who may not take it is no state: the kernel has no price for it."""
    people = (build.engineer("ann"), build.engineer("bob"))
    desk = build.problem(build.ticket(excluded_engineers=("ann",)), engineers=people)
    instance = instance_of(desk, ExcludedEngineer())
    shift = instance.shifts_of[instance.engineers.index("ann")][0]
    assert shift not in instance.candidates[0]
    pair = {"pair_engineer": np.array([0, 1]), "pair_minutes": np.array([60, 60]), "pair_cost": np.array([0, 0])}
    whole = replace(instance, pair_begin=np.array([0]), pair_end=np.array([2]), **pair)
    timed = timing(whole, Plan({shift: (Token(Kind.TASK, 0),)}))
    assert timed is not None
    assert state_of(whole, flatten(whole), timed, 0) is None


def test_no_shifts_and_no_tickets_are_plans_too() -> None:
    """A desk where nobody works in the window, and one without tickets, go there and back."""
    away = build.engineer(working_hours="sun 08:00-17:00")
    for desk in (build.problem(build.ticket(), engineers=(away,)), build.problem()):
        instance = instance_of(desk)
        assert returned(instance, idle(instance)).span == {}


def test_a_day_with_a_closed_leg_has_room_for_much_short_work() -> None:
    """Between two appointments there is no time to travel; all the same twenty short tickets fit around them."""
    times = (("a", 0, 30), ("b", 30, 60))
    meetings = tuple({"start": build.at(low), "end": build.at(high), "site_id": name} for name, low, high in times)
    ann = build.engineer(busy=meetings, working_hours="mon 08:00-17:00")
    work = (build.ticket(f"t{number}", estimated_minutes=10) for number in range(20))
    sites, desk = (build.site("a"), build.site("b")), build.desk(travel_times=build.roads(("a", "b", 20)))
    instance = instance_of(build.problem(*work, engineers=(ann,), sites=sites, desk=desk))
    assert [bool(form.closed) for form in instance.shifts] == [True]
    assert len(placed(instance)) == 20

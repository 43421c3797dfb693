"""Open time cut out of a desk."""

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk, rules_of

from engine.audit import audit
from engine.cost import cost
from engine.domain.problem import Problem
from engine.questions.frozen_desk import FrozenDesk
from engine.questions.laid import laid
from engine.questions.open_time import OpenTime
from engine.questions.part import part_of
from engine.questions.ways import chosen_in
from engine.solvers.greedy import greedy
from engine.timeline import instant_at
from engine.timing import timing


def opened(frozen: FrozenDesk, engineer_id: str, low: int, high: int) -> OpenTime:
    """Return some minutes of an engineer's time."""
    context = frozen.context
    start, end = (instant_at(context.origin, at, context.zone) for at in (low, high))
    return OpenTime(context, frozen.instance, frozen.idle, engineer_id, start, end)


FEATURES = (
    "",
    "places,set-up,meetings,breaks,pausable",
    "split hours,pausable,breaks,on call,overtime",
    "places,published,now,cap",
    "dependencies,two engineers,published",
    "group,two engineers,published,places",
)
"""Features that random desks have for certain."""


@pytest.mark.parametrize("features", FEATURES)
def test_a_difference_inside_is_that_of_the_whole(features: str) -> None:
    """On random desks new work in all open time, or in half of it, costs the same inside, in the whole instance, by
    the audit of the whole and, rule by rule, by that of the part; and it breaks no rule.
    """
    met = 0

    @settings(max_examples=40)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met
        problem = desk(seed, frozenset(filter(None, features.split(","))), tickets=6)
        frozen = FrozenDesk(problem, rules_of(problem))
        for engineer in problem.engineers:
            for share in (1, 2):
                met += same_differences(frozen, opened(frozen, engineer.id, 0, frozen.context.horizon // share))

    holds()
    assert met


def same_differences(frozen: FrozenDesk, time: OpenTime) -> int:
    """Compare what the greedy plan costs, and return how much it plans."""
    inside = timing(time.instance, greedy(time.instance))
    assert inside is not None
    chosen = chosen_in(time.instance, inside)
    change = cost(time.instance, inside) - time.nothing
    outward = time.outward(inside)
    assert cost(time.whole, outward) - cost(time.whole, time.whole_idle) == change
    part = part_of(frozen.context, time.whole, time.engineer_id, {time.ticket_of(ticket) for ticket in chosen})
    amounts, hard = [], []
    for context, base in (
        (frozen.context, frozen.unchanged.reading.schedule),
        (part.context, part.of(frozen.unchanged.reading.schedule)),
    ):
        after, before = (
            audit(context, frozen.rules, laid(context, base, time.forms, time.decoded(each)))
            for each in (inside, time.idle)
        )
        assert after.score.total - before.score.total == change
        amounts.append({rule: now - before.score.amounts[rule] for rule, now in after.score.amounts.items()})
        hard.append(after.score.hard_findings - before.score.hard_findings)
    assert amounts[0] == amounts[1]
    assert hard == [0, 0]
    return len(chosen)


def waiting_desk() -> Problem:
    """Return a desk on which b waits for a, which nobody may take, and c waits for b."""
    return build.problem(
        build.ticket("a", tier=4),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c", depends_on=[{"ticket_id": "b"}]),
        build.ticket("d"),
        engineers=(build.engineer("ann", tier=1),),
    )


def test_what_cannot_come_does_not_compete() -> None:
    """Two wait for work that cannot come, one behind the other; both are candidates and told, but not in the scope."""
    problem = waiting_desk()
    frozen = FrozenDesk(problem, rules_of(problem))
    time = opened(frozen, "ann", 0, 480)
    names = frozen.instance.tickets
    assert {names[ticket] for ticket in time.candidates} >= {"b", "c", "d"}
    assert {each.ticket_id: each.why for each in time.waiting.values()} == {
        "b": "it waits for a, which is unassigned",
        "c": "it waits for b, which is unassigned",
    }
    assert {names[time.ticket_of(ticket)] for ticket in time.scope.tickets} == {"d"}


def test_new_work_ends_before_a_fact_that_waits_for_it() -> None:
    """Published work at minute 120 waits for a ticket of an hour: that fits before 90, and nowhere after."""
    first, second = build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a", "lag_minutes": 30}])
    problem = build.problem(first, second, engineers=(build.engineer("ann"), build.engineer("bob")))
    frozen = FrozenDesk(problem, rules_of(problem), build.schedule(("b", "bob", 120, 180)))
    early, late = opened(frozen, "ann", 0, 480), opened(frozen, "ann", 60, 480)
    for time, planned in ((early, 1), (late, 0)):
        inside = timing(time.instance, greedy(time.instance))
        assert inside is not None
        assert len(chosen_in(time.instance, inside)) == planned
        time.outward(inside)

"""Changes judged by the part of the schedule that they have to do with."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk, rules_of

from engine.audit import Audit, audit
from engine.constraint import Rules
from engine.context import Context
from engine.domain.schedule import Schedule
from engine.errors import OpendayError
from engine.questions.evaluate import Move, evaluate, judge
from engine.questions.judged import Change, judged
from engine.timeline import instant_at

FEATURES = (
    "published",
    "published,places,set-up,meetings,breaks",
    "published,pausable,breaks,on call,overtime",
    "published,dependencies,two engineers",
    "published,group,places,now",
    "published,cap,overtime,skills",
)


@pytest.mark.parametrize("features", FEATURES)
def test_it_is_what_the_whole_audit_finds(features: str) -> None:
    """On random desks, work moved to anybody at any time, allowed or not, several such changes at once: price, parts by
    rule, score and broken rules are those of the whole schedule read as a whole.
    """
    met, broken = 0, 0

    @settings(max_examples=15, deadline=None)
    @given(st.integers(0, 2**32 - 1))
    def holds(seed: int) -> None:
        nonlocal met, broken
        problem, rng = desk(seed, frozenset(features.split(",")), tickets=6), random.Random(seed)
        rules, context = rules_of(problem), Context(problem)
        before = audit(context, rules, problem.published or Schedule(assignments=()))
        changes = [each for _ in range(3) if (each := moved_at_random(context, rules, before, rng))]
        for change, found in zip(changes, judged(context, rules, before, changes), strict=True):
            whole = judge(context, rules, before, change.after)
            assert found.cost_difference == whole.cost_difference
            assert found.by_rule == whole.by_rule
            assert found.score == whole.schedule.score
            assert {(each.key, each.amount) for each in found.broken} == {
                (each.key, each.amount) for each in whole.broken
            }
            met, broken = met + 1, broken + bool(whole.broken)

    holds()
    assert met
    assert broken


def moved_at_random(context: Context, rules: Rules, before: Audit, rng: random.Random) -> Change | None:
    """Return a schedule in which up to two tickets have other places, or None where there is nothing to move."""
    problem, current = context.problem, before.reading.schedule
    tickets = [each.id for each in problem.schedulable]
    moves = [
        Move(
            name,
            (rng.choice(problem.engineers).id,),
            instant_at(context.origin, rng.randrange(0, context.horizon, 15), context.zone),
        )
        for name in rng.sample(tickets, min(2, len(tickets)))
    ]
    try:
        after = evaluate(context, rules, before, moves).schedule
    except OpendayError:
        return None
    names = {each.ticket_id for each in moves}
    work = (*current.assignments, *after.assignments)
    return Change(after, {who for each in work if each.ticket_id in names for who in each.engineer_ids}, names)

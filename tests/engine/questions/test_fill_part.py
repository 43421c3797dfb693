"""A part of a problem, for prices."""

import build
import pytest

from constraints import rules_for
from engine.audit import audit, facts_only
from engine.compile import compile_instance
from engine.context import Context
from engine.limits import Limits
from engine.questions.frozen import with_frozen
from engine.questions.part import part_of
from engine.questions.warm import WarmDesk
from engine.timeline import instant_at
from scenarios.generator import generate


def test_it_takes_along_what_tickets_and_engineers_have_to_do_with() -> None:
    """With b, which waits for bob's a, come a and bob, but neither his other work c, nor d, which is cleo's, nor e."""
    given = build.problem(
        build.ticket("a"),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c"),
        build.ticket("d"),
        build.ticket("e"),
        engineers=tuple(build.engineer(each) for each in ("ann", "bob", "cleo")),
    )
    published = build.schedule(("a", "bob", 0, 60), ("c", "bob", 60, 120), ("d", "cleo", 0, 60))
    context = Context(with_frozen(given, published))
    instance = compile_instance(context, rules_for(given.desk))
    part = part_of(context, instance, "ann", {instance.tickets.index("b")})
    assert {each.id for each in part.context.problem.tickets} == {"a", "b"}
    assert {shift.engineer_id for shift in part.context.shifts} == {"ann", "bob"}
    assert {each.ticket_id for each in part.of(published).assignments} == {"a"}
    assert set(context.problem.ticket) == set("abcde")


@pytest.mark.parametrize("seed", range(1, 4))
def test_differences_are_those_of_the_whole(seed: int) -> None:
    """What the new work costs is the same, rule by rule, audited in the part and in the whole."""
    problem = generate(3, 30, 1, seed)
    desk = WarmDesk(problem, rules_for(problem.desk))
    context = desk.context
    for shift in context.shifts:
        low, high = (instant_at(context.origin, at, context.zone) for at in (shift.start, shift.hard_end))
        answer = desk.fill(shift.engineer_id, low, high, Limits(deterministic=0.5))
        chosen = {desk.instance.tickets.index(each.assignment.ticket_id) for each in answer.choices}
        part = part_of(context, desk.instance, shift.engineer_id, chosen)
        changes = []
        for each, of in ((context, lambda schedule: schedule), (part.context, part.of)):
            after, before = (
                audit(each, desk.rules, of(made)).score.amounts for made in (answer.schedule, facts_only(context))
            )
            changes.append({rule: after[rule] - before[rule] for rule in after if after[rule] != before[rule]})
        assert changes[0] == changes[1]

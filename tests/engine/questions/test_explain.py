"""Why a ticket is where it is."""

from random import Random

import build
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import desk

from constraints import rules_for
from engine.audit import Audit, audit, facts_only
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.errors import UnknownId
from engine.limits import Limits
from engine.questions.explain import Explanation, Verdict, explain
from engine.questions.prices import prices
from engine.solve import solve
from engine.timeline import instant_at
from scenarios.generator import generate


def explained(problem: Problem, ticket_id: str, *parts: tuple[str, str | tuple[str, ...], int, int]) -> Explanation:
    """Explain a ticket of a schedule made by hand."""
    return explain(problem, rules_for(problem.desk), build.schedule(*parts), ticket_id)


def carried_out(problem: Problem, schedule: Schedule, ticket_id: str, verdict: Verdict) -> tuple[Audit, Audit]:
    """Return the audits of a schedule as it is, and with a ticket where a verdict would have it."""
    context, rules = Context(problem), rules_for(problem.desk)
    assert verdict.start is not None
    ticket = problem.ticket[ticket_id]
    start = (verdict.start - context.origin).total_seconds() // 60
    end = int(start) + context.minutes_needed(problem.engineer[verdict.engineer_id], ticket)
    new = Assignment(
        ticket_id=ticket_id,
        engineer_ids=(verdict.engineer_id,),
        start=verdict.start,
        end=instant_at(context.origin, end, context.zone),
        site_id=ticket.site_id,
    )
    rest = tuple(each for each in schedule.assignments if each.ticket_id != ticket_id)
    return audit(context, rules, schedule), audit(context, rules, Schedule(assignments=(*rest, new)))


def check(problem: Problem, rng: Random) -> int:
    """Explain some tickets of a plan with gaps, carry out what is said to be possible; return how often."""
    made = solve(problem, rules_for(problem.desk), Limits(deterministic=0.1), workers=1).schedule
    fixed = {each.ticket_id for each in facts_only(Context(problem)).assignments}
    kept = tuple(each for each in made.assignments if each.ticket_id in fixed or rng.random() < 0.7)
    schedule, count = Schedule(assignments=kept), 0
    tickets = [each for each in problem.schedulable if not each.pausable and not each.pin and each.id not in fixed]
    for ticket in rng.sample(tickets, min(3, len(tickets))):
        answer = explain(problem, rules_for(problem.desk), schedule, ticket.id)
        assert {each.engineer_id for each in answer.verdicts} == {each.id for each in problem.engineers}
        assert bool(answer.assignment) != bool(answer.reasons)
        for verdict in answer.verdicts:
            if verdict.code == "possible" and verdict.start:
                now, then = carried_out(problem, schedule, ticket.id, verdict)
                assert {each.key for each in then.hard} <= {each.key for each in now.hard}
                assert then.score.total - now.score.total == verdict.extra_cost
                count += 1
    return count


@pytest.mark.parametrize("seed", range(4))
def test_prices_are_those_of_carrying_it_out(seed: int) -> None:
    """On generated desks each possible move costs, when made and audited, just what the answer says, and is clean."""
    assert check(generate(5, 20, 2, seed), Random(seed)) > 0


@settings(max_examples=60)
@given(st.integers(0, 2**32 - 1))
def test_prices_on_random_desks(seed: int) -> None:
    """The same on tiny desks with links, sites and published schedules, whose changes have their price."""
    check(desk(seed, ("two engineers", "published", "dependencies"), tickets=6), Random(seed))


def test_here_and_why_not_there() -> None:
    """Planned with ann; bob could at a price; cyd is of the wrong tier, dan is excluded, eve is away all week."""
    away = {"start": build.at(0), "end": build.at(5 * 1440)}
    team = (
        build.engineer("ann"),
        build.engineer("bob", cost_per_hour=90),
        build.engineer("cyd", tier=3),
        build.engineer("dan"),
        build.engineer("eve", busy=(away,)),
    )
    given = build.problem(build.ticket(excluded_engineers=["dan"]), engineers=team)
    answer = explained(given, "t1", ("t1", "ann", 0, 60))
    codes = {each.engineer_id: each.code for each in answer.verdicts}
    assert codes == {
        "ann": "here",
        "bob": "possible",
        "cyd": "skill_tier",
        "dan": "excluded_engineer",
        "eve": "working_hours",
    }
    here, other, *_ = answer.verdicts
    assert (here.extra_cost, here.start) == (0, build.at(0))
    assert other.extra_cost is not None
    assert other.extra_cost > 0
    assert answer.assignment is not None
    assert sum(answer.by_rule.values()) < 0
    assert answer.reasons == answer.relaxations == ()


def test_by_rule_is_what_the_schedule_costs_without_it() -> None:
    """The parts by rule are the audit with the ticket less the audit without it."""
    given = build.problem(build.ticket("a"), build.ticket("b"))
    parts = (("a", "ann", 0, 60), ("b", "ann", 60, 120))
    rules = rules_for(given.desk)
    expected = prices(given, rules, build.schedule(*parts), build.schedule(parts[1]))
    assert explained(given, "a", *parts).by_rule == expected
    assert set(expected) >= {"unassigned", "labour_cost"}


def test_a_full_calendar() -> None:
    """An engineer whose whole week is planned has no room: no gap is long enough."""
    days = [(f"d{day}", "ann", day * 1440, day * 1440 + 540) for day in range(5)]
    given = build.problem(build.ticket(), *(build.ticket(name, estimated_minutes=540) for name, *_ in days))
    answer = explained(given, "t1", *days)
    assert [(each.engineer_id, each.code) for each in answer.verdicts] == [("ann", "longer_than_any_gap")]
    assert [each.code for each in answer.reasons] == ["longer_than_any_gap"]


def test_waiting_for_unassigned_work() -> None:
    """A ticket whose predecessor is unassigned waits for it, whoever might take it."""
    given = build.problem(build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    answer = explained(given, "b")
    assert [(each.code, each.detail) for each in answer.verdicts] == [
        ("dependencies", "waits for a, which is unassigned")
    ]
    assert [each.code for each in answer.reasons] == ["dependencies"]


def test_the_best_slot_lies_after_the_predecessor() -> None:
    """Work that waits for a ticket planned until 15:00 is offered from 15:00 on."""
    given = build.problem(build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    (verdict,) = explained(given, "b", ("a", "ann", 360, 420)).verdicts
    assert verdict.start == build.at(420)


def test_moving_published_work_has_its_price() -> None:
    """The other engineer costs 30 minutes more for work that is published."""
    given = build.problem(build.ticket(), engineers=(build.engineer("ann"), build.engineer("bob")))
    before = explained(given, "t1", ("t1", "ann", 0, 60)).verdicts[1].extra_cost
    published = given.model_copy(update={"published": build.schedule(("t1", "ann", 0, 60))})
    after = explained(published, "t1", ("t1", "ann", 0, 60)).verdicts[1].extra_cost
    assert before is not None
    assert after == before + 30_000


def test_a_pin_refuses_everybody_else() -> None:
    """An unassigned ticket pinned to ann is refused to bob by its pin; planned, it is compared as if it had none."""
    given = build.problem(
        build.ticket(pin={"engineer_id": "ann"}), engineers=(build.engineer("ann"), build.engineer("bob"))
    )
    left_out = {each.engineer_id: each.code for each in explained(given, "t1").verdicts}
    assert left_out == {"ann": "possible", "bob": "pinned"}
    planned = {each.engineer_id: each.code for each in explained(given, "t1", ("t1", "ann", 0, 60)).verdicts}
    assert planned == {"ann": "here", "bob": "possible"}


@pytest.mark.parametrize(
    ("ticket", "words"), [("t2", "no ticket 't2'"), ("held", "on_hold"), ("done", "closed")], ids=str
)
def test_unknown_tickets(ticket: str, words: str) -> None:
    """A ticket that is not there, on hold or closed has nothing to explain."""
    given = build.problem(build.ticket(), build.ticket("held", status="on_hold"), build.ticket("done", status="closed"))
    with pytest.raises(UnknownId, match=words):
        explained(given, ticket)


def test_several_engineers() -> None:
    """Work of two names both as here, and says of a third that it is one of several."""
    team = tuple(build.engineer(each) for each in ("ann", "bob", "cyd"))
    given = build.problem(build.ticket(engineers_needed=2), engineers=team)
    answer = explained(given, "t1", ("t1", ("ann", "bob"), 0, 60))
    assert [(each.engineer_id, each.code) for each in answer.verdicts] == [
        ("ann", "here"),
        ("bob", "here"),
        ("cyd", "possible"),
    ]


def test_a_pin_is_said() -> None:
    """A ticket that a person has fixed says so, with whom and when; another one says nothing."""
    pin = {"engineer_id": "ann", "start": build.at(60)}
    given = build.problem(build.ticket(pin=pin), build.ticket("t2"))
    answer = explained(given, "t1", ("t1", "ann", 60, 120))
    assert answer.pinned.startswith("Fixed by a person: ")
    assert "09:00" in answer.pinned
    assert explained(given, "t2", ("t1", "ann", 60, 120)).pinned == ""

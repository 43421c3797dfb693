"""Drafts: plans in the making."""

import build
from oracles import case

from engine.cost import cost
from engine.plan import Kind, Plan, Token
from engine.solvers.draft import Draft, followers, with_task, without_ticket
from engine.solvers.greedy import greedy
from engine.solvers.insertion import best_on
from engine.timing import timing
from scenarios.generator import generate


def test_taking_out_takes_followers_along() -> None:
    """Without b there is no c, which waits for it; a and the unrelated d stay."""
    given = build.problem(
        build.ticket("a"),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c", depends_on=[{"ticket_id": "b"}]),
        build.ticket("d"),
    )
    instance = case(given).instance
    timed = timing(instance, build.plan(instance, {"ann": ["a", "b", "c", "d"]}))
    assert timed is not None
    assert followers(instance, 1) == {1, 2}
    rest = timing(instance, without_ticket(instance, timed, 1))
    assert rest is not None
    assert rest.span == {0: (0, 60), 3: (60, 120)}


def test_an_absorbed_break_gets_a_place_of_its_own() -> None:
    """Four hours of pausable work run over the floating lunch; taken out, lunch is at noon again."""
    lunch = {"window_start": 720, "window_end": 840, "minutes": 60}
    given = build.problem(
        build.ticket(estimated_minutes=480, pausable=True), engineers=(build.engineer(breaks=[lunch]),)
    )
    instance = case(given).instance
    timed = timing(instance, Plan({0: (Token(Kind.TASK, 0, (0,)),)}))
    assert timed is not None
    assert timed.span == {0: (0, 540)}
    rest = timing(instance, without_ticket(instance, timed, 0))
    assert rest is not None
    assert rest.span == {}
    assert rest.shifts[0].breaks == [(240, 300)]


def test_with_task_moves_absorbed_breaks_into_the_task() -> None:
    """A break that the new task absorbs leaves its own place in the order."""
    order = (Token(Kind.TASK, 1), Token(Kind.BREAK, 0), Token(Kind.BREAK, 1))
    assert with_task(order, 1, 2, (0,)) == (Token(Kind.TASK, 1), Token(Kind.TASK, 2, (0,)), Token(Kind.BREAK, 1))
    assert with_task(order, 3, 2) == (*order, Token(Kind.TASK, 2))


def test_deltas_add_up() -> None:
    """Insertion by insertion the draft's changes of cost sum up to the difference between the two plans' costs."""
    instance = case(generate(3, 20, 2, 2)).instance
    draft, empty = Draft(instance), timing(instance, Plan())
    assert empty is not None
    expected = cost(instance, empty)
    for ticket in range(len(instance.tickets)):
        if ticket in instance.linked or ticket in instance.facts:
            continue
        options = [option for shift in instance.candidates[ticket] if (option := best_on(draft, ticket, shift))]
        if options:
            best = min(options)
            draft.place(ticket, [(best.shift, best.sequence, best.times)])
            expected += best.delta - instance.drop[ticket]
    timed = timing(instance, draft.plan())
    assert timed is not None
    assert cost(instance, timed) == expected
    assert timed.span == draft.span


def test_a_draft_of_a_plan_is_that_plan() -> None:
    """Spans, crews and orders of a plan come back out of its draft unchanged."""
    instance = case(generate(4, 25, 2, 5)).instance
    timed = timing(instance, greedy(instance))
    assert timed is not None
    draft = Draft(instance, timed.plan)
    assert (draft.span, draft.crew) == (timed.span, timed.crew)
    assert draft.plan() == timed.plan

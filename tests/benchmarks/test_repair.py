"""The neutral repair, on orders that were broken by hand."""

import build
from oracles import case

from benchmarks.repair import repaired
from engine.cost import cost
from engine.domain.problem import Problem
from engine.instance import Instance
from engine.solvers.greedy import greedy
from engine.timing import Timed, timing
from scenarios.generator import generate

LUNCH = {"window_start": 720, "window_end": 780, "minutes": 60}
HOUR = 60


def mend(given: Problem, *days: tuple[str, str]) -> tuple[Instance, dict[str, tuple[int, int]]]:
    """Repair orders given as engineer and tickets on his first shift; return the spans by ticket after the audit."""
    found = case(given)
    instance = found.instance
    orders: dict[int, list[int]] = {}
    for who, tickets in days:
        shift = instance.shifts_of[instance.engineers.index(who)][0]
        orders[shift] = [instance.tickets.index(each) for each in tickets.split()]
    timed = repaired(instance, orders)
    judged = found.judge(timed)
    assert not judged.hard
    assert judged.score.total == cost(instance, timed)
    return instance, {instance.tickets[ticket]: span for ticket, span in timed.span.items()}


def test_what_is_legal_stays_in_its_order() -> None:
    """Two tickets keep the order given, although the other one would be as good."""
    _, span = mend(build.problem(build.ticket("a"), build.ticket("b")), ("ann", "b a"))
    assert span == {"b": (0, 60), "a": (60, 120)}


def test_breaks_and_meetings_are_put_in_where_they_fit() -> None:
    """Work that was planned through lunch and a meeting goes around both."""
    meeting = {"start": build.at(60), "end": build.at(120)}
    ann = build.engineer(breaks=[LUNCH], busy=[meeting])
    tickets = (build.ticket("a"), build.ticket("b", estimated_minutes=100), build.ticket("c"))
    _, span = mend(build.problem(*tickets, engineers=(ann,)), ("ann", "a b c"))
    assert span == {"a": (0, 60), "b": (120, 220), "c": (300, 360)}


def test_a_break_is_taken_while_the_engineer_waits() -> None:
    """Lunch, between 11:00 and 14:00, costs no time before an appointment at 13:00: all is done by 15:00."""
    lunch = {"window_start": 660, "window_end": 840, "minutes": 60}
    window = {"start": build.at(5 * HOUR), "end": build.at(6 * HOUR)}
    tickets = (build.ticket("a", estimated_minutes=180), build.ticket("b", time_windows=[window]), build.ticket("c"))
    _, span = mend(build.problem(*tickets, engineers=(build.engineer(breaks=[lunch]),)), ("ann", "a b c"))
    assert span == {"a": (0, 180), "b": (300, 360), "c": (360, 420)}


def test_the_cheapest_ticket_makes_room() -> None:
    """Of three tickets of four hours two fit into a day; the one of priority 4 goes, wherever it stood."""
    tickets = [build.ticket(name, estimated_minutes=240, priority=p) for name, p in (("a", 2), ("b", 4), ("c", 1))]
    given = build.problem(*tickets)
    one_day = given.desk.model_copy(
        update={"planning_window": given.desk.planning_window.model_copy(update={"end": build.at(600)})}
    )
    _, span = mend(given.model_copy(update={"desk": one_day}), ("ann", "a b c"))
    assert span == {"a": (0, 240), "c": (240, 480)}


def test_who_may_not_take_a_ticket_does_not_keep_it() -> None:
    """A tier 2 ticket on a tier 1 engineer goes to the engineer of tier 2."""
    crew = (build.engineer("ann"), build.engineer("bob", tier=2))
    instance, span = mend(build.problem(build.ticket("a", tier=2), engineers=crew), ("ann", "a"))
    assert span == {"a": (0, 60)}
    assert instance.engineers[1] == "bob"


def test_a_ticket_that_waits_follows_its_predecessor() -> None:
    """Planned before what it waits for, on another engineer, a ticket ends up after it with the lag between them."""
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a", "lag_minutes": 30}]))
    crew = (build.engineer("ann"), build.engineer("bob"))
    _, span = mend(build.problem(*tickets, engineers=crew), ("ann", "a"), ("bob", "b"))
    assert span["b"][0] >= span["a"][1] + 30


def test_a_ticket_whose_predecessor_was_left_out_comes_back_with_it() -> None:
    """A dependent without its predecessor goes, and the reinsertion brings both."""
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a"}]))
    _, span = mend(build.problem(*tickets), ("ann", "b"))
    assert span == {"a": (0, 60), "b": (60, 120)}


def test_tickets_named_twice_or_for_several_engineers_do_no_harm() -> None:
    """A ticket on two calendars counts once, and one for two engineers is left to the reinsertion."""
    crew = (build.engineer("ann"), build.engineer("bob"))
    given = build.problem(build.ticket("a"), build.ticket("b", engineers_needed=2), engineers=crew)
    _, span = mend(given, ("ann", "a b a"), ("bob", "a"))
    assert set(span) == {"a", "b"}


def test_random_orders_of_a_whole_desk_become_legal() -> None:
    """All tickets of a generated desk in a heap on the first shifts that may take them end in a clean plan."""
    found = case(generate(4, 40, 2, 3))
    instance = found.instance
    orders: dict[int, list[int]] = {}
    for ticket in range(len(instance.tickets)):
        for shift in instance.candidates[ticket][:1]:
            orders.setdefault(shift, []).append(ticket)
    timed = repaired(instance, orders)
    assert not found.judge(timed).hard
    assert found.judge(timed).score.total == cost(instance, timed)


def test_repairing_twice_is_the_same() -> None:
    """The repair draws nothing at random, and a plan that keeps all rules costs no more after it."""
    instance = case(generate(3, 25, 1, 5)).instance
    start: Timed | None = timing(instance, greedy(instance))
    assert start is not None
    orders: dict[int, list[int]] = {}
    for ticket, crew in sorted(start.crew.items(), key=lambda item: start.span[item[0]]):
        if ticket not in instance.facts and len(crew) == 1:
            orders.setdefault(crew[0], []).append(ticket)
    first, second = repaired(instance, orders), repaired(instance, orders)
    assert first.span == second.span
    assert first.crew == second.crew

"""The two rules that service desks run today, on desks small enough to dispatch by hand."""

import build
import pytest
from oracles import case

from engine.cost import cost
from engine.domain.problem import Problem
from scenarios.generator import generate
from scenarios.rules.best_skilled import BestSkilled
from scenarios.rules.dispatch import Dispatch, by_due, by_priority, due
from scenarios.rules.lowest_workload import LowestWorkload

SKILLED = [{"name": "firewall", "level": 3}]
LEARNING = [{"name": "firewall", "level": 2}]
NEED = [{"name": "firewall", "min_level": 2}]


def dispatch(rule: Dispatch, given: Problem) -> dict[str, tuple[str, int]]:
    """Return who works each ticket and from when, after the audit."""
    found = case(given)
    instance = found.instance
    timed = rule.best(instance)
    judged = found.judge(timed)
    assert not judged.hard
    assert judged.score.total == cost(instance, timed)
    return {
        instance.tickets[ticket]: (
            instance.engineers[instance.shifts[timed.crew[ticket][0]].engineer],
            timed.span[ticket][0],
        )
        for ticket in timed.span
    }


def two(*tickets: str) -> Problem:
    """Return a desk on which bob is better than ann at the skill that the tickets, an hour each, ask for."""
    crew = (build.engineer("ann", skills=LEARNING), build.engineer("bob", skills=SKILLED))
    return build.problem(*(build.ticket(each, skills=NEED) for each in tickets), engineers=crew)


def test_the_best_skilled_gets_it_while_he_is_free_soon() -> None:
    """Bob takes one after the other as long as none waits more than four hours; the sixth goes to ann at once."""
    found = dispatch(BestSkilled(), two("a", "b", "c", "d", "e", "f"))
    assert [found[each] for each in "abcde"] == [("bob", 60 * at) for at in range(5)]
    assert found["f"] == ("ann", 0)


def test_the_lowest_workload_takes_turns() -> None:
    """Of two idle engineers the better one begins, then each ticket goes to the one with less work."""
    found = dispatch(LowestWorkload(), two("a", "b", "c", "d"))
    assert found == {"a": ("bob", 0), "b": ("ann", 0), "c": ("bob", 60), "d": ("ann", 60)}


def test_a_gap_is_filled_and_nothing_booked_moves() -> None:
    """Before an appointment at 10:00 there are two hours, which the two tickets without one use."""
    window = {"start": build.at(120), "end": build.at(180)}
    tickets = (build.ticket("a", priority=1, time_windows=[window]), build.ticket("b"), build.ticket("c"))
    found = dispatch(BestSkilled(), build.problem(*tickets))
    assert found["a"] == ("ann", 120)
    assert {found["b"][1], found["c"][1]} == {0, 60}


def test_travel_has_its_place_in_the_calendar() -> None:
    """Half an hour away from home, on-site work starts half an hour into the day, the next one there right after it."""
    home = build.site("home")
    tickets = (build.ticket("a", site_id="hq"), build.ticket("b", site_id="hq"))
    given = build.problem(
        *tickets,
        desk=build.desk(travel_times=build.roads(("home", "hq", 30))),
        sites=(home, build.site("hq")),
        engineers=(build.engineer(home_site="home"),),
    )
    assert {start for _, start in dispatch(LowestWorkload(), given).values()} == {30, 90}


def test_tickets_that_wait_come_after_and_crews_start_together() -> None:
    """A dependent whose due comes first is placed after its predecessor; one for two engineers is on both calendars."""
    tickets = (
        build.ticket("a", depends_on=[{"ticket_id": "b"}], priority=1),
        build.ticket("b"),
        build.ticket("c", engineers_needed=2),
    )
    crew = (build.engineer("ann"), build.engineer("bob"))
    found = dispatch(BestSkilled(), build.problem(*tickets, engineers=crew))
    assert set(found) == {"a", "b", "c"}
    assert found["a"][1] >= found["b"][1] + 60


def test_the_due_is_where_lateness_jumps() -> None:
    """Due by 120 for the response, by 300 - 60 for the end, by 100 - 60 for the window; of two, the earlier counts."""
    given = build.problem(
        build.ticket("a", respond_by=build.at(120), resolve_by=build.at(300)),
        build.ticket("b", resolve_by=build.at(300)),
        build.ticket("c", time_windows=[{"start": build.at(0), "end": build.at(100)}]),
        build.ticket("d", priority=4),
    )
    instance = case(given).instance
    assert [due(instance, ticket) for ticket in range(3)] == [120, 240, 40]
    assert [instance.tickets[each] for each in by_due(instance)] == ["c", "a", "b", "d"]
    dearest = [instance.drop[each] for each in by_priority(instance)]
    assert dearest == sorted(instance.drop, reverse=True)


@pytest.mark.parametrize("rule", [BestSkilled(), LowestWorkload()])
def test_a_whole_desk_is_dispatched_cleanly(rule: Dispatch) -> None:
    """On a generated desk with every rule on, the plan breaks none and costs what the audit says."""
    assert dispatch(rule, generate(4, 40, 2, 1))

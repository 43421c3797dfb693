"""The figures of what happened, on a day small enough to count by hand."""

import build
import pytest
from worlds import world

from engine.domain.problem import Problem
from engine.domain.sla import SlaClock, SlaPolicy, SlaTarget
from scenarios.simulation.happened import Told
from scenarios.simulation.outcome import outcome
from scenarios.simulation.reality import Reality

SLA = SlaPolicy(
    id="gold",
    clock=SlaClock.ALWAYS,
    targets=(SlaTarget(priority=1, respond_minutes=30, resolve_minutes=120), SlaTarget(priority=3, respond_minutes=90)),
)


def desk() -> Problem:
    """Return a desk with an urgent ticket, a usual one and one that nobody works; two engineers, an SLA."""
    tickets = (build.ticket("urgent", priority=1), build.ticket("usual"), build.ticket("left"))
    problem = build.problem(
        *tickets,
        desk=build.desk(sla_policies=(SLA,)),
        engineers=(build.engineer("ann"), build.engineer("bob")),
    )
    return problem.model_copy(update={"clients": (build.client(sla_policy="gold"),)})


def happened() -> Reality:
    """Return a Monday on which ann takes the urgent one at once, 150 minutes for 60, and then the usual one."""
    reality = Reality(world(desk(), {"urgent": 150}))
    reality.publish(build.schedule(("urgent", "ann", 0, 60), ("usual", "bob", 60, 120)))
    reality.publish(build.schedule(("urgent", "ann", 0, 60), ("usual", "ann", 60, 120)))
    reality.until(540)
    return reality


def test_targets_and_first_response() -> None:
    """Urgent is answered, and resolved too late; usual begins at 150, too late; left never: one of four targets."""
    found = outcome(happened())
    assert (found.tickets, found.finished) == (3, 2)
    assert found.sla_met == 25.0
    assert found.urgent_sla_met == 50.0
    assert found.first_response == 230.0
    assert found.urgent_first_response == 0.0


def test_load_and_changes() -> None:
    """Ann works 210 of 540 minutes and bob none; the usual one of two told has another engineer, and is 90 late."""
    found = outcome(happened())
    assert found.utilization == pytest.approx(100 * 210 / 540 / 2)
    assert found.utilization_spread == pytest.approx(100 * 210 / 540 / 2)
    assert found.reassigned == 50.0
    assert found.moved == 50.0
    assert found.travel == found.overtime == 0.0
    assert found.agreed_first is None


def test_what_came_in_before_is_not_counted() -> None:
    """Counted from after they came in, there is no ticket."""
    reality = happened()
    late = Reality(type(reality.world)(desk(), reality.world.effort, {}, build.at(1)))
    late.until(540)
    assert outcome(late).tickets == 0


def test_telling_the_same_again_is_no_news() -> None:
    """Half an hour is within what was told; more is a move; another engineer is a reassignment, each time."""
    told = Told()
    for who, start in ((("ann",), 0), (("ann",), 30), (("ann",), 31), (("bob",), 31), (("ann",), 31)):
        told.tell("a", who, start)
    assert told.reassigned == {"a": 2}
    assert told.moved == {"a": 1}

"""The plan of the night, and what it does with work that comes in by day."""

import build
from worlds import spans, world

from engine.domain.desk import PlanningWindow
from engine.domain.problem import Problem
from engine.domain.weights import Weights
from scenarios.simulate import simulate
from scenarios.simulation.policies.nightly import PROMPTNESS, Nightly
from scenarios.simulation.policies.policy import Policy
from scenarios.simulation.policies.replanning import Replanning
from scenarios.simulation.reality import Reality
from scenarios.simulation.seen import Seen

MIDNIGHT = 480
"""Minutes from midnight to 08:00, which is minute 0 of `build`'s desk."""


def day(*tickets: tuple[str, int, int, int]) -> Problem:
    """Return two days of ann, with tickets as ``(id, minute from 08:00 at which it comes in, minutes, priority)``."""
    window = PlanningWindow(start=build.at(-MIDNIGHT), end=build.at(2 * build.DAY - MIDNIGHT))
    known = (
        build.ticket(each, created=build.at(minute), estimated_minutes=minutes, priority=priority)
        for each, minute, minutes, priority in tickets
    )
    return build.problem(*known, desk=build.desk(planning_window=window, now=window.start))


def lived(problem: Problem, policy: Policy) -> Reality:
    """Return what happens when everything turns out as estimated."""
    return simulate(world(problem), policy)


def begun(reality: Reality) -> dict[str, int]:
    """Return at what minute from 08:00 each ticket was begun."""
    return {ticket_id: start - MIDNIGHT for ticket_id, (start, _) in spans(reality).items()}


def test_what_comes_in_by_day_follows_what_has_been_planned() -> None:
    """A P3 of 09:00 is begun at 10:00, when the two hours of the plan of the night are done; the plan stays."""
    reality = lived(day(("a", -300, 60, 3), ("b", -300, 60, 3), ("new", 60, 30, 3)), Nightly(1, 0.02))
    assert begun(reality)["new"] == 120
    assert not reality.told.moved
    assert not reality.told.reassigned


def test_nothing_moves_for_what_is_urgent() -> None:
    """A P1 of 09:00 waits for 14:00, when the work that was told in the morning is done."""
    reality = lived(day(("long", -300, 360, 3), ("p1", 60, 30, 1)), Nightly(1, 0.02))
    assert begun(reality) == {"long": 0, "p1": 360}


def test_what_finds_no_place_waits_for_the_night() -> None:
    """The day is full: what comes in at 09:00 is begun the next morning, and nobody has been told of another time."""
    reality = lived(day(("long", -300, 530, 3), ("new", 60, 60, 3)), Nightly(1, 0.02))
    assert begun(reality) == {"long": 0, "new": build.DAY}
    assert not reality.told.moved


def test_replanning_moves_what_has_not_begun_for_what_is_urgent() -> None:
    """A P1 comes in at 08:20 of a day of six tickets: by the next look it goes before those that have not begun."""
    told = tuple((f"t{each}", -300, 60, 3) for each in range(6))
    reality = lived(day(*told, ("p1", 20, 30, 1)), Replanning(1, 0.05))
    assert begun(reality)["p1"] == 60
    assert sorted(spans(reality)) == ["p1", *(f"t{each}" for each in range(6))]


def test_learned_weights_go_before_those_it_begins_with() -> None:
    """Promptness alone is another than the desk's own; what has been learned then holds as it is."""
    reality = Reality(world(day(("a", -300, 60, 3))))
    policy, seen = Nightly(1), Seen(reality, reality.heard())
    assert policy.weights(seen).values == {"promptness": PROMPTNESS}
    policy.learned = Weights(values={"travel": 5})
    assert policy.weights(seen).values == {"travel": 5}

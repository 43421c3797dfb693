"""The best tickets that did not make it into a fill."""

import build
from oracles import case

from engine.domain.problem import Problem
from engine.questions.runners_up import RunnerUp, runners_up
from engine.timing import timing


def losers(problem: Problem, *chosen: str) -> tuple[RunnerUp, ...]:
    """Return the runners-up of a plan of ann's first day."""
    instance = case(problem).instance
    timed = timing(instance, build.plan(instance, {"ann": chosen}))
    assert timed is not None
    return runners_up(instance, timed, tuple(range(len(instance.tickets))))


def short_day() -> dict[str, object]:
    """Return ann, who works one hour on Monday only."""
    return {"engineers": (build.engineer(working_hours="mon 08:00-09:00"),)}


def test_it_would_take_the_place_of_another() -> None:
    """With room for one, the loser names the chosen ticket it would displace, and what that would cost."""
    (found,) = losers(build.problem(build.ticket("a", priority=1), build.ticket("b"), **short_day()), "a")
    assert (found.ticket_id, found.displaced) == ("b", "a")
    assert found.extra_cost is not None
    assert found.extra_cost > 0
    assert found.why.startswith("it would take the place of a and cost ")


def test_it_would_fit_but_is_not_worth_it() -> None:
    """Where leaving out costs nothing, a ticket that fits into the empty day is not worth its place."""
    free = build.desk(weights={"values": {"unassigned": 0, "promptness": 0}})
    (found,) = losers(build.problem(build.ticket("b"), desk=free))
    assert (found.ticket_id, found.displaced) == ("b", "")
    assert found.why.startswith("it would fit, but cost ")


def test_it_waits_for_another() -> None:
    """A ticket that waits for one that is not there says so."""
    follower = build.ticket("b", depends_on=[{"ticket_id": "a"}])
    found = losers(build.problem(build.ticket("a", tier=2), follower))
    assert {each.ticket_id: each.why for each in found}["b"] == "it waits for a, which is unassigned"


def test_one_exchange_is_not_enough() -> None:
    """Two hours of work do not fit into the one hour that any chosen ticket would leave."""
    given = build.problem(
        build.ticket("a"),
        build.ticket("b"),
        build.ticket("long", estimated_minutes=120),
        engineers=(build.engineer(working_hours="mon 08:00-10:00"),),
    )
    (found,) = losers(given, "a", "b")
    assert (found.ticket_id, found.displaced, found.extra_cost) == ("long", "", None)


def test_five_at_most_and_the_nearest_first() -> None:
    """Of seven losers alike but for their priority the five that would cost least are named, in that order."""
    others = [build.ticket(f"t{at}", priority=1 + at % 4) for at in range(7)]
    found = losers(build.problem(build.ticket("a", priority=1), *others, **short_day()), "a")
    costs = [each.extra_cost for each in found if each.extra_cost is not None]
    assert len(found) == len(costs) == 5
    assert costs == sorted(costs)
    assert found[0].ticket_id in ("t0", "t4")


def test_the_exchange_takes_followers_along() -> None:
    """Displacing a ticket that another chosen one waits for counts both as lost."""
    given = build.problem(
        build.ticket("a"),
        build.ticket("b", depends_on=[{"ticket_id": "a"}]),
        build.ticket("c"),
        engineers=(build.engineer(working_hours="mon 08:00-10:00"),),
    )
    (found,) = losers(given, "a", "b")
    assert (found.ticket_id, found.displaced) == ("c", "b")


def test_nothing_was_chosen() -> None:
    """A ticket that fits nowhere says so, and speaks of no chosen tickets where there are none."""
    long = build.ticket("long", estimated_minutes=120)
    (found,) = losers(build.problem(long, **short_day()))
    assert found.why == "its 2 h fit nowhere in the free time"

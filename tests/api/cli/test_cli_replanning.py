"""What ``openday replan`` says of its plans."""

import re

import build as b
import pytest

from api.cli.replanning import bought, say_frontier
from engine.context import Context
from engine.domain.schedule import Assignment, Schedule
from engine.questions.replanned import Changed, Freedom, Frontier, Replanned


def test_a_client_told_another_time_counts_once(capfd: pytest.CaptureFixture[str]) -> None:
    """Of acme two tickets move in time, of blue one goes to another engineer at the time that was told: one client."""
    owners = {"t1": "acme", "t2": "acme", "t3": "blue"}
    tickets = tuple(b.ticket(name, client_id=owner) for name, owner in owners.items())
    problem = b.problem(*tickets, engineers=(b.engineer("ann"), b.engineer("bob")))
    was = work(("t1", "ann", 0, 60), ("t2", "ann", 60, 120), ("t3", "ann", 120, 180))
    now = work(("t1", "ann", 180, 240), ("t3", "bob", 120, 180))
    changes = tuple(Changed(name, was[name], now.get(name), is_agreed=True, has_lost=True) for name in owners)
    plan = Replanned(Freedom.NONE, Schedule(assignments=()), changes, (), 0, 0, {})
    say_frontier(Frontier(Context(problem), Schedule(assignments=()), (), (plan,)))
    row = next(line for line in capfd.readouterr().out.splitlines() if "No change" in line)
    assert re.findall(r"\s(\d+)\s", row)[:2] == ["3", "1"]


def test_what_a_plan_buys_is_never_less_than_nothing() -> None:
    """Few changes cost more to carry out and less with the price of changes; the free hand changes less than they."""
    was, now = work(("t1", "ann", 0, 60), ("t2", "ann", 60, 120)), work(("t1", "bob", 0, 60), ("t2", "bob", 60, 120))
    both = tuple(Changed(name, was[name], now[name], is_agreed=False, has_lost=False) for name in was)
    empty = Schedule(assignments=())
    plans = (
        Replanned(Freedom.NONE, empty, both[:1], (), 200_000, 60_000, {}),
        Replanned(Freedom.FEW, empty, both, (), 180_000, 10_000, {}),
        Replanned(Freedom.FREE, empty, both[:1], (), 160_000, 10_000, {}),
    )
    assert bought(None, plans[0]) == ""
    assert bought(plans[0], plans[1]) == "20 less, changes priced in, for 1 more change"
    assert bought(plans[1], plans[2]) == "20 less with 1 change fewer"


def work(*parts: tuple[str, str, int, int]) -> dict[str, Assignment]:
    """Return work by ticket."""
    return {each.ticket_id: each for each in b.schedule(*parts).assignments}

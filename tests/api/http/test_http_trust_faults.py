"""One ticket's trouble is none of the others': what cannot be answered is left to people, and the rest goes on."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from ladders import actions, first, let, origins, sure
from served_desks import Caller, World

from api.service.pilot.round import fly
from api.warm.errors import TookTooLong
from engine.errors import SolverFault


@contextmanager
def failing(world: World, is_meant: Callable[[str, tuple[Any, ...]], bool], error: Exception) -> Iterator[list[str]]:
    """Let questions fail, by their names and arguments; give the names of those that were asked."""
    inner, asked = world.service.pool.ask, list[str]()

    def ask(key: Any, problem: Any, question: Any, *args: Any, **more: Any) -> Any:
        asked.append(question.__name__)
        if is_meant(question.__name__, args):
            raise error
        return inner(key, problem, question, *args, **more)

    world.service.pool.ask = ask  # type: ignore[method-assign]
    try:
        yield asked
    finally:
        world.service.pool.ask = inner  # type: ignore[method-assign]


@pytest.mark.parametrize(
    ("names", "error"),
    [
        (("place",), SolverFault("no two prices are the same")),
        (("take", "moves"), TookTooLong("no answer in 20 seconds")),
        (("place",), ValueError("min() arg is an empty sequence")),
    ],
)
def test_ticket_that_cannot_be_answered_holds_up_nobody(
    world: World, dispatcher: Caller, names: tuple[str, ...], error: Exception
) -> None:
    """It is left to people with the reason, all others have their turn, and it comes last in the next look."""
    bad = first(dispatcher)
    let(dispatcher, "autopilot", daily_limit=50)

    def is_meant(name: str, args: tuple[Any, ...]) -> bool:
        return name in names and bad in str(args)

    with failing(world, is_meant, error):
        assert fly(world.service, "north", sure) > 0
        left = {each["ticket_id"]: each["reason"] for each in actions(dispatcher, "left")}
        assert left[bad] == "a person decides: the engine could not work out who should take it"
    asked: list[str] = []

    def note(name: str, args: tuple[Any, ...]) -> bool:
        asked.extend(args[:1] if name == "place" else ())
        return False

    with failing(world, note, error):
        fly(world.service, "north", sure)
    assert asked.index(bad) == len(asked) - 1


def test_action_that_cannot_be_published_holds_up_no_other(world: World, dispatcher: Caller) -> None:
    """What is due after it is published; itself it waits, until its proposal has run out."""
    let(dispatcher, "suggest", daily_limit=2)
    fly(world.service, "north", sure)
    assert len(actions(dispatcher, "waiting")) == 2
    world.now += dt.timedelta(minutes=15)
    times = iter([True])
    with failing(world, lambda name, _: name == "judge" and next(times, False), SolverFault("a rule is broken")):
        assert fly(world.service, "north", sure) == 1
    assert origins(dispatcher) == ["autopilot", "import"]
    (waiting,) = actions(dispatcher, "waiting")
    world.now += dt.timedelta(hours=2)
    fly(world.service, "north", sure)
    assert waiting["id"] in {each["id"] for each in actions(dispatcher, "failed")}

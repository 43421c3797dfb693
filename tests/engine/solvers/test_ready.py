"""Machine code made before a solve."""

from pathlib import Path
from typing import Any

import pytest

from constraints import rules_for
from engine import preparing
from engine.compile import compile_instance
from engine.context import Context
from engine.instance import Instance
from engine.plan import Plan
from engine.solvers import ready
from engine.solvers.bounds import team
from engine.solvers.bounds.pricing import Days
from engine.solvers.search.search import ANNEALING
from scenarios.generator import generate


def instance(*size: int) -> Instance:
    """Return a generated desk, compiled."""
    problem = generate(*size, 5)
    return compile_instance(Context(problem), rules_for(problem.desk))


@pytest.mark.parametrize(
    ("size", "needed"), [((2, 8, 1), [ANNEALING]), ((6, 70, 4), [ANNEALING, team.BOUNDS])], ids=str
)
def test_what_is_needed_is_made_once(
    size: tuple[int, int, int], needed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine without the code a moment's worth is planned and bounded first; on one with it nothing is done."""
    done, made = list[str](), set[str]()
    monkeypatch.setattr(ready, "plan", lambda *_, **__: done.append(ANNEALING))
    monkeypatch.setattr(team, "make_bounds", lambda _: done.append(team.BOUNDS))
    monkeypatch.setattr(ready, "is_made", lambda name, _: name in made)
    given = instance(*size)
    assert ready.make_ready(given, Plan()) >= 0
    assert done == needed
    made.update(needed)
    ready.make_ready(given, Plan())
    assert done == needed


def test_bounds_are_made_with_trips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a bound runs through runs once, trips and visits too, and is noted as made."""
    monkeypatch.setattr(preparing, "_mark", lambda name, _: tmp_path / name)
    priced = list[bool]()
    price = Days.price

    def seen(days: Days, *given: Any) -> Any:
        priced.append(bool(days._places))
        return price(days, *given)

    monkeypatch.setattr(Days, "price", seen)
    team.make_bounds(instance(6, 70, 4))
    assert priced == [False, True]
    assert (tmp_path / team.BOUNDS).exists()

"""Numbers of a part and of the whole."""

import pickle

import build
from oracles import case

from engine.plan import Kind, Plan, Token
from engine.solvers.decompose.cut import cut


def test_there_and_back() -> None:
    """The second of two engineers is shift 0 of the part, and task 1 of the whole is its task 0."""
    engineers = build.engineer("ann"), build.engineer("bob")
    found = case(build.problem(build.ticket("a", tier=2), build.ticket("b"), engineers=engineers))
    shift = found.instance.shifts_of[1][0]
    part = cut(found.instance, found.idle, [shift], [1])
    plan = Plan({0: (Token(Kind.TASK, 0),)})
    orders, held = part.outward(plan)
    assert orders == {shift: (Token(Kind.TASK, 1),)}
    assert held == frozenset()
    assert part.inward(Plan(orders)) == plan


def test_a_part_travels_light() -> None:
    """Pickled, the part of one engineer of many is a small share of the whole."""
    engineers = [build.engineer(f"e{number}") for number in range(20)]
    tickets = [build.ticket(f"t{number}") for number in range(60)]
    found = case(build.problem(*tickets, engineers=engineers))
    part = cut(found.instance, found.idle, found.instance.shifts_of[0], [0, 1, 2])
    assert len(pickle.dumps(part.instance)) * 5 < len(pickle.dumps(found.instance))

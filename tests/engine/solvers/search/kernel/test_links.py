"""Work that hangs together across shifts."""

import random

import build
import pytest
from kernels import accepted, constructed
from oracles import Case, case

from engine.cost import cost
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.search import Search


def chained(seed: int) -> Case:
    """Return a desk of three engineers whose work is ordered, some of it done by two, some of it fixed."""
    rng = random.Random(seed)
    people = tuple(build.engineer(name) for name in ("ann", "bob", "cat"))
    pin = {"engineer_id": "ann", "start": build.at(30)}
    work = [build.ticket("fixed", pin=pin)]
    for number in range(1, 15):
        before = {"depends_on": ({"ticket_id": rng.choice(work).id, "lag_minutes": rng.choice((0, 0, 15))},)}
        fields = before if rng.random() < 0.6 else {}
        two = 2 if rng.random() < 0.2 else 1
        minutes = rng.randrange(15, 120, 5)
        work.append(build.ticket(f"t{number:02}", estimated_minutes=minutes, engineers_needed=two, **fields))
    return case(build.problem(*work, engineers=people))


@pytest.mark.parametrize("seed", range(8))
def test_linked_work_starts_as_early_as_it_can(seed: int) -> None:
    """After each accepted step ordered work and crews start at the least: the kernel's cost is that of the timing."""
    found = chained(seed)
    with Search(found.instance, constructed(found.instance), seed, 1) as search:
        steps = 0
        for timed in accepted(search, 60):
            assert cost(found.instance, timed) == search.base + int(search.states[0][c.TOTAL])
            steps += 1
        assert steps > 5
        assert not found.judge(timed).hard

"""Work of several engineers in the kernel."""

from dataclasses import replace

import build
from kernels import constructed, instance_of, placed

from constraints.required_engineer import RequiredEngineer
from constraints.together import Together
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket

PEOPLE = (build.engineer("ann"), build.engineer("bob"))


def desk_of(*tickets: Ticket) -> Problem:
    """Return a problem of two engineers."""
    return build.problem(*tickets, engineers=PEOPLE)


def test_a_crew_comes_together_before_other_work() -> None:
    """Two engineers with work at noon do a common ticket in the morning."""
    noon = {"time_windows": ({"start": build.at(240), "end": build.at(300)},), "priority": 1}
    work = (
        build.ticket("ann's", required_engineers=("ann",), **noon),
        build.ticket("bob's", required_engineers=("bob",), **noon),
        build.ticket("both", engineers_needed=2, time_windows=({"start": build.at(0), "end": build.at(120)},)),
    )
    assert placed(instance_of(desk_of(*work), RequiredEngineer(), Together())) == {"ann's", "bob's", "both"}


def test_a_crew_pays_for_being_late_once() -> None:
    """Work that costs 400 when two do it late and 600 when nobody does is done."""
    instance = instance_of(desk_of(build.ticket("both", engineers_needed=2)), Together())
    late = replace(instance, late_start=(((0, 400_000, 0),),), drop=(600_000,))
    timed = constructed(late)
    assert len(timed.crew[0]) == 2

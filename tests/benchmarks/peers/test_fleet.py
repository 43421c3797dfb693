"""An instance as vehicle routing."""

from dataclasses import replace

import numpy as np
from small_bench import technicians

from benchmarks.peers.fleet import fleet_of
from benchmarks.peers.forms import FORMS, beyond
from benchmarks.suites.strsp import instance_of
from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.instance import NOWHERE, BreakForm, Instance
from scenarios.generator import generate


def small() -> Instance:
    """Return the technician instance with a meeting and a floating break on the first shift."""
    instance = instance_of(technicians())
    first = replace(
        instance.shifts[0], free=((0, 30_000), (40_000, 100_000)), breaks=(BreakForm(10_000, 30_000, 5_000),)
    )
    return replace(instance, shifts=(first, *instance.shifts[1:]))


def test_meetings_and_breaks_are_gaps_or_cut_a_shift() -> None:
    """A floating break stays the solver's, or is taken at its first place, or both cut the shift into vehicles."""
    floating = fleet_of(small()).vehicles[0]
    assert (floating.start, floating.end, floating.gaps) == (0, 100_000, ((30_000, 40_000),))
    assert fleet_of(small(), floats=False).vehicles[0].gaps == ((10_000, 15_000), (30_000, 40_000))
    parts = [vehicle[1:3] for vehicle in fleet_of(small(), floats=False, split=True).vehicles if vehicle.shift == 0]
    assert parts == [(0, 10_000), (15_000, 30_000), (40_000, 100_000)]


def test_a_visit_is_part_of_the_way_there() -> None:
    """Set-up and price of a visit lie on every arc into a site from elsewhere; what nobody can do is no job."""
    instance = replace(instance_of(technicians()), setup=(0, 7, 0, 0), visit_cost=(0, 11, 0, 0))
    fleet = fleet_of(instance)
    ticks, costs = fleet.matrices(fleet.profiles[0])
    assert [job.ticket for job in fleet.jobs] == [0, 1]
    assert ticks.tolist() == [[0, 5_007, 3_000], [5_000, 0, 4_000], [3_000, 4_007, 0]]
    assert costs.tolist() == [[0, 5_011, 3_000], [5_000, 0, 4_000], [3_000, 4_011, 0]]


def test_remote_work_is_done_at_home() -> None:
    """A job without a place is no way from home, and as far as home from anywhere else."""
    instance = replace(instance_of(technicians()), ticket_place=(NOWHERE, 2, 3))
    fleet = fleet_of(instance)
    ticks, _ = fleet.matrices(fleet.profiles[0])
    assert ticks.tolist() == [[0, 0, 3_000], [0, 0, 3_000], [3_000, 3_000, 0]]


def test_engineers_share_a_matrix_when_there_would_be_too_many() -> None:
    """Fine matrices know each engineer's minutes and price; coarse ones the least minutes and no price."""
    problem = generate(5, 50, 1, 1)
    instance = compile_instance(Context(problem), rules_for(problem.desk))
    fine, coarse = fleet_of(instance), fleet_of(instance, most=1)
    assert fine.is_fine
    assert not coarse.is_fine
    assert len(coarse.profiles) <= len(instance.travel) < len(fine.profiles)
    for profile in fine.profiles:
        assert np.all(np.array(fine.minutes(profile)) >= coarse.minutes(coarse.profiles[0]))
        assert sum(fine.prices(profile)) > sum(coarse.prices(coarse.profiles[0])) == 0


def test_forms_are_said_when_they_are_used() -> None:
    """A desk uses forms that a bare routing instance does not, and what is expressed is not said."""
    problem = generate(5, 50, 1, 1)
    desk = compile_instance(Context(problem), rules_for(problem.desk))
    plain = beyond(instance_of(technicians()), frozenset())
    assert plain == ("leaving out at a price of each ticket's own",)
    assert {"remote work without a place", "lateness", "floating breaks"} <= set(beyond(desk, frozenset()))
    assert beyond(desk, frozenset(FORMS)) == ()

"""Which shifts are decided together."""

import random

import build
import pytest
from oracles import case

from engine.domain.engineer import Engineer
from engine.solvers.decompose import groups
from engine.solvers.decompose.groups import apart_by_place, apart_by_skill, groups_of
from scenarios.generator import generate


@pytest.mark.parametrize(("tickets", "size"), [(120, 40), (120, 1000), (2000, 100)])
def test_every_shift_is_in_one_group(tickets: int, size: int) -> None:
    """Many groups, one group, and groups cut by days too."""
    instance = case(generate(24, 30, 5, 1)).instance
    apart = apart_by_place(instance)
    found = groups_of(instance, apart, tickets, random.Random(1), size)
    assert sorted(shift for group in found for shift in group) == list(range(len(instance.shifts)))
    assert (len(found) == 1) == (tickets < size)
    whole_people = all(len({instance.shifts[s].engineer for s in group}) <= 10 for group in found)
    assert whole_people == (tickets > size)


def test_neighbours_come_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two towns, three engineers in each: groups of three are the towns, wherever they begin."""
    monkeypatch.setattr(groups, "FEWEST", 1)
    sites = [build.site(f"h{at}", longitude=0.01 * at + (5 if at % 2 else 0)) for at in range(6)]
    engineers = [build.engineer(f"e{at}", home_site=f"h{at}") for at in range(6)]
    instance = case(build.problem(build.ticket(), sites=sites, engineers=engineers)).instance
    for seed in range(5):
        found = groups_of(instance, apart_by_place(instance), 60, random.Random(seed), 30)
        towns = [{instance.shifts[shift].engineer for shift in group} for group in found]
        assert sorted(towns, key=min) == [{0, 2, 4}, {1, 3, 5}]


def test_skills_tell_engineers_apart() -> None:
    """Who can take the same tickets is at 0, who shares none of them at 1; facts count for nobody."""

    def able(name: str, tier: int) -> Engineer:
        return build.engineer(name, tier=tier)

    tickets = build.ticket("a", tier=1), build.ticket("b", tier=2)
    given = build.problem(*tickets, engineers=(able("x", 1), able("y", 1), able("z", 2)))
    apart = apart_by_skill(case(given).instance)
    assert apart[0, 1] == pytest.approx(0)
    assert apart[0, 2] == pytest.approx(1)


def test_without_places_everybody_is_near() -> None:
    """No sites: nobody is farther than anybody else."""
    instance = case(build.problem(build.ticket(), engineers=(build.engineer("a"), build.engineer("b")))).instance
    assert not apart_by_place(instance).any()

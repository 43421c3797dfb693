"""Travel minutes."""

import itertools
import random
from math import ceil

import build
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from engine.travel import Travel


def test_great_circle_with_detour_rounded_up() -> None:
    """A tenth of a degree on the equator is 11.12 km; times 1.3 at 40 km/h that is 21.7 minutes, up to 22."""
    sites = (build.site("a"), build.site("b", longitude=0.1))
    assert Travel(build.problem(sites=sites)).minutes("car", "a", "b") == 22


def test_fixed_minutes_count_per_trip() -> None:
    """Parking adds five minutes to every trip, and none where there is no way."""
    desk = build.desk(travel_profiles=({"id": "car", "fixed_minutes": 5},))
    sites = (build.site("a"), build.site("b", longitude=0.1), build.site("c"))
    travel = Travel(build.problem(sites=sites, desk=desk))
    assert (travel.minutes("car", "a", "b"), travel.minutes("car", "a", "c")) == (27, 0)


def test_known_times_go_first_and_are_closed_under_shortest_paths() -> None:
    """From a to c there are 50 minutes, by way of b 10 + 15; the way back is its own."""
    sites = tuple(build.site(each, longitude=at) for at, each in enumerate("abc"))
    known = build.desk(
        travel_times=tuple(
            {"from_site": a, "to_site": b, "minutes": minutes}
            for a, b, minutes in (("a", "b", 10), ("b", "c", 15), ("a", "c", 50), ("c", "a", 40))
        )
    )
    travel = Travel(build.problem(sites=sites, desk=known))
    assert (travel.minutes("car", "a", "c"), travel.minutes("car", "c", "a")) == (25, 40)


def test_nowhere_costs_nothing() -> None:
    """Without an origin or a target there is no trip."""
    travel = Travel(build.problem(sites=(build.site("a"),)))
    assert travel.minutes("car", None, "a") == travel.minutes("car", "a", None) == 0


@given(st.randoms(use_true_random=False))
def test_closed_as_by_all_pairs(rng: random.Random) -> None:
    """Looking only at what known times and rounding may have broken finds what Floyd and Warshall's full run finds."""
    places = [(rng.choice((0, 0.1, 50)), rng.choice((0, 0.1, 0.2, 8, rng.uniform(-180, 180)))) for _ in range(7)]
    sites = tuple(build.site(f"s{at}", latitude=a, longitude=b) for at, (a, b) in enumerate(places))
    ways = {(rng.randrange(7), rng.randrange(7)): rng.randrange(200) for _ in range(rng.choice((0, 1, 2, 5, 20)))}
    known = [{"from_site": f"s{a}", "to_site": f"s{b}", "minutes": m} for (a, b), m in ways.items() if a != b]
    problem = build.problem(sites=sites, desk=build.desk(travel_times=known))
    profile = problem.desk.travel_profiles[0]
    per_km = 60 / profile.km_per_hour * profile.detour_percent / 100
    full = [
        [ceil(round(great_circle(a, b).km * per_km, 6)) + profile.fixed_minutes * (a != b) for b in places]
        for a in places
    ]
    for (a, b), minutes in ways.items():
        full[a][b] = minutes if a != b else full[a][b]
    for via, first, last in itertools.product(range(7), repeat=3):
        full[first][last] = min(full[first][last], full[first][via] + full[via][last])
    assert Travel(problem).matrix(profile.id).tolist() == full

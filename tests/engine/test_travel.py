"""Travel minutes."""

import build

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

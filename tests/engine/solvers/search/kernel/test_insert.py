"""Where the kernel finds room for work."""

import build
from kernels import instance_of, placed

from constraints.daily_cap import DailyCap
from engine.instance import Instance

HOME = "home"


def window(low: int, high: int) -> dict[str, object]:
    """Return the field that keeps work between two minutes of the first day."""
    return {"time_windows": ({"start": build.at(low), "end": build.at(high)},)}


def desk_of(*tickets: object, roads: tuple[tuple[str, str, int], ...] = (), **person: object) -> Instance:
    """Return the instance of one engineer who starts from home, without a price for time."""
    ann = build.engineer(home_site=HOME, **person)
    names = sorted({HOME, *(name for way in roads for name in way[:2])})
    sites = tuple(build.site(name) for name in names)
    desk = build.desk(travel_times=build.roads(*roads))
    return instance_of(build.problem(*tickets, engineers=(ann,), sites=sites, desk=desk), DailyCap())  # type: ignore[arg-type]


def test_a_visit_before_remote_work_that_precedes_another_visit() -> None:
    """A visit that can only be made before remote work, with a visit after it, finds its place there."""
    roads = ((HOME, "near", 20), (HOME, "far", 20), ("near", "far", 20))
    work = (
        build.ticket("remote", priority=1, **window(120, 180)),
        build.ticket("visit", priority=2, site_id="far", **window(240, 400)),
        build.ticket("early", priority=4, site_id="near", estimated_minutes=30, **window(0, 60)),
    )
    assert placed(desk_of(*work, roads=roads)) == {"remote", "visit", "early"}


def test_a_way_above_the_cap_leaves_room_for_remote_work() -> None:
    """An hour's work that lies half an hour away passes a cap of 100 minutes; work at the desk does not."""
    work = (
        build.ticket("far", priority=1, site_id="far", **window(0, 540)),
        build.ticket("remote", priority=4, **window(0, 540)),
    )
    instance = desk_of(*work, roads=((HOME, "far", 30),), daily_cap_minutes=100)
    assert all(form.load_cap == 100 and not form.load for form in instance.shifts)
    assert placed(instance) == {"remote"}


def test_no_time_for_the_way_from_home_but_for_the_way_from_a_site() -> None:
    """Hours in blocks of eighty minutes hold no trip of ninety; halfway, between two visits there, the site is near."""
    roads = ((HOME, "half", 45), ("half", "end", 45), (HOME, "end", 90))
    blocks = "mon 08:00-09:20 09:40-11:00 11:20-12:40 13:00-14:20 14:40-16:00"
    work = (
        build.ticket("there", priority=1, site_id="half", estimated_minutes=10, **window(0, 60)),
        build.ticket("back", priority=1, site_id="half", estimated_minutes=10, **window(320, 400)),
        build.ticket("end", priority=4, site_id="end", estimated_minutes=10, **window(0, 540)),
    )
    assert placed(desk_of(*work, roads=roads, working_hours=blocks)) == {"there", "back", "end"}

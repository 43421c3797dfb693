"""A new desk: its data, the schedule that it brings along, and its first key."""

import build
import pytest
from sqlalchemy import select

from api.access import keys
from api.service.creating import create_desk, desk_ids, first_keys, published_of
from api.service.service import wall_clock
from api.store import tables
from api.store.database import Database
from api.store.desks import snapshot


def test_desk_is_made_with_its_schedule(any_database: Database) -> None:
    """The first version is the schedule that came with it, trips stated once and for all; a second one is refused."""
    problem = build.problem(
        build.ticket("t1", site_id="hq"),
        engineers=(build.engineer("ann", home_site="home"),),
        sites=(build.site("home"), build.site("hq")),
        desk=build.desk(travel_times=build.roads(("home", "hq", 20))),
    )
    work = build.schedule(("t1", "ann", 60, 120))
    at_site = work.assignments[0].model_copy(update={"site_id": "hq"})
    given = problem.model_copy(update={"published": work.model_copy(update={"assignments": (at_site,)})})
    create_desk(any_database, "acme", given, is_live=False)
    with any_database.read() as session:
        now = snapshot(session, "acme", wall_clock())
        (version,) = session.scalars(select(tables.Schedule)).all()
    assert now.published is not None
    assert [(each.from_site, each.to_site) for each in now.published.trips] == [("home", "hq"), ("hq", "home")]
    assert now.published.assignments[0].travel_minutes == 20
    assert (version.version, version.base_version, version.origin) == (1, 0, "import")
    assert now.published.score is not None
    assert version.total == now.published.score.total > 0
    assert published_of(now.problem) == now.problem.published
    with pytest.raises(ValueError, match="'acme' already"):
        create_desk(any_database, "acme", problem, is_live=False)


def test_desk_without_a_schedule_begins_with_none(sqlite_database: Database) -> None:
    """There is no version yet."""
    create_desk(sqlite_database, "acme", build.problem(), is_live=True)
    with sqlite_database.read() as session:
        now = snapshot(session, "acme", wall_clock())
    assert (now.published_version, now.published, now.is_live) == (0, None, True)
    assert desk_ids(sqlite_database) == ["acme"]


def test_every_desk_gets_a_first_key_once(any_database: Database) -> None:
    """An admin's; a desk that has ever had a key gets none."""
    for desk in ("north", "south"):
        create_desk(any_database, desk, build.problem(), is_live=False)
    made = first_keys(any_database)
    assert made.keys() == {"north", "south"}
    with any_database.read() as session:
        found = {desk: keys.find(session, key, wall_clock()) for desk, key in made.items()}
    assert {desk: (key.desk_id, key.role) for desk, key in found.items() if key} == {
        "north": ("north", "admin"),
        "south": ("south", "admin"),
    }
    assert first_keys(any_database) == {}

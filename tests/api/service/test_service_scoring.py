"""The scoreboard, read from what the service has kept."""

import datetime as dt

from stored_desks import NOW, add_desks

from api.service.scoring import score_desk
from api.store import tables
from api.store.database import Database
from api.store.desks import snapshot
from engine.learning.scoreboard import Scoreboard


def board(database: Database) -> Scoreboard:
    """Return the scoreboard of the last eight weeks."""
    with database.read() as session:
        return score_desk(session, snapshot(session, "acme", NOW), NOW)


def test_what_weights_have_learned(any_database: Database) -> None:
    """A desk that never learned does not know of lessons; of two that are kept, the undone one taught nothing."""
    add_desks(any_database, "acme")
    assert (board(any_database).lessons, board(any_database).taught) == (None, None)
    with any_database.write() as session:
        for version, undone in ((2, None), (3, NOW)):
            step = {"day": "2026-03-01", "rule": "travel", "before": 1000, "after": 1100, "decisions": [f"d{version}"]}
            session.add(
                tables.Weights(
                    desk_id="acme",
                    version=version,
                    body={"version": version, "values": {"travel": 1100}},
                    created=NOW - dt.timedelta(days=1),
                    created_by="key:eve",
                    origin="learned",
                    learned={"steps": [step]},
                    undone=undone,
                )
            )
    found = board(any_database)
    assert found.lessons is not None
    assert [(each.rule, each.after, each.is_undone) for each in found.lessons] == [
        ("travel", 1100, False),
        ("travel", 1100, True),
    ]
    assert found.taught == 1


def test_last_version_of_a_day_stands_for_it(any_database: Database) -> None:
    """Of the figures that the versions of a day say of themselves, the last one's count; one without any says none."""
    add_desks(any_database, "acme")
    kpis = {"sla_targets": 10, "sla_met": 9, "utilization_spread_percent": 4.5}
    said = [(1, 3, kpis | {"sla_met": 1}), (2, 2, kpis), (3, 30, None)]
    with any_database.write() as session:
        for version, hours, figures in said:
            session.add(
                tables.Schedule(
                    desk_id="acme",
                    version=version,
                    base_version=version - 1,
                    state="superseded",
                    origin="plan",
                    body={"assignments": [], "kpis": figures},
                    changes={"days": [], "tickets": []},
                    summary="",
                    total=0,
                    created=NOW - dt.timedelta(hours=hours),
                    created_by="key:eve",
                )
            )
    (standing,) = board(any_database).standings
    assert (standing.sla_met, standing.sla_targets, standing.utilization_spread_percent) == (9, 10, 4.5)


def test_travel_saved_is_that_of_what_was_published(any_database: Database) -> None:
    """Of two proposals with add-ons only the published one saves travel; without any, nobody knows of savings."""
    add_desks(any_database, "acme")
    assert board(any_database).addon_minutes is None
    with any_database.write() as session:
        for proposal_id, minutes in (("p1", 35), ("p2", 50), ("p3", None)):
            body = {"amendment": {}, "said": {}, "begin": NOW.isoformat()}
            session.add(
                tables.Proposal(
                    id=proposal_id,
                    desk_id="acme",
                    origin="recommendation",
                    state="published",
                    base_version=0,
                    data_version=1,
                    body=body if minutes is None else body | {"travel_saved_minutes": minutes},
                    summary="",
                    created=NOW - dt.timedelta(hours=2),
                    created_by="key:eve",
                )
            )
        for version, proposal_id in ((1, "p1"), (2, "p3")):
            session.add(
                tables.Schedule(
                    desk_id="acme",
                    version=version,
                    base_version=version - 1,
                    state="superseded",
                    origin="recommendation",
                    proposal_id=proposal_id,
                    body={"assignments": []},
                    changes={"days": [], "tickets": []},
                    summary="",
                    total=0,
                    created=NOW - dt.timedelta(hours=1),
                    created_by="key:eve",
                )
            )
    assert board(any_database).addon_minutes == 35

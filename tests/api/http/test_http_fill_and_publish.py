"""From an open time to a published schedule: fill, look, publish wholly or in part, discard."""

import datetime as dt

from served_desks import EVENING, MIKE, NOON, NOW, TOM, Caller, World, problem_of

from api.store import tables

AT_NOON = "2026-03-02T13:30:00-06:00"


def test_fill_is_published_and_everything_knows(world: World, dispatcher: Caller) -> None:
    """What a fill chooses becomes the next version; board, queue, feed, decisions and audit log say so."""
    waiting = {row["ticket_id"] for row in dispatcher.json("/queue")["items"]}
    filled = dispatcher.fill()
    chosen = [choice["assignment"] for choice in filled["choices"]]
    assert chosen
    assert {each["ticket_id"] for each in chosen} <= waiting
    assert all(each["engineer_ids"] == [MIKE] and NOON <= each["start"] < each["end"] <= EVENING for each in chosen)
    assert dispatcher.json("/board")["published_version"] == 1

    published = dispatcher.publish(filled["proposal_id"], {"feedback": {"kind": "accept", "reason": "as it should be"}})

    assert published["version"] == published["published_version"] == 2
    placed = {change["ticket_id"]: change["after"] for change in published["changes"]}
    assert placed == {
        each["ticket_id"]: {name: each[name] for name in ("engineer_ids", "start", "end")} for each in chosen
    }
    board = dispatcher.json("/board")
    assert board["published_version"] == 2
    there = {each["ticket_id"]: each for each in board["assignments"]}
    assert all(there[each["ticket_id"]]["start"] == each["start"] for each in chosen)
    assert waiting - placed.keys() == {row["ticket_id"] for row in dispatcher.json("/queue")["items"]}
    assert board["score"] == published["score"]
    decisions = {row.ticket_id: row for row in world.rows(tables.Decision)}
    assert decisions.keys() == placed.keys()
    assert {(row.kind, row.reason, row.version) for row in decisions.values()} == {("accept", "as it should be", 2)}
    feed = next(row for row in world.rows(tables.Feed) if row.engineer_id == MIKE)
    assert feed.version == 2
    assert all(ticket.encode() in feed.calendar for ticket in placed)
    first, second = dispatcher.json("/schedules")["items"]
    assert (first["version"], first["base_version"], first["state"], first["origin"]) == (2, 1, "published", "fill")
    assert (second["version"], second["base_version"], second["state"], second["origin"]) == (
        1,
        0,
        "superseded",
        "import",
    )
    done = [(line["action"], line["actor"]) for line in world.caller("admin").json("/audit")["items"]]
    assert done[:2] == [("publish", "key:north dispatcher"), ("fill", "key:north dispatcher")]


def test_gain_of_a_fill_is_what_the_publish_saves(dispatcher: Caller) -> None:
    """The score falls by exactly what the fill said that it gains."""
    before = dispatcher.json("/board")["score"]["total"]
    filled = dispatcher.fill()
    compared = dispatcher.json(f"/proposals/{filled['proposal_id']}/compare")
    assert compared["cost_difference"] == -filled["gain"] < 0
    assert sum(compared["by_rule"].values()) == compared["cost_difference"]
    assert compared["allowed"]
    shown = dispatcher.json(f"/proposals/{filled['proposal_id']}/board")
    assert (shown["title"], shown["score"]["total"]) == ("proposal", before - filled["gain"])
    assert dispatcher.publish(filled["proposal_id"])["score"]["total"] == before - filled["gain"]


def test_some_tickets_of_a_proposal_are_published_alone(world: World, dispatcher: Caller) -> None:
    """Only the named tickets move; of the others it is noted that the person turned them down."""
    filled = dispatcher.fill(seconds=3)
    first, *others = [choice["assignment"]["ticket_id"] for choice in filled["choices"]]
    assert others
    feedback = {"kind": "modify", "reason": "the rest can wait"}
    published = dispatcher.publish(filled["proposal_id"], {"ticket_ids": [first], "feedback": feedback})
    assert [change["ticket_id"] for change in published["changes"]] == [first]
    board = {each["ticket_id"] for each in dispatcher.json("/board")["assignments"]}
    assert first in board
    assert not board & set(others)
    decisions = {row.ticket_id: row.kind for row in world.rows(tables.Decision)}
    assert decisions == {first: "modify", **dict.fromkeys(others, "reject")}


def test_ticket_that_a_proposal_does_not_change_cannot_be_published_with_it(dispatcher: Caller) -> None:
    """A ticket of somewhere else is a flaw of the request; nothing is published."""
    filled = dispatcher.fill()
    answer = dispatcher.post(f"/proposals/{filled['proposal_id']}/publish", {"ticket_ids": ["T-1007"]})
    (flaw,) = problem_of(answer, 422)["flaws"]
    assert (flaw["field"], flaw["value"]) == ("ticket_ids", "T-1007")
    assert dispatcher.json("/board")["published_version"] == 1


def test_proposal_published_twice_is_published_once(dispatcher: Caller) -> None:
    """The second time tells what the first one came to."""
    filled = dispatcher.fill()
    assert dispatcher.publish(filled["proposal_id"]) == dispatcher.publish(filled["proposal_id"])
    assert len(dispatcher.json("/schedules")["items"]) == 2


def test_discarded_proposal_is_gone_for_good(world: World, dispatcher: Caller) -> None:
    """What was turned down cannot be published any more, and is kept as feedback; turning it down again is no error."""
    filled = dispatcher.fill()
    path = f"/proposals/{filled['proposal_id']}"
    for _ in range(2):
        assert dispatcher.post(f"{path}/discard", {"reason": "not today"}).json()["state"] == "discarded"
    assert dispatcher.json(path)["state"] == "discarded"
    refused = problem_of(dispatcher.post(f"{path}/publish"), 409)
    assert refused["type"].endswith("/settled")
    assert "discarded" in refused["detail"]
    decisions = world.rows(tables.Decision)
    assert {(row.kind, row.reason) for row in decisions} == {("reject", "not today")}
    assert len(decisions) == len(filled["choices"])
    assert dispatcher.json("/decisions")["items"][0]["reason"] == "not today"


def test_published_proposal_cannot_be_discarded(dispatcher: Caller) -> None:
    """What people work by is undone, not discarded."""
    filled = dispatcher.fill()
    dispatcher.publish(filled["proposal_id"])
    problem_of(dispatcher.post(f"/proposals/{filled['proposal_id']}/discard"), 409)


def test_proposal_runs_out(world: World, dispatcher: Caller) -> None:
    """After its hours it is shown as expired and can be neither published nor discarded."""
    filled = dispatcher.fill()
    path = f"/proposals/{filled['proposal_id']}"
    world.now = NOW + dt.timedelta(hours=world.settings.proposal_hours)
    assert dispatcher.json(path)["state"] == "expired"
    for end in ("publish", "discard"):
        assert "expired" in problem_of(dispatcher.post(f"{path}/{end}"), 409)["detail"]


def test_proposal_tells_what_it_changes(dispatcher: Caller) -> None:
    """A move of planned work says where it was and where it would be, as long as it is open and afterwards."""
    before = next(each for each in dispatcher.json("/board")["assignments"] if each["ticket_id"] == "T-1011")
    moved = dispatcher.move("T-1011", TOM, AT_NOON)
    for state in ("proposal", "published"):
        proposal = dispatcher.json(f"/proposals/{moved['proposal_id']}")
        assert (proposal["state"], proposal["origin"], proposal["base_version"]) == (state, "moves", 1)
        (change,) = proposal["changes"]
        assert change["before"] == {name: before[name] for name in ("engineer_ids", "start", "end")}
        assert change["after"]["start"] == AT_NOON
        dispatcher.publish(moved["proposal_id"])


def test_work_is_taken_off_the_calendar(dispatcher: Caller) -> None:
    """A move to nowhere, published, puts the ticket back into the queue."""
    moved = dispatcher.move("T-1011", None, None)
    (change,) = dispatcher.publish(moved["proposal_id"])["changes"]
    assert change["after"] is None
    assert "T-1011" in {row["ticket_id"] for row in dispatcher.json("/queue")["items"]}


def test_fill_where_nothing_can_be_planned_is_refused(dispatcher: Caller) -> None:
    """A span turned round, one before now and one after the window are flaws; an unknown engineer is not found."""
    spans = [
        (EVENING, NOON),
        ("2026-03-01T08:00:00-06:00", "2026-03-01T17:00:00-06:00"),
        ("2026-03-05T08:00:00Z", "2026-03-05T09:00:00Z"),
    ]
    for start, end in spans:
        answer = dispatcher.post("/fill", {"engineer_id": MIKE, "start": start, "end": end})
        assert problem_of(answer, 422)["flaws"]
    problem_of(dispatcher.post("/fill", {"engineer_id": "nobody", "start": NOON, "end": EVENING}), 404)
    problem_of(dispatcher.post("/fill", {"engineer_id": MIKE, "start": NOON[:-6], "end": EVENING}), 422)

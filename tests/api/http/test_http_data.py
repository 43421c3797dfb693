"""The desk's data one by one: written, changed and deleted, each change checked as part of the whole."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from named_things import digest
from served_desks import MIKE, NOW, PRIYA, TOM, Caller, World, problem_of

NEW = {
    "client_id": "harbor-pharmacy",
    "summary": "New",
    "estimated_minutes": 30,
    "created": "2026-03-02T07:00:00-06:00",
}
FIELDS: dict[str, Any] = {
    "summary": "Another",
    "description": "Words",
    "type": "request",
    "subtype": "phone",
    "priority": 1,
    "tier": 2,
    "estimated_minutes": 33,
    "group": "east",
}


def test_ticket_is_written_changed_and_deleted(world: World, dispatcher: Caller) -> None:
    """A new ticket waits in the queue, a change of it shows, and a deleted one is nowhere; each is one data version."""
    version = world.versions()[0]
    made = dispatcher.put("/tickets/T-9", NEW)
    assert made.status_code == 200
    assert made.json() | NEW == made.json()
    assert "T-9" in {row["ticket_id"] for row in dispatcher.json("/queue")["items"]}
    changed = dispatcher.patch("/tickets/T-9", {"priority": 1, "site_id": "harbor-pharmacy-1"}).json()
    assert (changed["priority"], changed["site_id"], changed["summary"]) == (1, "harbor-pharmacy-1", "New")
    assert dispatcher.json("/tickets/T-9") == changed
    assert dispatcher.delete("/tickets/T-9").status_code == 204
    problem_of(dispatcher.get("/tickets/T-9"), 404)
    problem_of(dispatcher.delete("/tickets/T-9"), 404)
    problem_of(dispatcher.patch("/tickets/T-9", {"priority": 1}), 404)
    assert world.versions()[0] == version + 3
    lines = [(line["action"], line["target"]) for line in world.caller("admin").json("/audit")["items"][:3]]
    assert lines == [("delete", "ticket T-9"), ("edit", "ticket T-9"), ("write", "ticket T-9")]


def test_merge_patch_takes_away_and_merges(dispatcher: Caller) -> None:
    """As RFC 7396 has it: null takes a member away, objects are merged, lists are replaced."""
    pin = {"engineer_id": MIKE, "start": "2026-03-03T10:00:00-06:00"}
    dispatcher.patch("/tickets/T-1003", {"pin": None})
    dispatcher.patch("/tickets/T-1003", {"pin": pin, "tags": ["a", "b"]})
    merged = dispatcher.patch("/tickets/T-1003", {"pin": {"start": None}, "tags": ["c"]}).json()
    assert (merged["pin"]["engineer_id"], merged["pin"]["start"], merged["tags"]) == (MIKE, None, ["c"])
    assert dispatcher.patch("/tickets/T-1003", {"pin": None}).json()["pin"] is None
    assert dispatcher.patch("/tickets/T-1003", {}).json()["tags"] == ["c"]


def test_change_that_does_not_hold_together_is_refused_whole(world: World, dispatcher: Caller) -> None:
    """All that is wrong is told at once, and nothing is written."""
    before = digest(world)
    flaws = problem_of(dispatcher.patch("/tickets/T-1003", {"priority": 9, "created": "yesterday"}), 422)["flaws"]
    assert {flaw["field"] for flaw in flaws} == {"priority", "created"}
    wrong = {"client_id": "nobody", "site_id": "nowhere", "required_engineers": [PRIYA, "nobody"]}
    flaws = problem_of(dispatcher.patch("/tickets/T-1003", wrong), 422)["flaws"]
    assert {(flaw["field"], flaw["value"]) for flaw in flaws} == {
        ("client_id", "nobody"),
        ("site_id", "nowhere"),
        ("required_engineers", "nobody"),
    }
    for path, body in (
        ("/tickets/T-1003", {"id": "T-9"}),
        ("/tickets/T-1003", {"nonsense": 1}),
        ("/engineers/" + MIKE, {"time_zone": "America/Chicag"}),
        ("/desk", {"weights": {"values": {"travle": 3}}}),
    ):
        (flaw,) = problem_of(dispatcher.patch(path, body), 422)["flaws"]
        assert flaw["message"]
    assert digest(world) == before


@pytest.mark.parametrize("path", [f"/engineers/{TOM}", "/clients/harbor-pharmacy", "/sites/harbor-pharmacy-1"])
def test_what_others_refer_to_cannot_be_deleted(path: str, world: World, dispatcher: Caller) -> None:
    """The answer says what refers to it."""
    before = digest(world)
    assert problem_of(dispatcher.delete(path), 422)["flaws"]
    assert digest(world) == before


def test_desk_can_be_changed_after_a_planned_ticket_was_deleted(dispatcher: Caller) -> None:
    """What the published schedule still says of the ticket is no flaw of anything else."""
    dispatcher.publish(dispatcher.move("T-1003", MIKE, "2026-03-02T13:30:00-06:00")["proposal_id"])
    for ticket in ("T-1003", "T-1004", "T-1011"):
        assert dispatcher.delete(f"/tickets/{ticket}").status_code == 204
        assert dispatcher.patch("/tickets/T-1007", {"summary": f"without {ticket}"}).status_code == 200


def test_ids_are_as_they_are_written(dispatcher: Caller) -> None:
    """An id with spaces around it is refused instead of being found under another name; others may be anything."""
    problem_of(dispatcher.put("/tickets/%20T-9%20", NEW), 422)
    for name in ("T 9", "Ä/9".replace("/", "-"), "%D9%A3", "T.9", "x" * 128):
        assert dispatcher.put(f"/tickets/{name}", NEW).status_code == 200
        assert dispatcher.get(f"/tickets/{name}").status_code == 200
    problem_of(dispatcher.put("/tickets/" + "x" * 129, NEW), 422)
    problem_of(dispatcher.put("/tickets/T-9", NEW | {"id": "T-8"}), 422)


def test_changes_of_several_at_once_are_all_kept(dispatcher: Caller) -> None:
    """Eight people change eight things about one ticket at one moment: all eight are there afterwards."""
    with ThreadPoolExecutor(8) as threads:
        answers = [threads.submit(dispatcher.patch, "/tickets/T-1003", {name: value}) for name, value in FIELDS.items()]
        assert {each.result().status_code for each in answers} == {200}
    found = dispatcher.json("/tickets/T-1003")
    assert {name: found[name] for name in FIELDS} == FIELDS


def test_desk_is_changed_and_its_weights_are_counted(world: World, dispatcher: Caller) -> None:
    """Other weights are a version of their own, and what the schedule costs changes with them."""
    before = dispatcher.json("/desk")
    assert (before["clock"], before["weights_version"], before["published_version"]) == ("fixed", 1, 1)
    cost = dispatcher.json("/board")["score"]["total"]
    after = dispatcher.patch("/desk", {"weights": {"values": {"travel": 5000}}, "freeze_minutes": 15}).json()
    assert (after["weights_version"], after["weights"]["values"], after["freeze_minutes"]) == (2, {"travel": 5000}, 15)
    assert dispatcher.json("/board")["score"]["total"] > cost
    same = dispatcher.patch("/desk", {"freeze_minutes": 0}).json()
    assert (same["weights_version"], same["weights"]["values"]) == (2, {"travel": 5000})
    assert world.versions()[0] == before["data_version"] + 2


def test_engineers_busy_time_is_not_part_of_her(dispatcher: Caller) -> None:
    """Writing an engineer back as she was read, with her busy time, leaves that as it is."""
    before = dispatcher.json(f"/engineers/{MIKE}")
    assert before["busy"]
    after = dispatcher.put(f"/engineers/{MIKE}", before | {"busy": [], "name": "Mike L."}).json()
    assert after == before | {"name": "Mike L."}
    assert dispatcher.patch(f"/engineers/{MIKE}", {"busy": None, "tier": 2}).json()["busy"] == before["busy"]


def test_lists_are_searched(dispatcher: Caller) -> None:
    """Words, status, and whether there is a place."""
    everything = dispatcher.json("/tickets")["items"]
    assert [each["id"] for each in everything] == [f"T-10{number:02}" for number in range(1, 15)]
    assert [each["id"] for each in dispatcher.json("/tickets?q=t-1003")["items"]] == ["T-1003"]
    found = dispatcher.json("/tickets?q=harbor-pharmacy")["items"]
    assert {each["client_id"] for each in found} == {"harbor-pharmacy"}
    dispatcher.patch("/tickets/T-1003", {"status": "on_hold"})
    assert [each["id"] for each in dispatcher.json("/tickets?status=on_hold")["items"]] == ["T-1003"]
    waiting = {each["id"] for each in dispatcher.json("/tickets?unassigned=true")["items"]}
    assert waiting == {row["ticket_id"] for row in dispatcher.json("/queue")["items"]}
    assert [each["id"] for each in dispatcher.json("/engineers?q=mike")["items"]] == [MIKE]


def test_clock_of_the_audit_log_is_the_services(world: World, dispatcher: Caller) -> None:
    """What is done is noted at the service's time, in the desk's zone."""
    dispatcher.patch("/tickets/T-1003", {"priority": 1})
    line = world.caller("admin").json("/audit?limit=1")["items"][0]
    assert (line["at"], line["actor"]) == ("2026-03-02T07:00:00-06:00", "key:north dispatcher")
    assert NOW.hour == 13

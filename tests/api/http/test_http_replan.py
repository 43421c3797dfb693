"""What now, over HTTP."""

from typing import Any

from served_desks import Caller, World, problem_of

SICK = {"change": "engineer_absent", "start": "now", "reason": "sick"}


def busiest(caller: Caller) -> str:
    """Return whoever has most of the published work."""
    people = [name for each in caller.json("/board")["assignments"] for name in each["engineer_ids"]]
    return max(sorted(people), key=people.count)


def asked(caller: Caller, *events: dict[str, Any]) -> Any:
    """Return the plans after some events."""
    return caller.post("/replan", {"events": list(events)}).json()


def test_a_plan_and_what_has_happened_are_written_together(sqlite_world: World) -> None:
    """Until a plan is published the desk knows nothing of the event; then the work is elsewhere, the engineer is away,
    and asked again there is nothing to change.
    """
    caller = sqlite_world.caller()
    who = busiest(caller)
    found = asked(caller, SICK | {"engineer": who})
    (event,) = found["events"]
    assert " is sick from Mon 2 Mar 07:00" in event["words"]
    first = found["plans"][0]
    assert first["freedom"] == "no_change"
    assert first["changes"]
    assert all(each["lost_its_place"] for each in first["changes"])
    assert all(each["words"].startswith(each["ticket_id"]) for each in first["changes"])
    assert "sick" not in {each["summary"] for each in caller.json(f"/engineers/{who}")["busy"]}
    before = caller.json("/board")["assignments"]
    compared = caller.json(f"/proposals/{first['proposal_id']}/compare")
    assert compared["allowed"]
    assert before == caller.json("/board")["assignments"]
    caller.publish(first["proposal_id"])
    now = {each["ticket_id"]: each for each in caller.json("/board")["assignments"]}
    for each in first["changes"]:
        assert (each["ticket_id"] in now) is (each["now"] is not None)
    assert all(who not in each["engineer_ids"] for each in now.values())
    assert "sick" in {each["summary"] for each in caller.json(f"/engineers/{who}")["busy"]}
    again = asked(caller)
    assert again["plans"][0]["changes"] == []


def test_a_ticket_that_arrives_is_there_once_it_is_planned(sqlite_world: World) -> None:
    """It is no ticket of the desk until then, and has its place afterwards."""
    caller = sqlite_world.caller()
    new = {"change": "ticket_arrives", "id": "P1-1", "client": "@largest", "priority": 1, "minutes": 30}
    found = asked(caller, new)
    (placed,) = [each for each in found["plans"][0]["placed"] if each["ticket_id"] == "P1-1"]
    problem_of(caller.get("/tickets/P1-1"), 404)
    caller.publish(found["plans"][0]["proposal_id"])
    assert caller.json("/tickets/P1-1")["priority"] == 1
    there = {each["ticket_id"]: each for each in caller.json("/board")["assignments"]}
    assert there["P1-1"]["engineer_ids"] == placed["now"]["engineer_ids"]


def test_a_part_of_such_a_plan_is_refused(sqlite_world: World) -> None:
    """What it leaves out would stand where it can no longer hold."""
    caller = sqlite_world.caller()
    plan = asked(caller, SICK | {"engineer": busiest(caller)})["plans"][0]
    body = {"ticket_ids": [plan["changes"][0]["ticket_id"]]}
    answer = caller.post(f"/proposals/{plan['proposal_id']}/publish", body)
    assert "published as a whole" in problem_of(answer, 422)["detail"]


def test_undo_takes_back_what_has_happened(world: World) -> None:
    """The work is where it was, the engineer is there again, the cancelled ticket is open and the new one is gone; and
    undoing that says it all again.
    """
    caller = world.caller()
    before = caller.json("/board")
    who = busiest(caller)
    off = next(each["ticket_id"] for each in before["assignments"] if who not in each["engineer_ids"])
    found = asked(
        caller,
        SICK | {"engineer": who},
        {"change": "ticket_cancelled", "ticket": off},
        {"change": "ticket_arrives", "id": "P1-1", "client": "@largest", "priority": 1, "minutes": 30},
    )
    plan = found["plans"][-1]["proposal_id"]
    assert caller.json(f"/proposals/{plan}")["origin"] == "replan"
    caller.publish(plan)
    after = caller.json("/board")
    assert caller.json(f"/tickets/{off}")["status"] == "closed"
    undone = caller.post("/schedules/2/undo")
    assert undone.status_code == 200, undone.text
    now = caller.json("/board")
    for part in ("assignments", "trips", "score", "kpis", "unassigned"):
        assert now[part] == before[part]
    assert "sick" not in {each["summary"] for each in caller.json(f"/engineers/{who}")["busy"]}
    assert caller.json(f"/tickets/{off}")["status"] == "open"
    problem_of(caller.get("/tickets/P1-1"), 404)
    assert caller.post("/schedules/3/undo").status_code == 200
    assert caller.json("/board")["assignments"] == after["assignments"]
    assert "sick" in {each["summary"] for each in caller.json(f"/engineers/{who}")["busy"]}
    assert caller.json("/tickets/P1-1")["priority"] == 1


def test_undo_is_refused_when_the_data_has_been_changed_since(sqlite_world: World) -> None:
    """An estimate that somebody has corrected afterwards is named, and nothing is undone."""
    caller = sqlite_world.caller()
    ticket = caller.json("/board")["assignments"][-1]["ticket_id"]
    found = asked(caller, {"change": "ticket_overruns", "ticket": ticket, "minutes": 15})
    caller.publish(found["plans"][0]["proposal_id"])
    long = caller.json(f"/tickets/{ticket}")["estimated_minutes"]
    patched = sqlite_world.caller("admin").ask("PATCH", f"/tickets/{ticket}", json={"estimated_minutes": long + 5})
    assert patched.status_code == 200, patched.text
    said = problem_of(caller.post("/schedules/2/undo"), 409)["detail"]
    assert f"ticket {ticket} has been changed since" in said
    assert sqlite_world.versions()[1] == 2
    assert caller.json(f"/tickets/{ticket}")["estimated_minutes"] == long + 5


def test_slips_are_told(sqlite_world: World) -> None:
    """Who is not there, what is no event, and a field that is none."""
    caller = sqlite_world.caller()
    unknown = caller.post("/replan", {"events": [SICK | {"engineer": "eve"}]})
    assert "no engineer 'eve'" in problem_of(unknown, 422)["detail"]
    rule = caller.post("/replan", {"events": [{"change": "rule_off", "rule": "travel"}]})
    assert "is no event" in problem_of(rule, 422)["detail"]
    problem_of(caller.post("/replan", {"event": []}), 422)
    restored = caller.post("/replan", {"events": [{"change": "restored", "added": [["tickets", "T-1003"]]}]})
    said = problem_of(restored, 422)["detail"]
    assert "is no event" in said
    assert "undo the version" in said

"""Plans of the whole team: asked for, run by the supervisor, watched, stopped and published."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from served_desks import Caller, World, problem_of
from waiting import until

from api.jobs.supervisor import Supervisor
from api.service.service import wall_clock


@pytest.fixture
def at_work(world: World) -> Iterator[World]:
    """Return the service with a supervisor that runs its plans; both go by the wall clock."""
    world.now = wall_clock()
    with Supervisor(world.database, world.settings):
        yield world


def test_plan_is_made_watched_and_published(at_work: World) -> None:
    """From the queue to a version: its progress falls, its proposal places what waited, and its explanation adds up."""
    caller = at_work.caller()
    waiting = {row["ticket_id"] for row in caller.json("/queue")["items"]}
    started = caller.post("/plans", {"seconds": 2, "note": "for Monday"})
    assert (started.status_code, started.json()["state"]) == (202, "queued")
    path = started.headers["location"]
    problem_of(caller.get(f"{path}/explanation"), 404)
    problem_of(caller.post(f"{path}/publish"), 404)

    events = said(caller, path)

    assert [event["id"] for event in events] == [str(number) for number in range(1, len(events) + 1)]
    assert [event["event"] for event in events] == ["progress"] * (len(events) - 1) + ["end"]
    costs = [event["data"]["cost"] for event in events[:-1]]
    assert costs == sorted(costs, reverse=True)
    done = caller.json(path)
    assert events[-1]["data"] == {"state": "done", "proposal_id": done["proposal_id"]}
    assert (done["state"], done["note"], done["created_by"], done["error"]) == (
        "done",
        "for Monday",
        "key:north dispatcher",
        None,
    )
    assert said(caller, path, {"Last-Event-ID": str(len(events) - 1)}) == events[-1:]
    explained = caller.json(f"{path}/explanation")
    assert (
        explained["cost_difference"] == explained["score"]["after"]["total"] - explained["score"]["before"]["total"] < 0
    )
    assert sum(explained["by_rule"].values()) == explained["cost_difference"]
    placed = {change["ticket_id"] for change in explained["changes"]} & waiting
    assert placed

    published = caller.post(f"{path}/publish").json()

    assert published["version"] == 2
    assert published["score"] == explained["score"]["after"]
    version = caller.json("/schedules/2")
    assert {each["ticket_id"] for each in version["unassigned"]} == {
        each["ticket_id"] for each in explained["unassigned"]
    }
    assert {row["ticket_id"] for row in caller.json("/queue")["items"]} == waiting - placed
    assert all(row["reasons"] for row in caller.json("/queue")["items"])
    assert caller.json("/schedules")["items"][0]["origin"] == "plan"
    # What the plan says of tickets that are no more is no flaw of the desk.
    left = version["unassigned"][0]["ticket_id"]
    assert caller.delete(f"/tickets/{left}").status_code == 204
    assert caller.patch("/desk", {"freeze_minutes": 15}).status_code == 200


def test_plan_is_stale_after_others_have_published(at_work: World) -> None:
    """A plan made for what was there before is refused as a whole, and tells on whose account."""
    caller, second = at_work.caller(), at_work.caller("second")
    path = caller.post("/plans", {"seconds": 1}).headers["location"]
    until(lambda: caller.json(path)["state"] == "done")
    filled = second.fill()
    second.publish(filled["proposal_id"])
    changes = problem_of(caller.post(f"{path}/publish"), 409)["changes"]
    assert {change["by"] for change in changes} == {"key:second dispatcher"}
    assert caller.json("/board")["published_version"] == 2


def test_plan_that_waits_is_cancelled(dispatcher: Caller) -> None:
    """Nothing runs it, so stopping it is its end; stopping it again changes nothing."""
    path = dispatcher.post("/plans").headers["location"]
    for _ in range(2):
        stopped = dispatcher.delete(path)
        assert (stopped.status_code, stopped.json()["state"]) == (202, "cancelled")
    (end,) = said(dispatcher, path)
    assert end["data"] == {"state": "cancelled", "proposal_id": None}
    problem_of(dispatcher.post(f"{path}/publish"), 404)


def test_plan_that_runs_is_stopped_and_keeps_its_best(at_work: World) -> None:
    """Long before its time is over there is a proposal."""
    caller = at_work.caller()
    path = caller.post("/plans", {"seconds": 600}).headers["location"]
    until(lambda: caller.json(path)["progress"] is not None)
    assert caller.delete(path).status_code == 202
    until(lambda: caller.json(path)["state"] == "done")
    stopped = caller.json(path)
    assert stopped["proposal_id"]
    assert "stopped early" in stopped["note"]
    assert caller.post(f"{path}/publish").status_code == 200


@pytest.mark.parametrize("body", [{"seconds": 0}, {"seconds": 3601}, {"seconds": 1.5}, {"seed": -1}, {"minutes": 1}])
def test_plan_that_cannot_be_asked_for(body: Any, sqlite_world: World) -> None:
    """The limits are said in the flaw."""
    assert problem_of(sqlite_world.caller().post("/plans", body), 422)["flaws"]


def test_unknown_plan(sqlite_world: World) -> None:
    """Whatever is asked of it, it is not found; its stream of events does not begin."""
    caller = sqlite_world.caller()
    for method, path in (
        ("GET", "/plans/j_x"),
        ("GET", "/plans/j_x/events"),
        ("GET", "/plans/j_x/explanation"),
        ("POST", "/plans/j_x/publish"),
        ("DELETE", "/plans/j_x"),
    ):
        problem_of(caller.ask(method, path), 404)


def said(caller: Caller, path: str, headers: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """Return the events of a plan, to their end."""
    answer = caller.get(f"{path}/events", headers=headers)
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            found.append({**fields, "data": json.loads(fields["data"])})
    return found

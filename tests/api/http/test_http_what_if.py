"""What-ifs over HTTP: told before they are run, watched, stopped, compared; and nothing is ever published."""

from collections.abc import Iterator
from typing import Any

import pytest
from served_desks import MIKE, SARAH, Caller, World, problem_of
from test_http_plans import said
from waiting import until

from api.jobs.supervisor import Supervisor
from api.service.service import wall_clock
from scenarios.changes import CHANGES

SICK = {"change": "engineer_absent", "engineer": "@key", "reason": "sick"}
HIRED = {"change": "new_hire", "id": "nina", "name": "Nina", "like": MIKE}
TWO_WAYS = {
    "name": "two-ways",
    "purpose": "Sick, or one more?",
    "variants": [{"name": "sick", "changes": [SICK]}, {"name": "one more", "changes": [HIRED]}],
}


@pytest.fixture
def at_work(world: World) -> Iterator[World]:
    """Return the service with a supervisor that runs its jobs; both go by the wall clock."""
    world.now = wall_clock()
    with Supervisor(world.database, world.settings):
        yield world


def test_every_change_is_described(sqlite_world: World) -> None:
    """Each change has a title, words and a schema that says which fields name things, and which hold instants."""
    viewer = sqlite_world.caller("viewer")
    kinds = {each["change"]: each for each in viewer.json("/changes")["items"]}
    assert set(kinds) == {kind.model_fields["change"].default for kind in CHANGES}
    assert all(each["title"] and each["description"] for each in kinds.values())
    fields = kinds["engineer_absent"]["json_schema"]["properties"]
    assert (fields["engineer"]["x-names"], "@key" in fields["engineer"]["examples"]) == ("engineer", True)
    assert fields["start"]["x-moment"] is True
    tag = viewer.get("/changes").headers["etag"]
    assert viewer.get("/changes", headers={"If-None-Match": tag}).status_code == 304


def test_the_library_can_be_told_and_asked_for_as_it_is(sqlite_world: World) -> None:
    """Each situation has a purpose, and can be sent back as it was read; a small desk may lack what it speaks of."""
    viewer = sqlite_world.caller("viewer")
    scenarios = viewer.json("/scenarios")["items"]
    assert scenarios
    for scenario in scenarios:
        assert scenario["purpose"], scenario["name"]
        answer = viewer.post("/scenarios/preview", {"scenario": scenario})
        assert answer.status_code == 200 or problem_of(answer, 422)["flaws"][0]["field"].startswith("scenario.")


def test_a_scenario_is_told_before_it_is_run(dispatcher: Caller) -> None:
    """What stands for somebody is an id then, an instant is one with its offset, and each change is a sentence."""
    shared = {"change": "engineer_absent", "engineer": MIKE, "start": "mon 13:00", "end": "mon 15:00"}
    answer = dispatcher.post("/scenarios/preview", {"scenario": TWO_WAYS | {"changes": [shared]}})
    first, second = answer.json()["variants"]
    assert [first["name"], second["name"]] == ["sick", "one more"]
    assert first["changes"][0] == second["changes"][0]
    assert first["changes"][0]["change"]["start"] == "2026-03-02T13:00-06:00"
    picked = first["changes"][1]
    assert picked["change"]["engineer"] in {each["id"] for each in dispatcher.json("/engineers")["items"]}
    assert "is sick from Mon 2 Mar 00:00" in picked["words"]
    assert second["changes"][1]["words"].startswith("Nina joins")


def test_what_is_wrong_names_its_change(dispatcher: Caller) -> None:
    """All slips of a scenario come at once, each at its place: what the desk does not have, and what is no change."""
    nobody = {"change": "engineer_absent", "engineer": "mike-lindkvist"}
    scenario = {
        "name": "slips",
        "changes": [nobody],
        "variants": [{"name": "a", "changes": [HIRED, HIRED]}, {"name": "b", "changes": [SICK | {"end": "someday"}]}],
    }
    flaws = problem_of(dispatcher.post("/scenarios/preview", {"scenario": scenario}), 422)["flaws"]
    assert [each["field"] for each in flaws] == [
        "scenario.changes.0.engineer_absent",
        "scenario.variants.0.changes.1.new_hire",
        "scenario.variants.1.changes.0.engineer_absent",
    ]
    assert "you mean 'mike-lindqvist'" in flaws[0]["message"]
    assert "there is an engineer 'nina' already" in flaws[1]["message"]
    assert "someday" in flaws[2]["message"]
    assert problem_of(dispatcher.post("/what-ifs", {"scenario": scenario}), 422)["flaws"] == flaws
    unknown = {"name": "x", "changes": [SICK | {"colour": "red"}]}
    (flaw,) = problem_of(dispatcher.post("/scenarios/preview", {"scenario": unknown}), 422)["flaws"]
    assert flaw["field"] == "scenario.changes.0.engineer_absent.colour"


@pytest.mark.parametrize(
    "body",
    [
        {"each_seconds": 0.5},
        {"each_seconds": 301},
        {"seeds": 0},
        {"seeds": 6},
        {"against": "nothing"},
        {"each_seconds": 300, "seeds": 5},
        {"scenario": {"name": "empty"}},
        {"scenario": {"name": "long", "changes": [SICK] * 101}},
        {"scenario": {"name": "twice", "variants": [{"name": "a", "changes": []}] * 2}},
        {"publish": True},
    ],
    ids=lambda body: "-".join(body),
)
def test_what_if_that_cannot_be_asked_for(body: Any, sqlite_world: World) -> None:
    """Whatever is out of its limits is refused, with the flaw."""
    asked = {"scenario": TWO_WAYS} | body
    assert problem_of(sqlite_world.caller("planner").post("/what-ifs", asked), 422)["flaws"]


def test_what_if_is_run_watched_and_compared(at_work: World) -> None:
    """A planner's variants are solved beside the desk as it is: every schedule is told on the way, what comes out has
    figures, costs that add up and tickets with reasons; the schedule and the data are as they were.
    """
    caller, before = at_work.caller("planner"), at_work.versions()
    board = caller.json("/board")["assignments"]
    started = caller.post("/what-ifs", {"scenario": TWO_WAYS, "each_seconds": 1, "seeds": 2})
    assert (started.status_code, started.json()["state"], started.json()["comparison"]) == (202, "queued", None)
    path = started.headers["location"]

    events = said(caller, path)

    assert [each["event"] for each in events] == ["progress"] * (len(events) - 1) + ["end"]
    assert {each["data"]["total"] for each in events[:-1]} == {6}
    done = [each["data"]["done"] for each in events[:-1]]
    assert done == sorted(done)
    found = caller.json(path)
    assert (found["state"], found["note"], found["error"], found["seconds"]) == ("done", "", None, 6)
    assert found["scenario"]["variants"][0]["changes"][0]["engineer"] == "@key"
    compared = found["comparison"]
    assert [each["name"] for each in compared["variants"]] == ["sick", "one more"]
    assert compared["seeds"] == [0, 1]
    for variant in compared["variants"]:
        difference = variant["cost"] - compared["base"]["cost"]
        assert difference == variant["cost_difference"] == sum(variant["cost_difference_by_rule"].values())
    assert {each["id"] for each in compared["variants"][1]["engineers"]} >= {"nina", MIKE, SARAH}
    report = caller.get(f"{path}/report")
    assert report.headers["content-type"].startswith("text/html")
    assert compared["variants"][1]["name"] in report.text
    assert "default-src 'none'" in report.headers["content-security-policy"]
    (listed,) = caller.json("/what-ifs")["items"]
    assert (listed["name"], "comparison" in listed) == ("two-ways", False)
    assert caller.json("/plans")["items"] == []
    for there in (path.replace("what-ifs", "plans"), path.replace("what-ifs", "plans") + "/events"):
        problem_of(caller.get(there), 404)
    assert at_work.versions() == before
    assert caller.json("/board")["assignments"] == board


def test_what_if_that_is_stopped_keeps_what_is_done(at_work: World) -> None:
    """Stopped when one schedule of each is there, these are compared, and it says so."""
    caller = at_work.caller("planner")
    scenario = {"name": "sick", "changes": [SICK]}
    path = caller.post("/what-ifs", {"scenario": scenario, "each_seconds": 1, "seeds": 5}).headers["location"]
    until(lambda: (caller.json(path)["progress"] or {"done": 0})["done"] >= 2)
    assert caller.delete(path).status_code == 202
    until(lambda: caller.json(path)["state"] == "done")
    found = caller.json(path)
    assert "stopped early" in found["note"]
    assert found["comparison"]["stopped"]
    assert 1 <= len(found["comparison"]["seeds"]) < 5


def test_what_if_that_waits_is_cancelled(sqlite_world: World) -> None:
    """Nothing runs it, so stopping it is its end, and there is nothing to compare."""
    caller = sqlite_world.caller("planner")
    path = caller.post("/what-ifs", {"scenario": TWO_WAYS}).headers["location"]
    for _ in range(2):
        stopped = caller.delete(path)
        assert (stopped.status_code, stopped.json()["state"]) == (202, "cancelled")
    assert caller.json(path)["comparison"] is None
    assert "has no report" in problem_of(caller.get(f"{path}/report"), 404)["detail"]
    actions = [(each["action"], each["target"]) for each in sqlite_world.caller("admin").json("/audit")["items"]]
    assert ("what if", path.rpartition("/")[2]) in actions


def test_unknown_what_if(sqlite_world: World) -> None:
    """Whatever is asked of it, it is not found; and a plan is none."""
    caller = sqlite_world.caller()
    plan = caller.post("/plans").json()["id"]
    for name in ("j_x", plan):
        for method, path in (("GET", ""), ("GET", "/events"), ("GET", "/report"), ("DELETE", "")):
            problem_of(caller.ask(method, f"/what-ifs/{name}{path}"), 404)

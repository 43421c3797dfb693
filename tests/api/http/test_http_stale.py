"""Several people at once: who comes second is told what has changed and by whom, and nothing is half done."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from served_desks import EVENING, MIKE, NOON, OTHERS, PRIYA, Caller, World, problem_of

from api.store import tables

HOLE = "2026-03-02T10:00:00+00:00"


def test_second_of_two_fills_is_told_what_the_first_did(world: World, dispatcher: Caller) -> None:
    """The same hole filled twice: one wins, the other learns who took it, when, and with which tickets."""
    second = world.caller("second")
    mine, theirs = dispatcher.fill(), second.fill()
    placed = [choice["assignment"]["ticket_id"] for choice in mine["choices"]]
    dispatcher.publish(mine["proposal_id"])
    refused = problem_of(second.post(f"/proposals/{theirs['proposal_id']}/publish"), 409)
    assert refused["type"].endswith("/stale")
    (day,) = [change for change in refused["changes"] if change["what"] == "day"]
    assert (day["engineer_id"], day["date"], day["by"]) == (MIKE, "2026-03-02", "key:north dispatcher")
    assert (day["version"], day["at"]) == (2, "2026-03-02T07:00:00-06:00")
    assert day["detail"].startswith("north dispatcher changed Mike Lindqvist's Monday 2 March")
    assert all(ticket in day["detail"] for ticket in placed)
    assert "Nothing was published" in refused["detail"]
    assert world.versions()[1] == 2
    assert dispatcher.json(f"/proposals/{theirs['proposal_id']}")["state"] == "proposal"


def test_ticket_taken_elsewhere_makes_a_proposal_stale(world: World, dispatcher: Caller) -> None:
    """Two want the same ticket on different people's days: the second is told that the ticket has gone."""
    mine = dispatcher.move("T-1003", MIKE, "2026-03-02T13:30:00-06:00")
    theirs = world.caller("second").move("T-1003", PRIYA, "2026-03-02T13:30:00-06:00")
    dispatcher.publish(mine["proposal_id"])
    answer = world.caller("second").post(f"/proposals/{theirs['proposal_id']}/publish")
    (change,) = problem_of(answer, 409)["changes"]
    assert (change["what"], change["ticket_id"], change["by"]) == ("ticket", "T-1003", "key:north dispatcher")
    assert change["detail"].startswith("north dispatcher changed ticket T-1003")


def test_work_on_other_days_does_not_get_in_the_way(world: World, dispatcher: Caller) -> None:
    """Two people fill different days of different tickets: both are published, though made for the same version."""
    mine = dispatcher.move("T-1003", MIKE, "2026-03-02T13:30:00-06:00")
    theirs = world.caller("second").fill(PRIYA, "2026-03-03T08:00:00-06:00", "2026-03-03T16:00:00-06:00")
    assert mine["base_version"] == theirs["base_version"] == 1
    dispatcher.publish(mine["proposal_id"])
    assert world.caller("second").publish(theirs["proposal_id"])["version"] == 3
    there = {each["ticket_id"] for each in dispatcher.json("/board")["assignments"]}
    assert {"T-1003", *(choice["assignment"]["ticket_id"] for choice in theirs["choices"])} <= there


def test_eight_for_the_same_hole_at_once(world: World) -> None:
    """Eight tickets proposed for one hour, published by eight threads at one moment: exactly one gets it."""
    dispatcher = world.caller(desk="other")
    proposals = [dispatcher.move(f"w{number}", "e5", HOLE)["proposal_id"] for number in range(1, 9)]
    answers = at_once(dispatcher, [f"/proposals/{each}/publish" for each in proposals])
    (won,) = [answer.json() for answer in answers if answer.status_code == 200]
    refused = [problem_of(answer, 409) for answer in answers if answer.status_code != 200]
    assert len(refused) == 7
    winner = won["changes"][0]["ticket_id"]
    assert all(f"{winner} came" in each["changes"][0]["detail"] for each in refused)
    assert [row.version for row in world.rows(tables.Schedule, "other")] == [1, 2]
    assert [row.ticket_id for row in world.rows(tables.Decision, "other")] == [winner]


def test_eight_for_different_people_at_once(world: World) -> None:
    """Eight people's hours, published by eight threads at one moment: each has to look again, and all are published."""
    dispatcher = world.caller(desk="other")
    wanted = {f"w{number}": engineer for number, engineer in enumerate(OTHERS, 1)}
    proposals = [dispatcher.move(ticket, engineer, HOLE)["proposal_id"] for ticket, engineer in wanted.items()]
    answers = at_once(dispatcher, [f"/proposals/{each}/publish" for each in proposals])
    assert sorted(answer.json()["version"] for answer in answers) == [*range(2, 10)]
    there = {each["ticket_id"]: each["engineer_ids"] for each in dispatcher.json("/board")["assignments"]}
    assert there == {"w16": ["e1"], **{ticket: [engineer] for ticket, engineer in wanted.items()}}
    rows = world.rows(tables.Schedule, "other")
    assert [row.state for row in sorted(rows, key=lambda row: row.version)] == ["superseded"] * 8 + ["published"]


def test_one_proposal_published_by_eight_at_once(world: World) -> None:
    """Whoever comes second with the same proposal gets the first one's answer."""
    dispatcher = world.caller(desk="other")
    proposal = dispatcher.move("w1", "e5", HOLE)["proposal_id"]
    answers = at_once(dispatcher, [f"/proposals/{proposal}/publish"] * 8)
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert world.versions("other")[1] == 2


def test_publishing_and_editing_at_once_lose_nothing(world: World) -> None:
    """People publish while others edit: who was overtaken looks again, and all of it is there at the end."""
    dispatcher = world.caller(desk="other")
    proposals = [dispatcher.move(f"w{number}", f"e{number}", HOLE)["proposal_id"] for number in range(1, 5)]
    publishes = [lambda path=f"/proposals/{each}/publish": dispatcher.post(path) for each in proposals]
    edits = [lambda path=f"/tickets/w{number}": dispatcher.patch(path, {"priority": 1}) for number in range(9, 13)]
    answers = together([*publishes, *edits])
    assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
    assert {f"w{number}" for number in range(1, 5)} <= {
        each["ticket_id"] for each in dispatcher.json("/board")["assignments"]
    }
    assert all(dispatcher.json(f"/tickets/w{number}")["priority"] == 1 for number in range(9, 13))


def test_proposal_is_not_stale_for_the_time_that_passes(dispatcher: Caller) -> None:
    """Another look, another fill of somebody else and an edit of something else do not make it so."""
    filled = dispatcher.fill()
    dispatcher.fill(PRIYA, NOON, EVENING)
    assert dispatcher.patch("/clients/harbor-pharmacy", {"vip": True}).status_code == 200
    assert dispatcher.publish(filled["proposal_id"])["version"] == 2


def at_once(caller: Caller, paths: list[str]) -> list[httpx.Response]:
    """Return the answers to POSTs that are all sent at one moment, in their order."""
    return together([lambda path=path: caller.post(path) for path in paths])


def together(calls: list[Callable[[], Any]]) -> list[Any]:
    """Return what functions return that all begin at one moment, each in a thread of its own."""
    gate = threading.Barrier(len(calls))

    def begun(call: Callable[[], Any]) -> Any:
        gate.wait()
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [each.result() for each in [threads.submit(begun, call) for call in calls]]

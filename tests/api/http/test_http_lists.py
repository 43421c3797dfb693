"""Lists are read page by page: everything comes once, whatever the size of a page and whatever happens meanwhile."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from served_desks import NOW, SARAH, TOM, Caller, World, problem_of

from api.jobs import queue
from api.store import tables
from api.store.trail import note

LISTS = ["/engineers", "/tickets", "/clients", "/sites", "/queue", "/schedules", "/decisions", "/plans", "/what-ifs"]
MANAGED = ["/keys", "/audit", "/subscriptions"]


def test_pages_hold_everything_once(world: World) -> None:
    """By ones, by threes and all at once the same items come in the same order, and the last page says so."""
    furnish(world)
    admin = world.caller("admin")
    for path in (*LISTS, *MANAGED):
        whole = admin.json(f"{path}?limit=1000")
        assert whole["next"] is None
        assert len(whole["items"]) > 1, path
        for limit in (1, 3, len(whole["items"])):
            assert walk(admin, path, limit) == whole["items"], path


def test_what_goes_meanwhile_ends_no_walk(dispatcher: Caller) -> None:
    """When the last item of a page is deleted, planned or forgotten, the next page goes on behind its place."""
    rest = [each["id"] for each in dispatcher.json("/tickets")["items"]][3:]

    def delete(page: Any) -> None:
        assert dispatcher.delete(f"/tickets/{page['items'][-1]['id']}").status_code == 204

    assert [each["id"] for each in walk(dispatcher, "/tickets", 3, delete)][3:] == rest
    waiting = [row["ticket_id"] for row in dispatcher.json("/queue")["items"]]
    assert len(waiting) > 2

    def close(page: Any) -> None:
        ticket = page["items"][-1]["ticket_id"]
        assert dispatcher.patch(f"/tickets/{ticket}", {"status": "closed"}).status_code == 200

    assert [row["ticket_id"] for row in walk(dispatcher, "/queue", 2, close)] == waiting


def test_plan_that_is_deleted_meanwhile_ends_no_walk(world: World, dispatcher: Caller) -> None:
    """A page that begins after a plan which is no more goes on with the ones before it."""
    furnish(world)
    plans = [each["id"] for each in dispatcher.json("/plans")["items"]]
    first = dispatcher.json("/plans?limit=2")
    with world.database.write() as session:
        session.delete(session.get_one(tables.Job, plans[1]))
    rest = dispatcher.json(f"/plans?limit=100&after={first['next']}")["items"]
    assert [each["id"] for each in rest] == plans[2:]


@pytest.mark.parametrize("path", [*LISTS, *MANAGED])
def test_cursor_that_is_none_is_refused(path: str, sqlite_world: World) -> None:
    """Whatever is passed as a cursor, it is a page or a flaw of the request, never a fault."""
    admin = sqlite_world.caller("admin")
    texts = ["²", "9" * 40, "-1", "a|b", "\x00", "1|", "|1", "é", "T-1003", "1e3", " 1 "]
    made = [base64.urlsafe_b64encode(text.encode()).decode().rstrip("=") for text in texts]
    for after in ["", "!", "é", "a", "////", "x" * 500, *made]:
        answer = admin.get(path, params={"after": after})
        assert answer.status_code == 200 or problem_of(answer, 422)["flaws"][0]["field"] == "after", after
    for wrong in ("limit=0", "limit=1001", "limit=x", f"after={'x' * 501}"):
        problem_of(admin.get(f"{path}?{wrong}"), 422)


def furnish(world: World) -> None:
    """Have several of everything that can be listed, some made at one moment."""
    admin = world.caller("admin")
    for number in range(2):
        moved = admin.move("T-1011", TOM, f"2026-03-0{number + 2}T14:00:00-06:00")
        admin.publish(moved["proposal_id"])
        answer = admin.post(
            "/subscriptions", {"engineer_id": SARAH, "url": f"https://calendar.example.com/{number}.ics"}
        )
        assert answer.status_code == 201, answer.text
    with world.database.write() as session:
        for number in range(7):
            queue.enqueue(session, "north", "plan", {"seconds": number + 1}, at=NOW, actor="test")
            scenario = {"name": str(number), "purpose": "", "changes": [], "variants": []}
            request = {"seconds": 2, "solves": 2, "scenario": scenario, "each_seconds": 1, "seeds": 1}
            request |= {"against": "planned"}
            queue.enqueue(session, "north", "what_if", request, at=NOW, actor="test")
            note(session, "north", NOW, "test", "note", str(number))


def walk(caller: Caller, path: str, limit: int, between: Callable[[Any], None] = lambda _page: None) -> list[Any]:
    """Return the items of all pages."""
    found: list[Any] = []
    after = ""
    for _ in range(100):
        page = caller.json(f"{path}?limit={limit}{after}")
        found += page["items"]
        assert len(page["items"]) <= limit
        if page["next"] is None:
            return found
        between(page)
        after = f"&after={page['next']}"
    raise AssertionError("the list has no end")

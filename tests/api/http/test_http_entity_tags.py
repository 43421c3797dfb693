"""Entity tags: what has not changed is not sent again, and what has changed is not overwritten."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from served_desks import MIKE, NOW, Caller, World, problem_of
from sqlalchemy import update

from api.store import tables

DOCUMENTS = [
    "/board",
    "/queue",
    "/kpis",
    "/desk",
    "/engineers",
    "/tickets",
    "/clients",
    "/sites",
    f"/engineers/{MIKE}",
    "/tickets/T-1003",
    "/clients/harbor-pharmacy",
    "/sites/office",
    f"/engineers/{MIKE}/calendar",
    "/schedules/1",
    "/schedules/1/board",
]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_known_document_is_not_sent_again(path: str, sqlite_world: World) -> None:
    """With its tag the answer is 304 without a body; with another tag, or none, it is the document."""
    caller = sqlite_world.caller()
    first = caller.get(path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for known in (tag, f'"other", W/{tag}', "*"):
        again = caller.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert caller.get(path, headers={"If-None-Match": '"other"'}).content == first.content


def test_document_with_a_known_tag_is_the_same(dispatcher: Caller) -> None:
    """Whatever is done, a document that says something else has another tag."""
    seen: dict[tuple[str, str], bytes] = {}

    def look() -> None:
        for path in [*DOCUMENTS, "/tickets?unassigned=true"]:
            answer = dispatcher.get(path)
            assert seen.setdefault((path, answer.headers["etag"]), answer.content) == answer.content

    whole = dispatcher.json("/export")
    before = dispatcher.json("/tickets/T-1003")
    look()
    dispatcher.patch("/tickets/T-1003", {"summary": "Other words"})
    look()
    dispatcher.publish(dispatcher.move("T-1003", MIKE, "2026-03-02T13:30:00-06:00")["proposal_id"])
    look()
    assert dispatcher.delete("/tickets/T-1003").status_code == 204
    dispatcher.put("/tickets/T-1003", before | {"summary": "Made anew"})
    look()
    assert dispatcher.post("/import", whole).status_code == 200
    look()
    assert dispatcher.patch("/desk", {"time_zone": "America/New_York"}).status_code == 200
    look()
    assert dispatcher.patch("/desk", {"time_zone": "America/Chicago"}).status_code == 200
    look()
    assert dispatcher.json("/tickets/T-1003") == before


def test_tag_of_a_live_desk_changes_with_the_time(world: World) -> None:
    """What is late by now was not late before: the board of a desk on the wall clock is made anew."""
    with world.database.write() as session:
        session.execute(update(tables.Desk).values(is_live=True))
    caller = world.caller()
    tag = caller.get("/board").headers["etag"]
    world.now = NOW + dt.timedelta(minutes=20)
    later = caller.get("/board", headers={"If-None-Match": tag})
    assert (later.status_code, later.json()["desk"]["now"]) == (200, "2026-03-02T07:20:00-06:00")


@pytest.mark.parametrize("path", ["/board", "/queue", "/kpis", "/tickets", "/schedules/1", "/schedules/1/board"])
def test_tag_of_one_desk_is_none_of_another(path: str, sqlite_world: World) -> None:
    """A browser that was signed in to one desk is not told at the next, of the same versions, that it has this."""
    here, elsewhere = sqlite_world.caller(), sqlite_world.caller(desk="other")
    assert here.patch("/desk", {"time_zone": "UTC"}).status_code == 200
    with sqlite_world.database.write() as session:
        session.execute(update(tables.Desk).values(is_live=True, data_version=10**9))
    tag = here.get(path).headers["etag"]
    answer = elsewhere.get(path, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


@pytest.mark.parametrize(
    ("path", "patch"),
    [
        ("/desk", {"freeze_minutes": 5}),
        (f"/engineers/{MIKE}", {"tier": 2}),
        ("/tickets/T-1003", {"priority": 1}),
        ("/clients/harbor-pharmacy", {"vip": True}),
        ("/sites/office", {"setup_minutes": 3}),
    ],
)
def test_change_of_what_has_changed_is_refused(path: str, patch: dict[str, int], sqlite_world: World) -> None:
    """With the tag that was read a change goes through once; the tag of the answer is the next one."""
    caller = sqlite_world.caller()
    tag = caller.get(path).headers["etag"]
    changed = caller.patch(path, patch, headers={"If-Match": tag})
    assert changed.status_code == 200
    refused = caller.patch(path, patch, headers={"If-Match": tag})
    assert changed.headers["etag"] in problem_of(refused, 412)["detail"]
    assert refused.headers["etag"] == changed.headers["etag"] == caller.get(path).headers["etag"]
    for good in ("*", "{}", '"x", {}', "W/{}"):
        known = {"If-Match": good.format(caller.get(path).headers["etag"])}
        assert caller.patch(path, patch, headers=known).status_code == 200


def test_put_and_delete_honour_tags_too(sqlite_world: World) -> None:
    """So does writing the whole and deleting; what is not there matches no tag."""
    caller, path = sqlite_world.caller(), "/tickets/T-1003"
    first = caller.get(path)
    body = first.json()
    caller.patch(path, {"priority": 1})
    old = {"If-Match": first.headers["etag"]}
    problem_of(caller.put(path, body, headers=old), 412)
    problem_of(caller.delete(path, headers=old), 412)
    assert caller.json(path)["priority"] == 1
    for missing in ('"x"', "*"):
        problem_of(caller.put("/tickets/T-9", body | {"id": "T-9"}, headers={"If-Match": missing}), 412)
    assert caller.delete(path, headers={"If-Match": caller.get(path).headers["etag"]}).status_code == 204


def test_of_eight_with_the_same_tag_one_gets_through(dispatcher: Caller) -> None:
    """Eight people who have read the same write at one moment: the other seven are told."""
    path = "/tickets/T-1003"
    tag = dispatcher.get(path).headers["etag"]

    def write(number: int) -> int:
        return dispatcher.patch(path, {"summary": f"by {number}"}, headers={"If-Match": tag}).status_code

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(write, range(8))) == [200] + [412] * 7

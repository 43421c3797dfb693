"""Signing in with a key, and handing keys out."""

import datetime as dt
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from served_desks import MIKE, NOW, Caller, Template, World, opened, problem_of

from api.warm.pool import WarmPool

BOARD = {"X-Openday": "board"}
PERMISSIONS = {
    "admin": ["edit", "manage", "plan", "publish", "read"],
    "dispatcher": ["edit", "plan", "publish", "read"],
    "planner": ["plan", "read"],
    "viewer": ["read"],
    "engineer": ["read_own"],
}


@pytest.mark.parametrize("role", PERMISSIONS)
def test_everybody_is_told_who_they_are(role: str, sqlite_world: World) -> None:
    """Name, role, desk and permissions; an engineer also which one she is."""
    me = sqlite_world.caller(role).json("/me")
    assert (me["desk_id"], me["desk_name"]) == ("north", "Twin Cities managed services")
    assert (me["role"], me["name"], me["permissions"]) == (role, f"key:north {role}", PERMISSIONS[role])
    assert me["engineer_id"] == (MIKE if role == "engineer" else None)


def test_session_is_kept_in_a_cookie_that_no_script_reads(world: World) -> None:
    """It stands for its key until it is ended, or its hours are over."""
    browser, cookie = begin(world)
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["secure"]) == ("strict", "/", "")
    assert int(cookie["max-age"]) == world.settings.session_hours * 3600
    assert browser.json("/me")["name"] == "key:north dispatcher"
    assert browser.delete("/session", headers=BOARD).status_code == 204
    problem_of(browser.get("/me"), 401)
    again, _ = begin(world)
    world.now = NOW + dt.timedelta(hours=world.settings.session_hours)
    problem_of(again.get("/me"), 401)


def test_cookie_is_for_https_alone_where_the_operator_says_so(
    sqlite_template: Template, tmp_path: Path, pool: WarmPool
) -> None:
    """Behind a proxy that speaks HTTPS."""
    with opened(sqlite_template, tmp_path, pool, secure_cookie=True) as world:
        assert begin(world)[1]["secure"]


def test_session_ends_with_its_key(world: World) -> None:
    """A revoked key takes its sessions along; one that expires ends them when it does."""
    admin = world.caller("admin")
    expires = (NOW + dt.timedelta(hours=1)).isoformat()
    for more, ends in (({}, None), ({"expires": expires}, NOW + dt.timedelta(hours=1))):
        made = admin.post("/keys", {"name": "n", "role": "viewer", **more}).json()
        browser, cookie = begin(world, made["key"])
        assert browser.get("/me").status_code == 200
        if ends is None:
            assert admin.delete(f"/keys/{made['id']}").status_code == 204
        else:
            assert int(cookie["max-age"]) == 3600
            world.now = ends
        problem_of(browser.get("/me"), 401)


@pytest.mark.parametrize("key", ["revoked", "expired"])
def test_no_session_begins_with_a_key_that_is_over(key: str, world: World) -> None:
    """All refusals are alike, whether or not there ever was such a key."""
    world.now = NOW + dt.timedelta(minutes=1)
    nobody = world.caller("nobody")
    told = [nobody.post("/session", {"key": each}) for each in (world.keys[f"north/{key}"], "od_" + "x" * 43, "x")]
    assert len({problem_of(answer, 401)["detail"] for answer in told}) == 1
    assert all("set-cookie" not in answer.headers for answer in told)


def test_key_is_made_listed_and_revoked(world: World) -> None:
    """What its holder presents is shown once; the list tells everything else, revoked keys too."""
    admin = world.caller("admin")
    answer = admin.post("/keys", {"name": "Mike's phone", "role": "engineer", "engineer_id": MIKE})
    made = answer.json()
    assert answer.status_code == 201
    phone = Caller(world.app, world.portal, made["key"])
    assert phone.get(f"/engineers/{MIKE}/calendar").status_code == 200
    listed = {each["id"]: each for each in admin.json("/keys")["items"]}
    assert listed[made["id"]] == {name: value for name, value in made.items() if name != "key"}
    assert made["key"] not in admin.get("/keys").text
    assert admin.delete(f"/keys/{made['id']}").status_code == 204
    problem_of(phone.get(f"/engineers/{MIKE}/calendar"), 401)
    assert {each["id"]: each["revoked"] for each in admin.json("/keys")["items"]}[made["id"]]
    lines = [(line["action"], line["target"]) for line in admin.json("/audit?limit=2")["items"]]
    assert lines == [("revoke key", made["id"]), ("make key", made["id"])]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": "", "role": "viewer"}, "name"),
        ({"name": "x", "role": "boss"}, "role"),
        ({"name": "x", "role": "engineer"}, "engineer_id"),
        ({"name": "x", "role": "engineer", "engineer_id": "nobody"}, "engineer_id"),
        ({"name": "x", "role": "viewer", "expires": "2026-03-02T12:00:00Z"}, "expires"),
        ({"name": "x", "role": "viewer", "expires": "2026-03-09"}, "expires"),
        ({"name": "a\nb", "role": "viewer"}, "name"),
    ],
)
def test_key_that_cannot_be(body: dict[str, str], field: str, sqlite_world: World) -> None:
    """The flaw names the field."""
    flaws = problem_of(sqlite_world.caller("admin").post("/keys", body), 422)["flaws"]
    assert [flaw["field"] for flaw in flaws] == [field]


def begin(world: World, key: str = "") -> tuple[Caller, dict[str, str]]:
    """Return a browser that has signed in, and its cookie."""
    browser = world.caller("nobody")
    answer = browser.post("/session", {"key": key or world.keys["north/dispatcher"]})
    assert (answer.status_code, answer.content) == (204, b"")
    cookie = SimpleCookie(answer.headers["set-cookie"])["openday_session"]
    browser.headers = {"Cookie": f"openday_session={cookie.value}"}
    return browser, dict(cookie)

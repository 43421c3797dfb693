"""A service on two small desks, ready to be called: for the tests of whatever answers requests.

The desk north is a generated one, two days long, with half of Monday's work published; `other` is eight people alike
with sixteen hours of remote work, of whom one has some published. Everything that can be named at a desk is there.
"""

import asyncio
import datetime as dt
import itertools
import json
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import build
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from sqlalchemy import update

from api.access import keys
from api.access.roles import Role
from api.http.app import create_app
from api.service.creating import create_desk
from api.service.service import Service
from api.settings import Settings
from api.store import tables
from api.store.database import Database
from api.store.migrate import migrate
from api.warm.pool import WarmPool
from constraints import rules_for
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.limits import Limits
from engine.solve import solve
from scenarios.generator import generate

NOW = dt.datetime(2026, 3, 2, 13, tzinfo=dt.UTC)
"""Where the service's clock stands when a test begins: Monday, seven in the morning at north."""
MIKE, SARAH, PRIYA, TOM = "mike-lindqvist", "sarah-silva", "priya-morales", "tom-berg"
NOON, EVENING = "2026-03-02T12:00:00-06:00", "2026-03-02T18:00:00-06:00"
"""Monday afternoon, which the published schedule of north leaves open."""
SECRET = "Nobody but the other desk may read this"
"""Stands in the summary of each of other's tickets."""
OTHERS = tuple(f"e{number}" for number in range(1, 9))
"""The people of the desk other."""
JSON = {"Content-Type": "application/json"}
_NUMBERS = itertools.count(1)


@cache
def north() -> Problem:
    """Return the desk north: solved in a moment, the work of Monday afternoon taken off again."""
    problem = generate(4, 14, 2, 3)
    plan = solve(problem, rules_for(problem.desk), Limits(deterministic=0.3), 0, 1).schedule
    noon = dt.datetime.fromisoformat(NOON)
    kept = tuple(each for each in plan.assignments if each.start < noon or each.start.day > noon.day)
    published = Schedule(planning_window=plan.planning_window, assignments=kept)
    return problem.model_copy(update={"published": published})


@cache
def other() -> Problem:
    """Return the desk other, which is in UTC and works from Monday 08:00; e1 has one hour of work."""
    tickets = (build.ticket(f"w{number}", client_id="theirs", summary=SECRET) for number in range(1, 17))
    people = (build.engineer(each, home_site="their-office") for each in OTHERS)
    return build.problem(
        *tickets,
        engineers=tuple(people),
        sites=(build.site("their-office"),),
        published=build.schedule(("w16", "e1", 0, 60)),
    )


@dataclass(frozen=True)
class Template:
    """A database to copy, and the keys in it: by ``desk/role``, and ``north/revoked`` and ``north/expired``."""

    url: str
    keys: dict[str, str]


def fill_template(database: Database) -> dict[str, str]:
    """Write both desks into an empty database, and return the keys made."""
    migrate(database)
    for desk_id, problem in (("north", north()), ("other", other())):
        create_desk(database, desk_id, problem, is_live=False)
    made = {}
    with database.write() as session:
        for desk_id, engineer in (("north", MIKE), ("other", "e1")):
            for role in Role:
                whose = engineer if role is Role.ENGINEER else None
                name = f"{desk_id} {role.value}"
                made[f"{desk_id}/{role.value}"] = keys.make(session, desk_id, name, role, NOW, whose)[1]
        made["north/second"] = keys.make(session, "north", "second dispatcher", Role.DISPATCHER, NOW)[1]
        revoked, made["north/revoked"] = keys.make(session, "north", "revoked", Role.ADMIN, NOW)
        keys.revoke(session, "north", revoked.id, NOW)
        soon = NOW + dt.timedelta(seconds=1)
        made["north/expired"] = keys.make(session, "north", "expired", Role.ADMIN, NOW, expires=soon)[1]
    return made


def copied(template: Template, folder: Path) -> str:
    """Return the URL of a new database that is a copy of the template."""
    if template.url.startswith("sqlite"):
        target = folder / "openday.db"
        shutil.copy(template.url.removeprefix("sqlite:///"), target)
        return f"sqlite:///{target}"
    import psycopg

    name, base = f"served{next(_NUMBERS)}", template.url.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(template.url.replace(f"/{base}?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{base}"')  # type: ignore[arg-type]
    return template.url.replace(f"/{base}?", f"/{name}?")


class Caller:
    """Somebody with a key, or nobody, who calls the application, from any thread."""

    def __init__(self, app: FastAPI, portal: BlockingPortal, shown: str = "") -> None:
        self._app, self._portal = app, portal
        self.headers = {"Authorization": f"Bearer {shown}"} if shown else {}

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> httpx.Response:
        """Return the answer to a request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8040") as client:
                return await client.request(method, path, headers=self.headers | (headers or {}), **more)

        return self._portal.call(asked)

    def listen(self, path: str) -> tuple[int, dict[str, str]]:
        """Begin to listen to a stream and go away again; return status and headers that it began with."""
        return self._portal.call(_begun, self._app, path, self.headers)

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Return the answer to a GET."""
        return self.ask("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """Return the answer to a POST with a JSON body, if any."""
        return self.ask("POST", path, **({"json": body} if body is not None else {}), **more)

    def put(self, path: str, body: Any = None, **more: Any) -> httpx.Response:
        """Return the answer to a PUT with a JSON body, if any."""
        return self.ask("PUT", path, **({"json": body} if body is not None else {}), **more)

    def patch(self, path: str, body: Any, **more: Any) -> httpx.Response:
        """Return the answer to a PATCH."""
        return self.ask("PATCH", path, json=body, **more)

    def delete(self, path: str, **more: Any) -> httpx.Response:
        """Return the answer to a DELETE."""
        return self.ask("DELETE", path, **more)

    def json(self, path: str) -> Any:
        """Return the document at a path, which must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fill(self, engineer_id: str = MIKE, start: str = NOON, end: str = EVENING, **more: Any) -> Any:
        """Return what fills an engineer's open time."""
        body = {"engineer_id": engineer_id, "start": start, "end": end, "seconds": 0.5}
        answer = self.post("/fill", body | more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def move(self, ticket_id: str, engineer_id: str | None, start: str | None) -> Any:
        """Return what a move would do."""
        engineers = [engineer_id] if engineer_id else None
        answer = self.post(
            "/evaluate", {"moves": [{"ticket_id": ticket_id, "engineer_ids": engineers, "start": start}]}
        )
        assert answer.status_code == 200, answer.text
        return answer.json()

    def publish(self, proposal_id: str, body: Any = None) -> Any:
        """Publish a proposal, which must go well, and return the answer's document."""
        answer = self.post(f"/proposals/{proposal_id}/publish", body)
        assert answer.status_code == 200, answer.text
        return answer.json()


async def _begun(app: FastAPI, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    has_begun, started = asyncio.Event(), dict[str, Any]()
    given = {"host": "localhost"} | {name.lower(): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 50_000),
        "server": ("localhost", 8040),
    }

    async def receive() -> Any:
        await has_begun.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            started.update(message)
            has_begun.set()

    await app(scope, receive, send)
    return started["status"], {name.decode(): value.decode() for name, value in started["headers"]}


@dataclass
class World:
    """A service on a database of its own.

    Parameters
    ----------
    settings : Settings
    database : Database
    pool : WarmPool
    keys : dict
        As in `Template`.
    """

    settings: Settings
    database: Database
    pool: WarmPool
    keys: dict[str, str]
    now: dt.datetime = NOW
    """What the service's clock says; tests set it."""
    service: Service = field(init=False)
    app: FastAPI = field(init=False)
    portal: BlockingPortal = field(init=False)

    def __post_init__(self) -> None:
        self.service = Service(self.settings, self.database, self.pool, clock=lambda: self.now)
        self.app = create_app(self.service)

    def caller(self, role: str = "dispatcher", desk: str = "north") -> Caller:
        """Return somebody of a desk; the role nobody has no key."""
        return Caller(self.app, self.portal, self.keys[f"{desk}/{role}"] if role != "nobody" else "")

    def rows(self, table: Any, desk_id: str = "north") -> list[Any]:
        """Return a desk's rows of a table."""
        with self.database.read() as session:
            return list(session.query(table).filter_by(desk_id=desk_id))

    def versions(self, desk_id: str = "north") -> tuple[int, int]:
        """Return a desk's data version and published version."""
        with self.database.read() as session:
            desk = session.get_one(tables.Desk, desk_id)
            return desk.data_version, desk.published_version


@contextmanager
def opened(template: Template, folder: Path, pool: WarmPool, **settings: Any) -> Iterator[World]:
    """Give a world on a copy of the template."""
    with ExitStack() as stack:
        url = copied(template, folder)
        database = Database(url)
        stack.callback(database.close)
        # The warm worker is shared, and knows a state of a desk by its versions: no two worlds have the same.
        with database.write() as session:
            session.execute(update(tables.Desk).values(data_version=1000 * next(_NUMBERS)))
        chosen = {"requests_per_minute": 1_000_000, "job_threads": 1, "warm_workers": 1} | settings
        world = World(Settings(database=url, **chosen), database, pool, template.keys)
        world.portal = stack.enter_context(start_blocking_portal())
        yield world


def problem_of(answer: httpx.Response, status: int) -> Any:
    """Return the problem document of an answer, which must be one of a status."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document = json.loads(answer.text)
    assert document["status"] == status
    assert {"type", "title", "detail"} <= document.keys()
    return document

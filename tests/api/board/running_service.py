"""``openday serve`` as a process of its own on loopback, and a desk of its own in it for each test."""

import datetime as dt
import itertools
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from api.access import keys
from api.access.roles import Role
from api.service.creating import create_desk
from api.store.database import Database
from engine.domain.problem import Problem

_GREETING = re.compile(r"serves at (\S+)")
_LINK = re.compile(r"by opening (\S+)")
_NUMBERS = itertools.count(1)
_SMALL = {
    "OPENDAY_WARM_WORKERS": "1",
    "OPENDAY_JOB_SLOTS": "1",
    "OPENDAY_JOB_THREADS": "1",
    "OPENDAY_REQUESTS_PER_MINUTE": "1000000",
    "PYTHONUNBUFFERED": "1",
}


@dataclass
class ServedDesk:
    """A desk of the running service, with an admin to ask the service what has become of it."""

    address: str
    id: str
    database: Database
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        key = self.key("Olga", Role.ADMIN)
        self.client = httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {key}"}, timeout=300)

    def key(self, name: str, role: Role = Role.DISPATCHER, engineer_id: str | None = None) -> str:
        """Return a new key of somebody at the desk."""
        with self.database.write() as session:
            return keys.make(session, self.id, name, role, dt.datetime.now(dt.UTC), engineer_id)[1]

    def get(self, path: str) -> Any:
        """Return the document at a path, which must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, body: Any = None) -> Any:
        """Return the document that answers a POST, which must go well."""
        answer = self.client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()

    def published(self) -> dict[str, dict[str, Any]]:
        """Return the published assignments by ticket, each of which stands there once."""
        assignments = self.get("/board")["assignments"]
        found = {each["ticket_id"]: each for each in assignments}
        assert len(found) == len(assignments)
        return found

    def newest(self) -> dict[str, Any]:
        """Return the newest version that was published."""
        newest: dict[str, Any] = self.get("/schedules")["items"][0]
        return newest


@dataclass(frozen=True)
class RunningService:
    """A service that answers: its address, and the link that it printed for whoever started it."""

    address: str
    link: str
    database: Database

    @contextmanager
    def desk(self, problem: Problem) -> Iterator[ServedDesk]:
        """Give a new desk of the service."""
        desk_id = f"desk{next(_NUMBERS)}"
        create_desk(self.database, desk_id, problem, is_live=False)
        desk = ServedDesk(self.address, desk_id, self.database)
        with desk.client:
            yield desk


@contextmanager
def running(desk: Path, folder: Path) -> Iterator[RunningService]:
    """Give a service that has begun with a desk's folder; it keeps its database and its log in the other one."""
    url = f"sqlite:///{folder / 'openday.db'}"
    command = [sys.executable, "-m", "api.cli.main", "serve", "--desk", str(desk), "--database", url, "--port", "0"]
    log = folder / "log"
    with (
        log.open("w") as said,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=os.environ | _SMALL) as process,
    ):
        try:
            address, link = _greeted(process, log)
            database = Database(url)
            try:
                yield RunningService(address, link, database)
            finally:
                database.close()
        finally:
            process.send_signal(signal.SIGTERM)


def _greeted(process: "subprocess.Popen[str]", log: Path) -> tuple[str, str]:
    """Return the address and the link that a starting service prints."""
    address = ""
    assert process.stdout is not None
    for line in process.stdout:
        if found := _GREETING.search(line):
            address = found[1]
        if found := _LINK.search(line):
            return address, found[1]
    raise AssertionError(f"the service ended before it was up:\n{log.read_text()}")

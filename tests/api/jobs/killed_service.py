"""A service that is killed again and again, and somebody who works with it all the same."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

PATIENCE = 600.0
"""Seconds after which what somebody waits for counts as never coming; on a busy machine a start takes half a minute."""
_GREETING = re.compile(r"serves at (\S+)")
_KEY = re.compile(r"(od_\S+)")
_QUIET = {
    "OPENDAY_WARM_WORKERS": "1",
    "OPENDAY_JOB_SLOTS": "1",
    "OPENDAY_JOB_THREADS": "1",
    "OPENDAY_REQUESTS_PER_MINUTE": "1000000",
    "PYTHONUNBUFFERED": "1",
}


class Service:
    """Runs ``openday serve`` on a database, and starts it again whenever it has ended."""

    def __init__(self, url: str, desk: Path, folder: Path) -> None:
        self._url, self._desk, self._log = url, desk, folder / "log"
        self._process: subprocess.Popen[str] | None = None
        self._is_closing = False
        self.address = self.key = ""
        self.starts = 0
        self._keeper = threading.Thread(target=self._keep, name="keeper of the service")

    def __enter__(self) -> "Service":
        """Start it, and wait until it is up."""
        self._keeper.start()
        end = time.monotonic() + PATIENCE
        while not self.key:
            assert time.monotonic() < end, self._log.read_text()
            time.sleep(0.05)
        return self

    def __exit__(self, *error: object) -> None:
        """End it as an operator does."""
        self._is_closing = True
        if self._process:
            self._process.send_signal(signal.SIGTERM)
        self._keeper.join()

    def kill(self, dice: random.Random) -> None:
        """Kill it, or one of the processes that it has started."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        victims = [process.pid, process.pid, *children(process.pid)]
        try:
            os.kill(dice.choice(victims), signal.SIGKILL)
        except ProcessLookupError:
            return

    def _keep(self) -> None:
        command = [sys.executable, "-m", "api.cli.main", "serve", "--database", self._url, "--port", "0"]
        while not self._is_closing:
            first = ["--desk", str(self._desk)] if not self.key else []
            with (
                self._log.open("a") as log,
                subprocess.Popen(
                    [*command, *first], stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | _QUIET
                ) as self._process,
            ):
                self.starts += 1
                assert self._process.stdout is not None
                for line in self._process.stdout:
                    if found := _GREETING.search(line):
                        self.address = found[1]
                    if found := _KEY.search(line):
                        self.key = self.key or found[1]
                self.address = ""


def children(number: int) -> list[int]:
    """Return the processes that a process has started to work for it."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == number and b"spawn_main" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except (OSError, IndexError):
            continue
    return found


@dataclass
class Dispatcher:
    """Somebody who plans, publishes and takes back, and asks again whenever there is no answer."""

    service: Service
    dice: random.Random
    published: dict[str, int] = field(default_factory=dict)
    """The version that each published proposal was answered with."""
    plans: list[str] = field(default_factory=list)
    """Ids of the plans asked for."""
    refused: int = 0

    def work(self) -> None:
        """Do one thing that ends in a publish, if nobody else came first."""
        kind = self.dice.choices(("fill", "drop", "undo", "plan"), (4, 3, 1, 2))[0]
        proposal_id = getattr(self, kind)()
        if proposal_id is None:
            return
        answer = self.ask("POST", f"/proposals/{proposal_id}/publish", {})
        if answer.status_code == httpx.codes.OK:
            self.published[proposal_id] = answer.json()["version"]
        else:
            assert answer.status_code in (409, 422), answer.text
            self.refused += 1

    def fill(self) -> str | None:
        """Fill an engineer's day."""
        engineer = self.dice.choice(self.board()["engineers"])
        shift = self.dice.choice(engineer["shifts"])
        wanted = {"engineer_id": engineer["id"], "start": shift["start"], "end": shift["end"], "seconds": 0.3}
        found = self.good(self.ask("POST", "/fill", wanted))
        return found["proposal_id"] if found["choices"] else None

    def drop(self) -> str | None:
        """Take a ticket off the board."""
        assignments = self.board()["assignments"]
        if not assignments:
            return None
        ticket = self.dice.choice(assignments)["ticket_id"]
        answer = self.ask("POST", "/evaluate", {"moves": [{"ticket_id": ticket, "engineer_ids": None, "start": None}]})
        return answer.json()["proposal_id"] if answer.status_code == httpx.codes.OK else None

    def undo(self) -> None:
        """Take the newest version back, unless somebody else has published since."""
        version = self.board()["published_version"]
        if version:
            answer = self.ask("POST", f"/schedules/{version}/undo", {})
            assert answer.status_code in (200, 409, 422), answer.text
            if answer.status_code == httpx.codes.OK:
                self.published[f"undo of {version} by {id(self)}"] = answer.json()["version"]

    def plan(self) -> str | None:
        """Plan the whole desk."""
        plan_id = self.good(self.ask("POST", "/plans", {"seconds": 1}))["id"]
        self.plans.append(plan_id)
        if self.dice.random() < 0.5:
            return None
        end = time.monotonic() + PATIENCE
        while (plan := self.good(self.ask("GET", f"/plans/{plan_id}")))["state"] in ("queued", "running"):
            assert time.monotonic() < end, plan
            time.sleep(0.3)
        proposal_id: str | None = plan["proposal_id"]
        return proposal_id

    def board(self) -> dict[str, Any]:
        """Return the board as it is now."""
        return self.good(self.ask("GET", "/board"))

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """Return the answer to a request; the same one is made again and again until there is one."""
        headers = {"Authorization": f"Bearer {self.service.key}", "Idempotency-Key": uuid.uuid4().hex}
        end = time.monotonic() + PATIENCE
        last: object = None
        while time.monotonic() < end:
            try:
                answer = httpx.request(method, self.service.address + path, json=body, headers=headers, timeout=60)
                if answer.status_code < 500:
                    return answer
                last = answer.text
            except (httpx.TransportError, httpx.UnsupportedProtocol) as error:
                last = error
            time.sleep(0.1)
        raise AssertionError(f"no answer to {method} {path}: {last}")

    @staticmethod
    def good(answer: httpx.Response) -> dict[str, Any]:
        """Return the document of an answer that is none of a refusal."""
        assert answer.is_success, answer.text
        found: dict[str, Any] = answer.json()
        return found

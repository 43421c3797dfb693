"""The service under load, on loopback: many dispatchers read the board and fill days while a long plan is at work.

``python -m benchmarks.load`` starts a service of its own on a generated desk, part of which is published, and stops it
in the end. Every dispatcher has a key of her own, listens to the desk's events, reads the board and the queue again
and again with the entity tag that she has, and fills a random engineer's day every half minute.
"""

import argparse
import asyncio
import datetime as dt
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import numpy as np

from constraints import rules_for
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.files import write_desk
from engine.limits import Limits
from engine.solve import solve
from scenarios.generator import generate

DAYS, OPEN_DAYS = 5, 2
"""Days of the window, and those at its end that nothing is published for: the days that are filled."""
PUBLISHED = 20.0
"""Units of the deterministic limit for the published plan, so that every machine is asked about the same one."""
READ_SECONDS = 5.0
"""Between two readings of the board by one dispatcher."""
SIGN_IN = re.compile(r"(http://\S+)/app/#key=(\S+)")


@dataclass
class Measured:
    """Seconds of every answer by what was asked, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    gaps: list[float] = field(default_factory=list)
    share: float = 0.0
    """Of a core that the plan beside had."""

    def note(self, what: str, began: float, answer: httpx.Response) -> None:
        """Note an answer."""
        self.seconds.setdefault(what, []).append(time.perf_counter() - began)
        if answer.status_code not in (200, 201, 202, 304):
            self.errors[f"{what}: {answer.status_code}"] += 1


def desk(engineers: int, tickets: int, seed: int) -> Problem:
    """Return a desk whose first days are published, and whose last ones are open."""
    problem = generate(engineers, tickets, DAYS, seed)
    made = solve(problem, rules_for(problem.desk), Limits(deterministic=PUBLISHED), workers=2).schedule
    cut = problem.desk.planning_window.start + dt.timedelta(days=DAYS - OPEN_DAYS)
    published = Schedule(
        planning_window=made.planning_window,
        assignments=tuple(each for each in made.assignments if each.start < cut),
        trips=tuple(each for each in made.trips if each.depart < cut),
        breaks=tuple(each for each in made.breaks if each.start < cut),
    )
    return problem.model_copy(update={"published": published})


@contextmanager
def service(problem: Problem) -> Iterator[tuple[str, str, int]]:
    """Run a service on a desk, and give its address, its first key and its process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_desk(problem, folder / "desk")
        command = ["-m", "api.cli.main", "serve", "--desk", str(folder / "desk"), "--port", "0"]
        command += ["--database", f"sqlite:///{folder / 'openday.db'}"]
        with (folder / "log").open("w") as log:
            process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=log, text=True)
            try:
                assert process.stdout is not None
                found = next(match for line in process.stdout if (match := SIGN_IN.search(line)))
                yield found[1], found[2], process.pid
            finally:
                process.terminate()
                process.wait(60)


async def run(
    address: str, key: str, process: int, problem: Problem, dispatchers: int, seconds: float, every: float
) -> Measured:
    """Let dispatchers work for some seconds beside a plan of the whole team."""
    measured = Measured()
    async with httpx.AsyncClient(base_url=address, headers=_bearer(key), timeout=60) as admin:
        await _ready(admin)
        begin = problem.desk.planning_window.start + dt.timedelta(days=DAYS - OPEN_DAYS, hours=8)
        # The desk is compiled when the first question comes; a service that has been up for a while has done that.
        await _fill(admin, Measured(), problem.engineers[0].id, begin)
        body = {"name": "dispatcher", "role": "dispatcher"}
        keys = [(await admin.post("/keys", json=body)).json()["key"] for _ in range(dispatchers)]
        plan = (await admin.post("/plans", json={"seconds": 3600, "note": "nightly run"})).json()["id"]
        await asyncio.sleep(10)
        began, before = time.monotonic(), _planning_seconds(process)
        until = began + seconds
        rng = random.Random(1)
        people = [
            _dispatcher(address, each, problem, until, every, random.Random(rng.random()), measured) for each in keys
        ]
        await asyncio.gather(*people)
        measured.share = (_planning_seconds(process) - before) / (time.monotonic() - began)
        state = (await admin.get(f"/plans/{plan}")).json()["state"]
        if state != "running":
            measured.errors[f"the plan beside is {state}"] += 1
        await admin.delete(f"/plans/{plan}")
    return measured


def _planning_seconds(service: int) -> int:
    """Return the seconds of computing of the service's nicest process, which is the plan."""
    listing = subprocess.run(
        ["ps", "--ppid", str(service), "-o", "nice=,cputimes="], check=True, capture_output=True, text=True
    ).stdout
    return max((int(nice), int(seconds)) for nice, seconds in map(str.split, listing.splitlines()))[1]


async def _dispatcher(
    address: str, key: str, problem: Problem, until: float, every: float, rng: random.Random, measured: Measured
) -> None:
    async with httpx.AsyncClient(base_url=address, headers=_bearer(key), timeout=60) as client:
        listening = asyncio.create_task(_listen(client, measured))
        await asyncio.gather(_read(client, until, rng, measured), _fills(client, problem, until, every, rng, measured))
        listening.cancel()


async def _listen(client: httpx.AsyncClient, measured: Measured) -> None:
    async with client.stream("GET", "/events", timeout=None) as events:
        if events.status_code != 200:
            measured.errors[f"events: {events.status_code}"] += 1
        async for _ in events.aiter_lines():
            pass


async def _read(client: httpx.AsyncClient, until: float, rng: random.Random, measured: Measured) -> None:
    tags: dict[str, str] = {}
    await asyncio.sleep(READ_SECONDS * rng.random())
    while time.monotonic() < until:
        for path in ("/board", "/queue"):
            began = time.perf_counter()
            answer = await client.get(path, headers={"If-None-Match": tags[path]} if path in tags else {})
            tags[path] = answer.headers.get("ETag", "")
            measured.note("read, unchanged" if answer.status_code == 304 else f"read {path}", began, answer)
        await asyncio.sleep(READ_SECONDS)


async def _fills(
    client: httpx.AsyncClient, problem: Problem, until: float, every: float, rng: random.Random, measured: Measured
) -> None:
    begin = problem.desk.planning_window.start + dt.timedelta(days=DAYS - OPEN_DAYS, hours=8)
    await asyncio.sleep(every * rng.random())
    while time.monotonic() < until:
        due = time.monotonic() + every
        await _fill(
            client, measured, rng.choice(problem.engineers).id, begin + dt.timedelta(days=rng.randrange(OPEN_DAYS))
        )
        await asyncio.sleep(max(0.0, due - time.monotonic()))


async def _fill(client: httpx.AsyncClient, measured: Measured, engineer: str, begin: dt.datetime) -> None:
    end = begin + dt.timedelta(hours=9)
    body = {"engineer_id": engineer, "start": begin.isoformat(), "end": end.isoformat()}
    began = time.perf_counter()
    answer = await client.post("/fill", json=body)
    measured.note("fill", began, answer)
    if answer.status_code == 200 and answer.json()["gap"] is not None:
        measured.gaps.append(answer.json()["gap"])


async def _ready(client: httpx.AsyncClient) -> None:
    while (await client.get("/ready")).status_code != 200:
        await asyncio.sleep(0.5)


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def report(measured: Measured, seconds: float) -> str:
    """Return the figures as text."""
    rows = [f"{'what':<20}{'answers':>9}{'a second':>10}{'p50':>8}{'p95':>8}{'p99':>8}"]
    reads = [each for what, found in measured.seconds.items() if what.startswith("read") for each in found]
    for what, found in [*sorted(measured.seconds.items()), ("all reads", reads)]:
        p50, p95, p99 = np.percentile(found, [50, 95, 99])
        rows.append(f"{what:<20}{len(found):>9}{len(found) / seconds:>10.1f}{p50:>8.3f}{p95:>8.3f}{p99:>8.3f}")
    count = sum(len(found) for found in measured.seconds.values())
    rows.append(f"{count / seconds:.1f} requests a second; errors: {dict(measured.errors) or 0}")
    rows.append(f"the plan beside had {measured.share:.0%} of a core")
    if measured.gaps:
        rows.append(f"gap of the fills: {np.mean(measured.gaps):.1%} on the mean")
    return "\n".join(rows)


def main() -> None:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dispatchers", type=int, default=50)
    parser.add_argument("--engineers", type=int, default=100)
    parser.add_argument("--tickets", type=int, default=2000)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--every", type=float, default=30.0, help="seconds between two fills of one dispatcher")
    given = parser.parse_args()
    problem = desk(given.engineers, given.tickets, 1)
    with service(problem) as (address, key, process):
        work = run(address, key, process, problem, given.dispatchers, given.seconds, given.every)
        measured = asyncio.run(work)
    print(report(measured, given.seconds))


if __name__ == "__main__":
    main()

"""A database in which each kind of thing is there that a desk can have, and how it is called."""

import hashlib
import importlib
import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from access_matrix import PARAMETERS
from fastapi import FastAPI
from served_desks import MIKE, NOW, Caller, Template, World, opened
from sqlalchemy import select

from api.http import routes
from api.http.models.supposing import WhatIfRequest
from api.jobs import lease, queue
from api.jobs.what_if import outcome_of
from api.store import tables, trust
from api.store.desks import snapshot
from api.store.proposals import propose
from api.warm.pool import WarmPool
from engine.learning.category import Category
from engine.learning.decision import TicketFacts
from engine.learning.ladder import Level
from engine.limits import Limits
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.scenario import Scenario
from scenarios.situation import Situation
from scenarios.whatif import whatif

TRUSTED = {"subscription_hosts": ("127.0.0.1",)}
"""Where nothing answers, so that a calendar there is fetched in vain and at once."""


@dataclass(frozen=True)
class Named:
    """A database in which each kind of thing is there, and how it is called at each desk."""

    template: Template
    ids: dict[str, dict[str, str]]


@dataclass(frozen=True)
class At:
    """A running service, and how things are called at its two desks."""

    world: World
    ours: dict[str, str]
    theirs: dict[str, str]


def named(template: Template, folder: Path, pool: WarmPool) -> Named:
    """Return a database with a plan, a proposal, a feed and a subscription at each desk, and what else has an id."""
    with opened(template, folder, pool, **TRUSTED) as world:
        ids = {
            "north": _things(world, "north", "T-1003", MIKE, "2026-03-02T13:30:00-06:00"),
            "other": _things(world, "other", "w1", "e2", "2026-03-02T08:00:00+00:00"),
        }
        # Versions are counted at each desk: the one that is named here is one that only the other desk has.
        for number in (2, 3):
            admin = world.caller("admin", "other")
            admin.publish(admin.move(f"w{number}", "e3", f"2026-03-02T1{number}:00:00+00:00")["proposal_id"])
        ids["other"]["version"] = "4"
        return Named(Template(world.settings.database, template.keys), ids)


@contextmanager
def at(made: Named, folder: Path, pool: WarmPool) -> Iterator[At]:
    """Give the service on a copy of the database, a minute later."""
    with opened(made.template, folder, pool, **TRUSTED) as world:
        world.now = NOW.replace(minute=1)
        yield At(world, made.ids["north"], made.ids["other"])


def _things(world: World, desk: str, ticket: str, engineer: str, start: str) -> dict[str, str]:
    admin = world.caller("admin", desk)
    url = admin.post(f"/engineers/{engineer}/feed").json()["url"]
    made = admin.post("/subscriptions", {"engineer_id": engineer, "url": "http://127.0.0.1:9/calendar.ics"})
    problem = world.service.snapshot(desk).problem
    version = admin.publish(admin.move(ticket, engineer, start)["proposal_id"])["version"]
    return {
        "engineer": engineer,
        "ticket": ticket,
        "client": problem.clients[0].id,
        "site": problem.sites[0].id,
        "version": str(version),
        "proposal": admin.move(ticket, None, None)["proposal_id"],
        "plan": _planned(world, desk),
        "what_if": _supposed(world, desk, engineer),
        "decision": str(_rejected(admin)),
        "action": _suggested(world, desk, ticket),
        "key": admin.json("/keys")["items"][0]["id"],
        "subscription": made.json()["id"],
        "token": url.partition("token=")[2],
        "shown": world.keys[f"{desk}/admin"],
        "sheet": "clients",
    }


def _rejected(admin: Caller) -> int:
    """Return the id of a decision that leaves a ticket waiting."""
    ticket = next(each["ticket_id"] for each in admin.json("/queue")["items"] if each["engineers_needed"] == 1)
    decision: int = admin.post(f"/tickets/{ticket}/recommendation/reject").json()["decision_id"]
    return decision


def _planned(world: World, desk: str) -> str:
    """Return a plan that has ended and proposes what is there already."""
    with world.database.write() as session:
        job = queue.enqueue(session, desk, "plan", {"seconds": 1, "seed": 0}, at=NOW, actor="test")
        queue.claim(session, at=NOW, lease="mine", only=[job.id])
        now = snapshot(session, desk, NOW)
        assert now.published is not None
        made = propose(
            session, now, now.published, origin="plan", actor="test", at=NOW, summary="Nothing new", job_id=job.id
        )
        session.flush()
        lease.finish(session, job.id, "mine", NOW, proposal_id=made.id)
        return job.id


def _supposed(world: World, desk: str, engineer: str) -> str:
    """Return a what-if that has ended, with what came out."""
    scenario = Scenario(name="sick", changes=(EngineerAbsent(engineer=engineer),))
    request = WhatIfRequest(scenario=scenario, each_seconds=1, seeds=1)
    wanted = request.model_dump(mode="json") | {"seconds": 2, "solves": 2}
    base = Situation(world.service.snapshot(desk).problem)
    found = whatif(base, scenario, Limits(deterministic=0.05), (0,), workers=1)
    assert found is not None
    with world.database.write() as session:
        job = queue.enqueue(session, desk, "what_if", wanted, at=NOW, actor="test")
        queue.claim(session, at=NOW, lease="mine", only=[job.id])
        lease.finish(session, job.id, "mine", NOW, outcome=outcome_of(found))
        return job.id


def _suggested(world: World, desk: str, ticket: str) -> str:
    """Return an automatic action that waits for its due time."""
    facts = TicketFacts.of(world.service.snapshot(desk).problem.ticket[ticket])
    meant = trust.Meant(ticket=facts, level=Level.SUGGEST, category=Category(), threshold=0.9)
    with world.database.write() as session:
        row = trust.begin(session, desk, meant, step="suggest", state=trust.WAITING, reason="", base_version=1, at=NOW)
        row.due = NOW.replace(hour=23)
        return row.id


def routes_of(app: FastAPI) -> Iterator[str]:
    """Return every route, in the words of the matrix."""
    whole = [route for route in app.routes if getattr(route, "path", None)]
    for each in pkgutil.iter_modules(routes.__path__):
        whole += importlib.import_module(f"{routes.__name__}.{each.name}").router.routes
    for route in whole:
        for method in getattr(route, "methods", None) or {"GET"}:
            if method != "HEAD":
                yield f"{method} {in_the_matrix(route.path)}"


def in_the_matrix(path: str) -> str:
    """Return a route's path in the words of the matrix."""
    for given, meant in PARAMETERS.items():
        path = path.replace("{" + given + "}", "{" + meant + "}")
    return path.replace("{row_id}", "{" + path.split("/")[1].removesuffix("s") + "}")


def digest(world: World, desk_id: str = "") -> str:
    """Return a digest of everything in the database, or of all that belongs to one desk."""
    made = hashlib.sha256()
    with world.database.read() as session:
        for table in tables.Base.metadata.sorted_tables:
            rows: Any = select(table).order_by(*table.primary_key)
            if desk_id:
                if "desk_id" not in table.c:
                    continue
                rows = rows.where(table.c.desk_id == desk_id)
            for row in session.execute(rows):
                made.update(repr((table.name, *row)).encode())
    return made.hexdigest()

"""What goes on at the desk, as it happens: published schedules, changed data, plans."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.jobs.queue import WHAT_IFS
from api.service.pulse import State
from api.service.service import Service
from api.store import tables
from api.store.schedules import since

from ..guards.watch import OnWatch
from ..service import TheService
from ..who import Reader

router = APIRouter(tags=["board"])
GLANCE = 1.0
"""Seconds between two looks at a desk."""


@router.get("/events", response_class=EventSourceResponse)
async def events(request: Request, who: Reader, service: TheService, watch: OnWatch) -> AsyncIterator[ServerSentEvent]:
    """Tell what others do: `published`, `data`, `plan` and `what_if`, from now on."""
    seen = await run_in_threadpool(service.pulse.state, who.desk_id)
    yield ServerSentEvent(
        data={"published_version": seen.published_version, "data_version": seen.data_version}, event="hello"
    )
    while not await request.is_disconnected() and await watch.is_known():
        await asyncio.sleep(GLANCE)
        now = await run_in_threadpool(service.pulse.state, who.desk_id)
        if now != seen:
            for kind, body in await run_in_threadpool(_news, service, who.desk_id, seen, now):
                yield ServerSentEvent(data=body, event=kind)
        seen = now


def _news(service: Service, desk_id: str, seen: State, now: State) -> list[tuple[str, dict[str, Any]]]:
    """Return what has happened between two states."""
    found: list[tuple[str, dict[str, Any]]] = []
    if now.published_version != seen.published_version:
        with service.database.read() as session:
            found += [("published", _published(row)) for row in since(session, desk_id, seen.published_version)]
    if now.data_version != seen.data_version:
        found.append(("data", {"data_version": now.data_version}))
    for (kind, id_), state in now.jobs.items():
        if seen.jobs.get((kind, id_)) != state:
            found.append(("what_if" if kind in WHAT_IFS else "plan", {"id": id_, "state": state}))
    return found


def _published(row: tables.Schedule) -> dict[str, Any]:
    return {
        "version": row.version,
        "by": row.created_by,
        "summary": row.summary,
        "ticket_ids": [change["ticket_id"] for change in row.changes["tickets"]],
        "engineer_ids": sorted({day[0] for day in row.changes["days"]}),
    }

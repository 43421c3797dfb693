"""What a job says, followed as a stream of events until its end."""

import asyncio
from collections.abc import AsyncIterator, Collection
from typing import Annotated, Any

from fastapi import Header, Request
from fastapi.sse import ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.jobs import queue, views
from api.service.service import Service
from engine.errors import UnknownId

from .guards.watch import OnWatch

LastEventId = Annotated[str | None, Header(description="Go on after this event.")]
GLANCE = 0.4
"""Seconds between two looks at what a job has said."""


async def follow(
    request: Request,
    service: Service,
    watch: OnWatch,
    desk_id: str,
    job_id: str,
    kinds: Collection[str],
    last: str | None,
) -> AsyncIterator[ServerSentEvent]:
    """Yield what a job has said after its event of some number, and what it says, to its end.

    Whether there is such a job is asked before: once a stream has begun, there is no status left to change.
    """
    number = int(last) if last and last.isdecimal() and len(last) < 10 else 0
    while not await request.is_disconnected() and await watch.is_known():
        for event in await run_in_threadpool(_said, service, job_id, number):
            number = event.number
            yield ServerSentEvent(data=event.body, event=event.kind, id=str(number))
            if event.kind == "end":
                return
        if await run_in_threadpool(_is_gone, service, desk_id, job_id, kinds):
            return
        await asyncio.sleep(GLANCE)


def _said(service: Service, job_id: str, number: int) -> list[Any]:
    with service.database.read() as session:
        return list(views.events_after(session, job_id, number))


def _is_gone(service: Service, desk_id: str, job_id: str, kinds: Collection[str]) -> bool:
    """Whether a job has been deleted, or ended without a word."""
    with service.database.read() as session:
        try:
            state = queue.found(session, desk_id, job_id, kinds).state
        except UnknownId:
            return True
        return state not in (queue.QUEUED, queue.RUNNING) and not views.events_after(session, job_id)

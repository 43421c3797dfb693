"""What-ifs: asked for, watched, stopped, compared. Nothing of them is ever published."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import HTMLResponse, Response

from api.jobs import queue, views
from api.service import supposing
from api.service.service import Service
from api.store.trail import note
from engine.errors import UnknownId
from scenarios.report import report_html

from ..alone import alone
from ..following import LastEventId, follow
from ..guards.watch import OnWatch
from ..models.listing import Listing
from ..models.supposing import WhatIfFound, WhatIfOut, WhatIfRequest
from ..once import OnlyOnce
from ..reply import After, Limit, as_text, last_job, page_of_jobs
from ..service import TheService
from ..who import Planner, Reader

router = APIRouter(prefix="/what-ifs", tags=["what if"])


@router.post("", response_model=WhatIfFound, status_code=202)
def start(body: WhatIfRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Solve the variants of a scenario beside the desk as it is, with the same limits and seeds; changes nothing."""
    zone = _zone(service, who.desk_id)

    def effect(remember: Any) -> Any:
        # What the desk does not allow is refused here, not after a wait.
        service.ask(service.snapshot(who.desk_id), supposing.require, body.scenario, body.against)
        wanted = body.model_dump(mode="json") | {"seconds": body.solves * body.each_seconds, "solves": body.solves}
        with service.database.write() as session:
            job = queue.enqueue(session, who.desk_id, "what_if", wanted, at=service.clock(), actor=who.name)
            note(session, who.desk_id, service.clock(), who.name, "what if", job.id, {"name": body.scenario.name})
            session.flush()
            answer = views.what_if(job, zone)
            remember(session, answer)
        return answer

    return once.run(effect, 202, location=lambda answer: f"/what-ifs/{answer['id']}")


@router.get("", response_model=Listing[WhatIfOut])
def what_ifs(who: Reader, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return the desk's what-ifs, newest first, without what they have found."""
    zone, last = _zone(service, who.desk_id), last_job(after)
    with service.database.read() as session:
        return page_of_jobs(views.list_what_ifs(session, who.desk_id, zone, limit + 1, last), limit)


@router.get("/{what_if_id}", response_model=WhatIfFound)
def what_if(what_if_id: str, who: Reader, service: TheService) -> dict[str, Any]:
    """Return how far a what-if has come, and what came out: its variants beside the desk as it is."""
    zone = _zone(service, who.desk_id)
    with service.database.read() as session:
        return views.what_if(queue.found(session, who.desk_id, what_if_id, queue.WHAT_IFS), zone)


@router.get("/{what_if_id}/report", response_class=HTMLResponse, responses=as_text("text/html"))
def report(what_if_id: str, who: Reader, service: TheService) -> Response:
    """Return what came out as one HTML page that needs nothing else, to keep or to send."""
    with service.database.read() as session:
        job = queue.found(session, who.desk_id, what_if_id, queue.WHAT_IFS)
        if job.outcome is None:
            raise UnknownId(f"what-if {what_if_id!r} has no report; it is {job.state}. Maybe wait until it is done")
        return alone(report_html(job.outcome["comparison"]))


def _known(what_if_id: str, who: Reader, service: TheService) -> str:
    """Return the id of a what-if that the desk has; what a stream raises itself comes too late for an answer."""
    with service.database.read() as session:
        return queue.found(session, who.desk_id, what_if_id, queue.WHAT_IFS).id


@router.get("/{what_if_id}/events", response_class=EventSourceResponse)
async def events(
    what_if_id: Annotated[str, Depends(_known)],
    request: Request,
    who: Reader,
    service: TheService,
    watch: OnWatch,
    last_event_id: LastEventId = None,
) -> AsyncIterator[ServerSentEvent]:
    """Tell which schedule is being made and how many are done (`progress`), and how it ended (`end`)."""
    async for event in follow(request, service, watch, who.desk_id, what_if_id, queue.WHAT_IFS, last_event_id):
        yield event


@router.delete("/{what_if_id}", response_model=WhatIfOut, status_code=202)
def stop(what_if_id: str, who: Planner, service: TheService) -> dict[str, Any]:
    """Stop a what-if; what is done of it is compared. One that still waits is cancelled."""
    zone, at = _zone(service, who.desk_id), service.clock()
    with service.database.write() as session:
        job = queue.ask_stop(session, who.desk_id, what_if_id, at, queue.WHAT_IFS)
        note(session, who.desk_id, at, who.name, "stop what if", what_if_id)
        session.flush()
        return views.what_if_head(job, zone)


def _zone(service: Service, desk_id: str) -> ZoneInfo:
    return ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)

"""Plans of the whole team: asked for, watched, stopped, and published."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from api.jobs import queue, views
from api.service import questions
from api.service.service import Service
from api.store.desks import still_there
from api.store.proposals import found, whole_of
from api.store.trail import note
from engine.errors import UnknownId

from ..following import LastEventId, follow
from ..guards.watch import OnWatch
from ..models.listing import Listing
from ..models.planning import Comparison, PlanOut, PlanRequest, PublishedOut, PublishRequest
from ..once import OnlyOnce
from ..publish import publish_once
from ..reply import After, Limit, last_job, page_of_jobs, reply
from ..service import TheService
from ..who import Planner, Publisher, Reader

router = APIRouter(prefix="/plans", tags=["plans"])
_USUAL, _WHOLE = PlanRequest(), PublishRequest()


@router.post("", response_model=PlanOut, status_code=202)
def start(who: Planner, service: TheService, once: OnlyOnce, body: Annotated[PlanRequest, Body()] = _USUAL) -> Response:
    """Plan the whole team: work that is published may move at a price, nothing changes until somebody publishes."""
    zone = _zone(service, who.desk_id)

    def effect(remember: Any) -> Any:
        with service.database.write() as session:
            wanted = {"seconds": body.seconds, "seed": body.seed}
            job = queue.enqueue(
                session, who.desk_id, "plan", wanted, at=service.clock(), actor=who.name, note=body.note
            )
            note(session, who.desk_id, service.clock(), who.name, "plan", job.id, wanted)
            session.flush()
            answer = views.view(session, job, zone)
            remember(session, answer)
        return answer

    return once.run(effect, 202, location=lambda answer: f"/plans/{answer['id']}")


@router.get("", response_model=Listing[PlanOut])
def plans(who: Reader, service: TheService, limit: Limit = 100, after: After = None) -> dict[str, Any]:
    """Return the desk's plans, newest first."""
    zone, last = _zone(service, who.desk_id), last_job(after)
    with service.database.read() as session:
        return page_of_jobs(views.list_jobs(session, who.desk_id, zone, limit + 1, last), limit)


@router.get("/{plan_id}", response_model=PlanOut)
def plan(plan_id: str, who: Reader, service: TheService) -> dict[str, Any]:
    """Return how far a plan has come."""
    zone = _zone(service, who.desk_id)
    with service.database.read() as session:
        return views.view(session, queue.found(session, who.desk_id, plan_id), zone)


def _known(plan_id: str, who: Reader, service: TheService) -> str:
    """Return the id of a plan that the desk has; what a stream raises itself comes too late for an answer."""
    with service.database.read() as session:
        return queue.found(session, who.desk_id, plan_id).id


@router.get("/{plan_id}/events", response_class=EventSourceResponse)
async def events(
    plan_id: Annotated[str, Depends(_known)],
    request: Request,
    who: Reader,
    service: TheService,
    watch: OnWatch,
    last_event_id: LastEventId = None,
) -> AsyncIterator[ServerSentEvent]:
    """Tell every better plan as it is found (`progress`), and how it ended (`end`)."""
    async for event in follow(request, service, watch, who.desk_id, plan_id, queue.PLANS, last_event_id):
        yield event


@router.delete("/{plan_id}", response_model=PlanOut, status_code=202)
def stop(plan_id: str, who: Planner, service: TheService) -> dict[str, Any]:
    """Stop a plan; the best one found so far is kept. One that still waits is cancelled."""
    zone = _zone(service, who.desk_id)
    with service.database.write() as session:
        job = queue.ask_stop(session, who.desk_id, plan_id, service.clock())
        note(session, who.desk_id, service.clock(), who.name, "stop plan", plan_id)
        session.flush()
        return views.view(session, job, zone)


@router.get("/{plan_id}/explanation", response_model=Comparison)
def explanation(plan_id: str, who: Reader, service: TheService) -> Response:
    """Say what a plan would change, what it leaves out and why, and what it is worth beside the published schedule."""
    now = service.snapshot(who.desk_id)
    with service.database.read() as session:
        proposal = found(session, who.desk_id, _proposal(session, who.desk_id, plan_id))
        whole = whole_of(session, proposal, now)
    return reply(service.ask(now, questions.compare, still_there(whole, now.problem)))


@router.post("/{plan_id}/publish", response_model=PublishedOut)
def publish(
    plan_id: str,
    who: Publisher,
    service: TheService,
    once: OnlyOnce,
    body: Annotated[PublishRequest, Body()] = _WHOLE,
) -> Response:
    """Make a plan what people work by; refused when it is stale or breaks a rule."""
    with service.database.read() as session:
        proposal_id = _proposal(session, who.desk_id, plan_id)
    return publish_once(once, service, who, proposal_id, body)


def _proposal(session: Any, desk_id: str, plan_id: str) -> str:
    job = queue.found(session, desk_id, plan_id)
    proposal_id: str | None = views.view(session, job, ZoneInfo("UTC"))["proposal_id"]
    if proposal_id is None:
        raise UnknownId(f"plan {plan_id!r} has no proposal; it is {job.state}. Maybe wait until it is done")
    return proposal_id


def _zone(service: Service, desk_id: str) -> ZoneInfo:
    return ZoneInfo(service.snapshot(desk_id).problem.desk.time_zone)

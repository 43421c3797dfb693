"""Questions that are answered at once: fill an open time, evaluate moves or a whole schedule, explain a ticket."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from starlette.responses import Response

from api.service import proposing, questions
from api.store.desks import still_there, with_ticket
from api.store.proposals import found, whole_of
from api.store.schedules import schedule_of
from engine.domain.schedule import Schedule
from engine.questions.evaluate import Move
from engine.questions.recommend import MOST

from ..models.asking import Evaluated, EvaluateRequest, ExplanationOut, FillAnswer, FillRequest
from ..models.recommending import RecommendationOut, RejectedOut, RejectRequest, TakeRequest
from ..once import OnlyOnce
from ..reply import reply
from ..service import TheService
from ..who import Planner, Publisher, Reader

router = APIRouter(tags=["questions"])
_WITHOUT_WORDS = RejectRequest()


@router.post("/fill", response_model=FillAnswer)
def fill(body: FillRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Fill an engineer's open time: which waiting tickets go there, in which order, and why."""
    return once.run(
        lambda remember: proposing.fill(
            service, who.desk_id, body.engineer_id, body.start, body.end, body.seconds, who.name, remember
        )
    )


@router.post("/evaluate", response_model=Evaluated)
def evaluate(body: EvaluateRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Score a change by hand before anybody agrees to it: its price by rule, and the rules it would break."""
    if body.schedule is not None:
        return reply(proposing.score(service, who.desk_id, body.schedule))
    moves = [Move(move.ticket_id, tuple(move.engineer_ids or ()), move.start) for move in body.moves or ()]
    return once.run(lambda remember: proposing.move(service, who.desk_id, moves, who.name, remember))


@router.get("/tickets/{ticket_id}/recommendation", response_model=RecommendationOut)
def recommendation(
    ticket_id: str,
    who: Reader,
    service: TheService,
    most: Annotated[int, Query(ge=1, le=50, description="Engineers to rank.")] = MOST,
) -> dict[str, Any]:
    """Rank the engineers who could take an unassigned ticket, by what their best place among published work costs."""
    now = with_ticket(service.snapshot(who.desk_id), ticket_id)
    return service.ask(now, questions.recommend, ticket_id, most)


@router.post("/tickets/{ticket_id}/recommendation", response_model=Evaluated)
def take(ticket_id: str, body: TakeRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Propose the place that is recommended with an engineer, and add-ons: the same slot, trips, breaks and price."""
    return once.run(
        lambda remember: proposing.take(
            service, who.desk_id, ticket_id, body.engineer_id, body.shown, who.name, remember, body.add_on_ids
        )
    )


@router.post("/tickets/{ticket_id}/recommendation/reject", response_model=RejectedOut)
def reject(
    ticket_id: str,
    who: Publisher,
    service: TheService,
    once: OnlyOnce,
    body: Annotated[RejectRequest, Body()] = _WITHOUT_WORDS,
) -> Response:
    """Take nobody of those who are recommended: the ticket waits on, and what was shown is kept as a decision."""
    return once.run(
        lambda remember: proposing.reject(service, who.desk_id, ticket_id, body.shown, body.reason, who.name, remember)
    )


@router.get("/tickets/{ticket_id}/explanation", response_model=ExplanationOut)
def explanation(
    ticket_id: str,
    who: Reader,
    service: TheService,
    version: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="A schedule's version; the published one without.")
    ] = None,
    proposal_id: Annotated[str | None, Query(max_length=128, description="A proposal instead.")] = None,
) -> dict[str, Any]:
    """Say why a ticket is where it is, or why it is nowhere: per engineer, the best slot or the rule that refuses."""
    now = with_ticket(service.snapshot(who.desk_id), ticket_id)
    schedule: Schedule | None = None
    if version is not None or proposal_id is not None:
        with service.database.read() as session:
            if proposal_id is not None:
                schedule = whole_of(session, found(session, who.desk_id, proposal_id), now)
            elif version is not None:
                schedule = schedule_of(session, who.desk_id, version)
    return service.ask(now, questions.explain, ticket_id, schedule and still_there(schedule, now.problem))

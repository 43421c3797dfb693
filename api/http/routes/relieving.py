"""Ways to free an engineer's time: what can move, and what is not to."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from api.service import relieving
from engine.questions.evaluate import Move
from engine.questions.relief import Wanted

from ..models.relieving import RefusedOut, RefuseRequest, RelievedOut, RelieveRequest
from ..once import OnlyOnce
from ..service import TheService
from ..who import Planner, Publisher

router = APIRouter(tags=["questions"])


@router.post("/relieve", response_model=RelievedOut)
def relieve(body: RelieveRequest, who: Planner, service: TheService) -> dict[str, Any]:
    """Return whole ways to free an engineer's time, each a chain of moves in words; nothing is changed."""
    return service.ask(service.snapshot(who.desk_id), relieving.relieve, _wanted(body), body.most)


@router.post("/relieve/refuse", response_model=RefusedOut)
def refuse(body: RefuseRequest, who: Publisher, service: TheService, once: OnlyOnce) -> Response:
    """Turn one move of a way down: the ticket, or all of its client's work, stays, and the ways left are returned.

    That is kept as a decision which the weights learn from; ``POST /decisions/{id}/withdraw`` takes it back.
    """
    moves = tuple(Move(each.ticket_id, tuple(each.engineer_ids or ()), each.start) for each in body.moves)
    no = relieving.Refused(moves, body.ticket_id, body.stays)
    return once.run(
        lambda remember: relieving.refuse(
            service, who.desk_id, _wanted(body), no, body.most, body.reason, who.name, remember
        )
    )


def _wanted(body: RelieveRequest) -> Wanted:
    return Wanted(body.engineer_id, body.start, body.end, body.for_ticket_id or "", body.keep, body.without)

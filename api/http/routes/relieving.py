"""Ways to free an engineer's time: what can move."""

from typing import Any

from fastapi import APIRouter

from api.service.relieving import relieve as make_way
from engine.questions.relief import Wanted

from ..models.relieving import RelievedOut, RelieveRequest
from ..service import TheService
from ..who import Planner

router = APIRouter(tags=["questions"])


@router.post("/relieve", response_model=RelievedOut)
def relieve(body: RelieveRequest, who: Planner, service: TheService) -> dict[str, Any]:
    """Return whole ways to free an engineer's time, each a chain of moves in words; nothing is changed."""
    wanted = Wanted(body.engineer_id, body.start, body.end, body.for_ticket_id or "", body.keep, body.without)
    return service.ask(service.snapshot(who.desk_id), make_way, wanted, body.most)

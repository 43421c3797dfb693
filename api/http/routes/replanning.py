"""Planning on after something has happened."""

from fastapi import APIRouter
from starlette.responses import Response

from api.service import happening

from ..models.replanning import ReplannedOut, ReplanRequest
from ..once import OnlyOnce
from ..service import TheService
from ..who import Planner

router = APIRouter(tags=["questions"])


@router.post("/replan", response_model=ReplannedOut)
def replan(body: ReplanRequest, who: Planner, service: TheService, once: OnlyOnce) -> Response:
    """Plan on after events: with no change, few changes, a free hand.

    Each plan is a proposal; to publish one writes the events into the desk's data as well.
    """
    return once.run(lambda remember: happening.replan(service, who.desk_id, body.events, body.seed, who.name, remember))

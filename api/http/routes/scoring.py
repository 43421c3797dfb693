"""The scoreboard."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.service.scoring import DAYS, scoreboard_document

from ..models.scoring import ScoreboardOut
from ..service import TheService
from ..who import Reader

router = APIRouter(tags=["trust"])


@router.get("/scoreboard", response_model=ScoreboardOut)
def scoreboard(
    who: Reader,
    service: TheService,
    days: Annotated[int, Query(ge=1, le=366, description="Days to look back.")] = DAYS,
) -> dict[str, Any]:
    """Return how often the dispatcher agreed, how tickets flowed, and what the engine did by itself."""
    return scoreboard_document(service, who.desk_id, days)

"""What the engine would do with a waiting ticket: the places as ranked, and what they cost by rule, free of weights."""

from dataclasses import dataclass
from datetime import datetime

from api.warm.held import Held
from engine.compile import weights_of
from engine.learning.decision import Option, TicketFacts
from engine.questions.recommend import recommend
from engine.questions.recommended import sentence


@dataclass(frozen=True)
class Place:
    """The recommended place of a ticket, and the others that were ranked."""

    ticket: TicketFacts
    options: tuple[Option, ...]
    weights: dict[str, int]
    weights_version: int
    end: datetime
    cost: int
    why: str

    @property
    def engineer_id(self) -> str:
        """The engineer of the recommended place."""
        return self.options[0].engineer_id

    @property
    def start(self) -> datetime:
        """Its start."""
        return self.options[0].start


def place(held: Held, ticket_id: str) -> Place | None:
    """Return where a ticket would go; None when nobody may or can take it."""
    found = recommend(held.warm_desk, ticket_id)
    if not found.ranked:
        return None
    first = found.ranked[0]
    return Place(
        TicketFacts.of(held.problem.ticket[ticket_id]),
        tuple(
            Option(engineer_id=each.engineer_id, start=each.assignment.start, amounts=each.amounts)
            for each in found.ranked
        ),
        weights_of(held.context, held.rules),
        held.problem.desk.weights.version,
        first.assignment.end,
        first.cost,
        sentence(found, first),
    )

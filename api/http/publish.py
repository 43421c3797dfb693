"""Publishing as an answer: a proposal, wherever it is named, is published once."""

from starlette.responses import Response

from api.access.principal import Principal
from api.service.deciding import Feedback
from api.service.publish import publish
from api.service.service import Service

from .models.planning import PublishRequest
from .once import Once


def publish_once(once: Once, service: Service, who: Principal, proposal_id: str, body: PublishRequest) -> Response:
    """Publish a proposal, or some of its tickets, and answer what came of it."""
    return once.run(
        lambda remember: publish(
            service,
            who.desk_id,
            proposal_id,
            who.name,
            ticket_ids=body.ticket_ids,
            feedback=Feedback(body.feedback.kind, body.feedback.reason),
            remember=remember,
        )
    )

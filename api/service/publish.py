"""Publishing by the running service, with its warm workers; what was published is compiled ahead."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from api.store.desks import Snapshot

from . import publishing
from .changes import changes_document
from .deciding import Feedback
from .publishing import Published
from .service import Service


def publish(
    service: Service,
    desk_id: str,
    proposal_id: str,
    actor: str,
    *,
    ticket_ids: Sequence[str] | None = None,
    feedback: Feedback | None = None,
    remember: Callable[[Session, dict[str, Any]], None] = lambda _session, _answer: None,
) -> dict[str, Any]:
    """Publish a proposal and return what came of it.

    Raises
    ------
    UnknownId, Stale, Broken, Settled, Busy
        As `publishing.publish` says.
    """
    now = service.snapshot(desk_id)

    def keep(session: Session, published: Published) -> None:
        remember(session, _document(published, now))

    published = publishing.publish(
        service.database,
        service.ask,
        desk_id,
        proposal_id,
        actor=actor,
        at=service.clock(),
        ticket_ids=ticket_ids,
        feedback=feedback,
        remember=keep,
        look=service.snapshots.get,
    )
    if not published.is_repeated:
        service.warm(desk_id)
    return _document(published, now)


def _document(published: Published, now: Snapshot) -> dict[str, Any]:
    return {
        "version": published.version,
        "published_version": published.version,
        "changes": changes_document(published.changes, now.problem),
        "score": published.score.model_dump(mode="json"),
        "decision_id": published.decision_id,
    }

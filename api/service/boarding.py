"""The board and the queue as documents: what the warm workers make of the schedule, under the desk's own head."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from api.store.desks import Snapshot, still_there
from engine.domain.schedule import Schedule

from . import questions
from .plain import plain
from .service import Service


def board_of(service: Service, now: Snapshot, schedule: Schedule | None = None, title: str = "published") -> bytes:
    """Return a schedule's board, the published one's where none is given, as JSON."""
    if schedule is None:
        body = service.document(now, questions.board)
    else:
        body = service.ask(now, questions.board, still_there(schedule, now.problem))
    head = json.dumps(head_of(now) | {"title": title}, ensure_ascii=False, separators=(",", ":")).encode()
    # Both are objects: the large one, which is made once, is not parsed again to put the small one before it.
    return head[:-1] + b"," + body[1:]


def head_of(now: Snapshot) -> dict[str, Any]:
    """Return what a document says of the desk that it is about."""
    desk = now.problem.desk
    zone = ZoneInfo(desk.time_zone)
    window = plain(desk.planning_window, zone)
    about = {"id": now.desk_id, "name": desk.name, "time_zone": desk.time_zone, "now": plain(desk.now, zone)}
    return {
        "desk": about | {"planning_window": window},
        "published_version": now.published_version or None,
        "data_version": now.data_version,
    }


def queue_rows(service: Service, now: Snapshot, words: str, priority: int | None, client: str | None) -> list[Any]:
    """Return the rows of the queue that hold all the words."""
    wanted = words.lower().split()
    return [
        row
        for row in json.loads(service.document(now, questions.queue))
        if (priority is None or row["priority"] == priority)
        and (client is None or row["client_id"] == client)
        and all(word in _text(row) for word in wanted)
    ]


def _text(row: dict[str, Any]) -> str:
    parts = (row["ticket_id"], row["summary"], row["client"], row["client_id"], row["site"] or "", row["type"])
    return " ".join(parts).lower()

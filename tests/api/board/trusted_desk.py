"""A desk at which the engine has noted what it would have done, and is about to do something."""

import datetime as dt

from running_service import ServedDesk

from api.store import tables, trust
from engine.learning.category import Category
from engine.learning.decision import TicketFacts
from engine.learning.ladder import Level

PROBABILITIES = (0.97, 0.94, 0.91, 0.88, 0.83, 0.78, 0.71, 0.64)
OTHERWISE = {0.88, 0.71}
"""Of the tickets noted, those that she decided otherwise."""


def note_past(desk: ServedDesk, count: int = 8) -> list[str]:
    """Write tickets that were noted and then decided by the dispatcher, and return their ids."""
    now = dt.datetime.now(dt.UTC)
    tickets = desk.get(f"/tickets?limit={count}")["items"]
    with desk.database.write() as session:
        for at, (each, sure) in enumerate(zip(tickets, PROBABILITIES, strict=False)):
            row = _begin(session, desk, each, sure, "note", now - dt.timedelta(hours=at + 2))
            is_agreed = sure not in OTHERWISE
            more = {"is_agreed": is_agreed, "chosen": "mike-moreau" if is_agreed else "sarah-marsh"}
            trust.end(row, trust.DECIDED, now - dt.timedelta(hours=at + 1), "key:Ana", **more)
    return [each["id"] for each in tickets[:count]]


def decide_past(desk: ServedDesk) -> None:
    """Write sixty decisions of the last six weeks: of twenty, fifteen took the first, three another of three."""
    now = dt.datetime.now(dt.UTC)
    tickets, people = desk.get("/tickets?limit=60")["items"], [each["id"] for each in desk.get("/engineers")["items"]]
    options = [{"engineer_id": each, "start": now.isoformat(), "amounts": {}} for each in people[:5]]
    with desk.database.write() as session:
        for at in range(60):
            ticket = tickets[at % len(tickets)]
            rank = 0 if at % 20 < 15 else 2 if at % 20 < 18 else 4
            outcome = "modify" if rank else "accept"
            facts = TicketFacts.model_validate({name: ticket[name] for name in TicketFacts.model_fields})
            priced = {
                "outcome": outcome,
                "ticket": facts.model_dump(),
                "weights_version": 1,
                "weights": {},
                "options": options,
                "chosen": options[rank],
            }
            session.add(
                tables.Decision(
                    desk_id=desk.id,
                    at=now - dt.timedelta(hours=1 + at * 16.5),
                    actor="key:Ana",
                    kind=outcome,
                    ticket_id=ticket["id"],
                    reason="",
                    body={"origin": "recommendation"},
                    priced=priced,
                )
            )


def suggest(desk: ServedDesk, ticket_id: str) -> str:
    """Write a suggestion that is due in an hour, and return its id."""
    now = dt.datetime.now(dt.UTC)
    with desk.database.write() as session:
        row = _begin(session, desk, desk.get(f"/tickets/{ticket_id}"), 0.95, "suggest", now)
        row.state, row.due = trust.WAITING, now + dt.timedelta(hours=1)
        return row.id


def _begin(
    session: object, desk: ServedDesk, ticket: dict[str, object], sure: float, step: str, at: dt.datetime
) -> trust.Action:
    facts = TicketFacts.model_validate({name: ticket[name] for name in TicketFacts.model_fields})
    meant = trust.Meant(
        ticket=facts,
        summary=str(ticket["summary"]),
        level=Level.SHADOW,
        category=Category(),
        threshold=0.9,
        engineer_id="mike-moreau",
        start=at,
        end=at + dt.timedelta(hours=1),
        why="Begins in time; of those shown the one with the most room.",
        probability=sure,
        count=80,
    )
    return trust.begin(
        session,  # type: ignore[arg-type]
        desk.id,
        meant,
        step=step,
        state=trust.NOTED,
        reason="",
        base_version=1,
        at=at,
    )

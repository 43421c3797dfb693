"""The scoreboard's figures, each by hand."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from past_tickets import AT, facts

from engine.domain.ticket import Ticket
from engine.learning.agreement import agreement
from engine.learning.decision import Decision, Option, Outcome
from engine.learning.flow import Change, flow
from engine.learning.scoreboard import Automatic, Lesson, scoreboard

UTC = ZoneInfo("UTC")
NAMES = ("mike", "sarah", "priya", "tom")


def decision(number: int, chosen: str | None, shown: tuple[str, ...] = NAMES, days: int = 0, **fields: Any) -> Decision:
    """Return a decision for somebody, or nobody, of those who were shown."""
    options = tuple(Option(engineer_id=each, start=AT) for each in shown)
    outcome = Outcome.REJECT if chosen is None else Outcome.ACCEPT if (chosen,) == shown[:1] else Outcome.MODIFY
    return Decision(
        id=f"d{number}",
        at=AT + dt.timedelta(days=days, minutes=number),
        actor="eve",
        outcome=outcome,
        ticket=facts(number, **fields),
        weights_version=1,
        weights={},
        options=options,
        chosen=Option(engineer_id=chosen, start=AT) if chosen else None,
    )


def ticket(number: int, **fields: Any) -> Ticket:
    """Return a ticket that came in at nine."""
    given = {"id": f"T-{number}", "client_id": "contoso", "estimated_minutes": 30, "created": minute(0)}
    return Ticket.model_validate(given | fields)


def minute(number: int) -> dt.datetime:
    """Return a minute of the day of AT."""
    return AT + dt.timedelta(minutes=number)


def change(ticket_id: str, at: int, before: str = "", after: str = "", is_planned: bool = False) -> Change:
    """Return a change of place at a minute."""
    return Change(
        at=minute(at),
        ticket_id=ticket_id,
        before=tuple(filter(None, [before])),
        after=tuple(filter(None, [after])),
        is_planned=is_planned,
    )


DECISIONS = [
    decision(1, "mike"),
    decision(2, "priya", type="email"),
    decision(3, "tom"),
    decision(4, None, client_id="fabrikam"),
    decision(5, "mike", days=7, type="email"),
    decision(6, "mike", shown=()),
]


def test_agreement_by_hand() -> None:
    """Two of five took the first, three one of the first three; where nobody was recommended, nothing counts."""
    found = agreement(DECISIONS, UTC)
    assert (found.whole.decisions, found.whole.first, found.whole.top) == (5, 2, 3)
    assert (found.whole.top1, found.whole.top3) == (0.4, 0.6)
    weeks = [(each.name, each.decisions, each.first, each.top) for each in found.by_week]
    assert weeks == [("2026-03-02", 4, 1, 2), ("2026-03-09", 1, 1, 1)]
    assert [(each.name, each.decisions, each.top) for each in found.by_type] == [("network", 3, 1), ("email", 2, 2)]
    assert [(each.name, each.decisions) for each in found.by_client] == [("contoso", 4), ("fabrikam", 1)]


def test_agreement_of_nothing_is_unknown() -> None:
    """Without decisions there is no share, not one of zero."""
    assert (agreement([], UTC).whole.top1, agreement([], UTC).by_week) == (None, ())


def test_week_is_the_desks_own() -> None:
    """Sunday evening in Chicago is Monday in UTC."""
    sunday = decision(1, "mike").model_copy(update={"at": dt.datetime(2026, 3, 9, 1, tzinfo=dt.UTC)})
    assert [each.name for each in agreement([sunday], UTC).by_week] == ["2026-03-09"]
    assert [each.name for each in agreement([sunday], ZoneInfo("America/Chicago")).by_week] == ["2026-03-02"]


def test_flow_by_hand() -> None:
    """Tickets wait 10, 20 and 30 minutes; one is taken over by hand, one by a plan, one only comes off again."""
    changes = [
        change("T-1", 10, after="mike"),
        change("T-2", 20, after="mike"),
        change("T-3", 30, after="tom"),
        change("T-1", 40, "mike", "sarah"),
        change("T-2", 50, "mike", "tom", is_planned=True),
        change("T-3", 60, "tom"),
        change("T-4", 70, "tom", "tom"),
        change("T-5", 80, after="tom"),
    ]
    found = flow(changes, [ticket(1), ticket(2), ticket(3)])
    assert (found.placed, found.reassigned, found.misrouted) == (5, 2, 1)
    assert found.to_assignment is not None
    # The ninth tenth of 10, 20 and 30 lies four fifths of the way from 20 to 30.
    assert (found.to_assignment.tickets, found.to_assignment.median_minutes) == (3, 20.0)
    assert found.to_assignment.ninth_minutes == 28.0
    assert (found.to_response, found.responses) == (None, 0)


def test_coming_back_to_another_engineer_is_a_reassignment() -> None:
    """Also when the ticket was taken off in between, and nobody knows by the change itself who had it."""
    back = [change("T-1", 10, after="mike"), change("T-1", 20, "mike"), change("T-1", 30, after="sarah")]
    assert flow(back, []).misrouted == 1


def test_responses_by_hand() -> None:
    """One answered in time after 5 minutes, one late after 15; one has no due, one no answer."""
    tickets = [
        ticket(1, responded_at=minute(5), respond_by=minute(5)),
        ticket(2, responded_at=minute(15), respond_by=minute(14)),
        ticket(3, responded_at=minute(10)),
        ticket(4, respond_by=minute(10)),
    ]
    found = flow([], tickets)
    assert (found.responses, found.responses_met) == (2, 1)
    assert found.to_response is not None
    assert (found.to_response.tickets, found.to_response.median_minutes) == (3, 10.0)


def test_scoreboard_counts_what_lies_between() -> None:
    """What was before or is after is left out, an undone lesson taught nothing, and a decision taught once."""
    lessons = [
        Lesson(at=minute(9), rule="travel", before=1000, after=1100, decision_ids=("d1", "d2"), is_undone=True),
        Lesson(at=minute(9), rule="familiarity", before=1000, after=1200, decision_ids=("d3", "d4")),
        Lesson(at=minute(9), rule="labour_cost", before=1000, after=900, decision_ids=("d4", "d5")),
        Lesson(at=minute(99), rule="travel", before=1000, after=900, decision_ids=("d6",)),
    ]
    nothing = Automatic(placed=0, undone=0, stopped=0, noted=0, noted_agreed=0, lowered=0)

    def board(known: list[Lesson] | None) -> Any:
        return scoreboard(
            minute(2),
            minute(10),
            UTC,
            decisions=DECISIONS,
            changes=[change("T-1", 1, after="mike"), change("T-2", 5, after="mike")],
            tickets=[ticket(1), ticket(2, created=minute(3))],
            standings=(),
            lessons=known,
            automatic=nothing,
            addon_minutes=None,
        )

    found = board(lessons)
    assert (found.agreement.whole.decisions, found.flow.placed, found.taught) == (3, 1, 3)
    assert [each.rule for each in found.lessons] == ["travel", "familiarity", "labour_cost"]
    assert found.flow.to_assignment.median_minutes == 2.0
    unknown = board(None)
    assert (unknown.lessons, unknown.taught, unknown.addon_minutes) == (None, None, None)

"""Who resolves what, from the log: every event at the instant from which it could be known, and no earlier."""

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from incident_rows import DONE, Rows, cut, instant, load, scrambled
from made_up_incidents import START, made_up_log, text
from tiny_incidents import DEFAULTS, HEADER, Write

from api.connectors.incidents import import_incidents
from api.connectors.incidents.evidence import Arrived, Event, Held, Resolved, evidence
from api.connectors.incidents.resolving import Learner, replay
from engine.learning.resolver import Ranked

Answers = dict[str, tuple[Ranked, ...]]
read_events = evidence
"""What the check reads by, so that a leak can be planted."""


def answers(path: Path, until: dt.datetime) -> Answers:
    """Return who was recommended for each incident that came in up to an instant."""
    return {arrived.number: ranked for arrived, ranked in replay(read_events(path), Learner()) if arrived.at <= until}


def shuffled_later(rows: Rows, at: dt.datetime) -> Rows:
    """Return the log with all values but number, order and date of the rows after an instant dealt out anew."""
    later = [row for row in rows if instant(row["sys_updated_at"]) > at]
    dealt = random.Random(1).sample(later, len(later))
    kept = ("number", "sys_mod_count", "sys_updated_at")
    return cut(rows, at) + [given | {name: row[name] for name in kept} for row, given in zip(later, dealt, strict=True)]


def falsified(rows: Rows, at: dt.datetime, *, blank: bool) -> Rows:
    """Return the rows with the final values changed of all incidents whose resolution was not known at an instant."""
    done = [row for row in cut(rows, at) if row["incident_state"] in DONE]
    dated = {row["number"] for row in done if row["resolved_at"] != "?" and instant(row["resolved_at"]) <= at}
    closed = {row["number"] for row in done if row["resolved_at"] == "?" and row["incident_state"] == "Closed"}
    return scrambled(rows, {row["number"] for row in done}, dated | closed, blank=blank)


CHANGES: dict[str, Callable[[Rows, dt.datetime], Rows]] = {
    "later rows deleted": cut,
    "later rows shuffled": shuffled_later,
    "final values blanked": lambda rows, at: falsified(rows, at, blank=True),
    "final values falsified": lambda rows, at: falsified(rows, at, blank=False),
    "all rows in another order": lambda rows, _: random.Random(2).sample(rows, len(rows)),
}


def leaks(rows: Rows, write_log: Write, at: dt.datetime, changes: Iterable[str] = CHANGES) -> list[str]:
    """Return what may be done to a log after an instant so that an answer up to it changes, in its last bit."""
    whole = answers(write_log(rows), at)
    assert any(whole.values())
    return [name for name in changes if answers(write_log(CHANGES[name](rows, at)), at) != whole]


@pytest.mark.parametrize("hours", [30, 65])
def test_nothing_leaks_on_a_made_up_log(write_log: Write, hours: int) -> None:
    """Whatever is written after an instant, rows or values that the log fills in from the future, no answer changes."""
    assert leaks(made_up_log(), write_log, START + dt.timedelta(hours=hours)) == []


def test_nothing_leaks_on_the_real_log(real_log: Path, write_log: Write) -> None:
    """The same holds on the first incidents of the real log, among them some whose updates are numbered wrongly."""
    rows = load(real_log)
    first = set(sorted({row["number"] for row in rows})[:250])
    some = [row for row in rows if row["number"] in first]
    arrived = sorted(event.at for event in evidence(write_log(some)) if isinstance(event, Arrived))
    assert leaks(some, write_log, arrived[200]) == []


def test_a_planted_leak_is_caught(write_log: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were a resolution known when its incident comes in, the same check would say so."""

    def too_early(path: Path) -> list[Event]:
        events = evidence(path)
        came = {event.number: event.at for event in events if isinstance(event, Arrived)}
        moved = [replace(each, at=came[each.number]) if isinstance(each, Resolved) else each for each in events]
        return sorted(moved, key=lambda each: (each.at, each.turn, each.number))

    monkeypatch.setattr("test_incident_evidence.read_events", too_early)
    assert leaks(made_up_log(), write_log, START + dt.timedelta(hours=30), ["later rows deleted"])


def test_when_things_are_known(write_log: Write) -> None:
    """A resolver is known from the resolution on: not in the first row, where the log has the name already, not from an
    earlier resolution that did not last, and without a date from the row that closes the incident.
    """
    at = [START + dt.timedelta(hours=hour) for hour in range(8)]
    done = {"resolved_by": "Resolved by 1", "resolved_at": text(at[4])}
    plan = [
        ("INC1", 0, "New", at[0], "?", done),
        ("INC1", 1, "Resolved", at[2], "Resolver 7", done),
        ("INC1", 2, "Active", at[3], "Resolver 8", done),
        ("INC1", 3, "Resolved", at[4], "Resolver 7", done),
        ("INC2", 0, "Active", at[1], "Resolver 7", {"resolved_by": "Resolved by 2"}),
        ("INC2", 1, "Resolved", at[5], "Resolver 7", {"resolved_by": "Resolved by 2"}),
        ("INC2", 2, "Closed", at[6], "Resolver 7", {"resolved_by": "Resolved by 2"}),
    ]
    rows = [
        dict.fromkeys(HEADER, "?")
        | DEFAULTS
        | {"number": number, "sys_mod_count": str(order), "incident_state": state, "assigned_to": holder}
        | {"sys_updated_at": text(when)}
        | final
        for number, order, state, when, holder, final in plan
    ]
    events = evidence(write_log(rows))
    assert [(type(each), each.number, each.at) for each in events] == [
        (Arrived, "INC1", at[0]),
        (Arrived, "INC2", at[1]),
        (Held, "INC2", at[1]),
        (Held, "INC1", at[3]),
        (Resolved, "INC1", at[4]),
        (Resolved, "INC2", at[6]),
    ]
    first = events[0]
    assert isinstance(first, Arrived)
    assert (first.facts["group"], first.facts["caller"], first.facts["hour"]) == ("Group 1", "", "weekday 4")


def test_columns_that_a_log_may_lack(write_log: Write) -> None:
    """A log without opener, caller and contact is read all the same; these facts are empty."""
    rows = [{k: v for k, v in row.items() if k not in ("opened_by", "caller_id")} for row in made_up_log(3)]
    first = evidence(write_log(rows))[0]
    assert isinstance(first, Arrived)
    assert (first.facts["opener"], first.facts["caller"], first.facts["contact"]) == ("", "", "")


def test_tickets_prefer_who_is_likely(write_log: Write) -> None:
    """On request each ticket prefers engineers of the desk, as many as asked for, and the import says so."""
    path, at = write_log(made_up_log()), START + dt.timedelta(hours=72)
    plain, learned = import_incidents(path, at, 1), import_incidents(path, at, 1, prefer=2)
    assert all(not ticket.preferred_engineers for ticket in plain.problem.tickets)
    assert all(len(ticket.preferred_engineers) == 2 for ticket in learned.problem.tickets)
    assert {name for ticket in learned.problem.tickets for name in ticket.preferred_engineers} <= set(
        learned.problem.engineer
    )
    # In the made-up log Resolver 50 and 51 are those of group 0, and so on.
    firsts = [(ticket.skills[0].name, ticket.preferred_engineers[0]) for ticket in learned.problem.tickets]
    right = [
        who in (f"Resolver {50 + 2 * int(group[-1])}", f"Resolver {51 + 2 * int(group[-1])}") for group, who in firsts
    ]
    assert sum(right) > 0.8 * len(right)
    assert learned.assumptions[:-1] == plain.assumptions
    assert learned.assumptions[-1].startswith("Preferred engineers: for each ticket the 2 likeliest")

"""What really happened, beside a schedule, in words."""

from api.connectors.incidents import Agreement, Outcome
from engine.domain.schedule import Schedule
from engine.words import minutes_text

from .screen import say, show
from .tables import left, number, percent, right, share_text, table


def say_outcome(schedule: Schedule, happened: Outcome, agreed: Agreement) -> None:
    """Print a schedule's figures beside those of the log, and how far they name the same people."""
    kpis = schedule.kpis
    tickets = len(tickets_of(schedule))
    met = percent(kpis.sla_met / kpis.sla_targets) if kpis and kpis.sla_targets else "unknown"
    rows = (
        ("tickets", number(tickets), number(happened.tickets)),
        (
            "done in the planning window",
            share_text(len(schedule.assignments), tickets),
            share_text(happened.resolved_in_window, happened.tickets),
        ),
        ("SLA met", met, f"{percent(happened.sla_met)} of those closed in the end"),
        ("median from opening to resolution", "", minutes_text(round(happened.median_elapsed_minutes))),
    )
    show(table("The schedule and the log", (left(""), right("schedule"), right("log")), rows))
    say("The two SLA figures are not the same thing: the schedule's targets are assumed, the log's are its desk's own.")
    say()
    say(
        f"Of {number(agreed.assigned)} assigned tickets whose solver the log knows, {percent(agreed.same_engineer)} "
        "went to the same engineer."
    )
    say(
        f"Of {number(agreed.grouped)} whose final group it knows, {percent(agreed.same_group)} went to somebody who "
        "solved incidents of that group."
    )


def tickets_of(schedule: Schedule) -> set[str]:
    """Return the ids of all tickets that a schedule names."""
    return {each.ticket_id for each in schedule.assignments} | {each.ticket_id for each in schedule.unassigned}

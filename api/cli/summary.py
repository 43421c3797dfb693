"""What a service manager wants to see of a schedule."""

from collections import Counter

from rich.console import RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Column, Table
from rich.text import Text

from engine.domain.problem import Problem
from engine.domain.schedule import Kpis, Schedule
from engine.words import minutes_text

from .tables import (
    and_more,
    cost_text,
    count,
    engineer_text,
    left,
    number,
    percent,
    right,
    share_text,
    table,
)

MOST_ENGINEERS = 15
_BAR = 24


def summary(problem: Problem, schedule: Schedule) -> tuple[RenderableType, ...]:
    """Return the parts of the summary of a schedule that was made by `solve`."""
    kpis, score = schedule.kpis, schedule.score
    assert kpis is not None
    assert score is not None
    return (
        figures(schedule, kpis),
        by_priority(problem, kpis),
        engineers(problem, schedule, kpis),
        costs(score.amounts, schedule.weights),
    )


def figures(schedule: Schedule, kpis: Kpis) -> Table:
    """Return the figures, a line each."""
    used = kpis.utilization_percent.values()
    mean = sum(used) / len(used) if used else 0.0
    lines = (
        ("Tickets assigned", share_text(kpis.assigned, kpis.tickets)),
        ("SLA targets met", f"{share_text(kpis.sla_met, kpis.sla_targets)}{_missed_before(kpis)}"),
        ("Utilization", f"{mean:.0f} % on average, spread {kpis.utilization_spread_percent:.0f} points"),
        ("Work, travel", f"{minutes_text(kpis.work_minutes)} of work, {minutes_text(kpis.travel_minutes)} on the road"),
        ("Visits", f"{kpis.visits} on site; {kpis.visits_saved} saved by doing more than one ticket in a visit"),
        ("Wrong tier", count(kpis.wrong_tier, "ticket") + " above or below the engineer's tier"),
        ("Overtime", minutes_text(kpis.overtime_minutes)),
        ("Plan", quality(schedule)),
    )
    grid = Table.grid(Column(style="bold", no_wrap=True), Column(), padding=(0, 2))
    for name, text in lines:
        grid.add_row(name, Text(text))
    return grid


def _missed_before(kpis: Kpis) -> str:
    if not kpis.sla_missed_before:
        return ""
    late = f"{minutes_text(kpis.sla_late_before_minutes)} late in all"
    return (
        f"; another {number(kpis.sla_missed_before)} had been missed before now "
        f"({late}; no plan can change that, so it is not in the cost)"
    )


def quality(schedule: Schedule, what: str = "plan") -> str:
    """Return how good a plan is, in words; ``what`` is what it was chosen among."""
    cost = cost_text(schedule.score.total) if schedule.score else "unknown"
    if schedule.status == "optimal":
        return f"proven optimal; it costs {cost}, and no other {what} costs less"
    if schedule.bound is None or schedule.gap is None:
        return f"cost {cost}"
    return (
        f"cost {cost}; no {what} can cost less than {cost_text(schedule.bound)} (bound). "
        f"At most {percent(schedule.gap)} of what planning can win is still open (gap)"
    )


def by_priority(problem: Problem, kpis: Kpis) -> Table:
    """Return assigned and unassigned tickets by priority."""
    tickets = Counter(ticket.priority for ticket in problem.schedulable)
    rows = []
    for priority, total in sorted(tickets.items()):
        out = kpis.unassigned_by_priority.get(priority, 0)
        rows.append((f"P{priority}", number(total), number(total - out), number(out) if out else "-"))
    columns = (left("priority"), right("tickets"), right("assigned"), right("unassigned"))
    return table("Tickets by priority", columns, rows)


def engineers(problem: Problem, schedule: Schedule, kpis: Kpis) -> Table:
    """Return the engineers' utilization as bars, the busiest first."""
    tickets = Counter(engineer for given in schedule.assignments for engineer in given.engineer_ids)
    travel: Counter[str] = Counter()
    for trip in schedule.trips:
        travel[trip.engineer_id] += int((trip.arrive - trip.depart).total_seconds() // 60)
    ranked = sorted(kpis.utilization_percent.items(), key=lambda pair: (-pair[1], pair[0]))
    made = table(
        "Engineers by utilization",
        (left("engineer", most=36), right("tier"), right("tickets"), right("travel"), right("used"), left("")),
        (),
        and_more(MOST_ENGINEERS, len(ranked)),
    )
    for engineer_id, used in ranked[:MOST_ENGINEERS]:
        made.add_row(
            Text(engineer_text(problem, engineer_id)),
            str(problem.engineer[engineer_id].tier),
            number(tickets[engineer_id]),
            minutes_text(travel[engineer_id]) if travel[engineer_id] else "-",
            f"{used:.0f} %",
            ProgressBar(100, min(used, 100), _BAR, complete_style="red" if used > 100 else "green"),
        )
    return made


def costs(amounts: dict[str, int], weights: dict[str, int]) -> RenderableType:
    """Return what the plan costs by rule, the dearest first; rules that cost nothing are left out."""
    priced = [(weights.get(rule, 0) * amount, rule, amount) for rule, amount in amounts.items()]
    priced = sorted((each for each in priced if each[0]), key=lambda each: (-each[0], each[1]))
    total = sum(cost for cost, _, _ in priced)
    rows = []
    for cost, rule, amount in priced:
        weight, share = f"{weights[rule] / 1000:g}", cost / total
        name, part = rule.replace("_", " "), percent(share, 0) if share >= 0.005 else "<1 %"
        rows.append((name, number(amount), weight, cost_text(cost), part))
    columns = (left("rule"), right("amount"), right("weight"), right("cost"), right("share"))
    return table("Cost by rule, in engineer-minutes", columns, rows)

"""Small desks for the tests, in six lines.

The planning window starts on Monday 2026-03-02 at 08:00 UTC and lasts until Friday 18:00; the desk is in UTC and
everybody works from 08:00 to 17:00, so minute 0 is the start of the first shift and minute 540 its end.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from constraints.effort import Effort
from constraints.one_thing_at_a_time import OneThingAtATime
from constraints.working_hours import WorkingHours
from engine.audit import Audit, audit
from engine.compile import compile_instance
from engine.constraint import Finding, Rule
from engine.context import Context
from engine.cost import cost
from engine.decode import decode
from engine.domain.client import Client
from engine.domain.desk import Desk, PlanningWindow, TravelTime
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.domain.site import Site
from engine.domain.ticket import Ticket
from engine.instance import Instance
from engine.plan import Kind, Plan, Token
from engine.timing import bare, timing
from engine.walk import walk

MONDAY = dt.datetime(2026, 3, 2, 8, 0, tzinfo=dt.UTC)
DAY = 1440
"""Minutes from one shift's start to the next one's."""


def at(minute: int) -> dt.datetime:
    """Return the instant of a minute of the planning window."""
    return MONDAY + dt.timedelta(minutes=minute)


def desk(**fields: object) -> Desk:
    """Return a desk in UTC from Monday 08:00 to Friday 18:00, now at the window's start."""
    window = PlanningWindow(start=MONDAY, end=at(4 * DAY + 600))
    return Desk(**{"time_zone": "UTC", "planning_window": window, "now": MONDAY} | fields)  # type: ignore[arg-type]


def roads(*ways: tuple[str, str, int]) -> tuple[TravelTime, ...]:
    """Return travel times, the same both ways."""
    return tuple(
        TravelTime(from_site=a, to_site=b, minutes=minutes)
        for first, second, minutes in ways
        for a, b in ((first, second), (second, first))
    )


def engineer(engineer_id: str = "ann", **fields: object) -> Engineer:
    """Return an engineer of tier 1 in UTC who works from 08:00 to 17:00 on weekdays."""
    defaults = {"tier": 1, "time_zone": "UTC", "working_hours": "mon-fri 08:00-17:00"}
    return Engineer(**{"id": engineer_id} | defaults | fields)  # type: ignore[arg-type]


def client(client_id: str = "contoso", **fields: object) -> Client:
    """Return a client of whom nothing is known."""
    return Client(**{"id": client_id} | fields)  # type: ignore[arg-type]


def site(site_id: str = "hq", **fields: object) -> Site:
    """Return a site of nobody's, always open; all sites lie at one point unless `roads` says otherwise."""
    return Site(**{"id": site_id, "latitude": 0, "longitude": 0} | fields)  # type: ignore[arg-type]


def ticket(ticket_id: str = "t1", **fields: object) -> Ticket:
    """Return an hour of remote work of priority 3 for contoso, created when the window starts."""
    defaults = {"client_id": "contoso", "estimated_minutes": 60, "created": MONDAY}
    return Ticket(**{"id": ticket_id} | defaults | fields)  # type: ignore[arg-type]


def problem(*tickets: Ticket, **fields: object) -> Problem:
    """Return a problem with ann alone, and with every client and site that its tickets name."""
    clients = tuple(client(each) for each in sorted({each.client_id for each in tickets}))
    sites = tuple(site(each) for each in sorted({each.site_id for each in tickets if each.site_id}))
    defaults = {"desk": desk(), "engineers": (engineer(),), "clients": clients, "sites": sites, "tickets": tickets}
    return Problem(**defaults | fields)  # type: ignore[arg-type]


def schedule(*parts: tuple[str, str | tuple[str, ...], int, int]) -> Schedule:
    """Return a schedule made by hand, from ticket, engineer or engineers, first minute and last."""
    return Schedule(
        assignments=tuple(
            Assignment(
                ticket_id=ticket_id,
                engineer_ids=(who,) if isinstance(who, str) else who,
                start=at(start),
                end=at(end),
            )
            for ticket_id, who, start, end in parts
        )
    )


def audited(given: Problem, rule: Rule, *parts: tuple[str, str | tuple[str, ...], int, int]) -> Audit:
    """Return what one rule finds in a schedule made by hand."""
    return audit(Context(given), (rule,), schedule(*parts))


def findings(given: Problem, rule: Rule, *parts: tuple[str, str | tuple[str, ...], int, int]) -> tuple[Finding, ...]:
    """Return the findings of one rule in a schedule made by hand."""
    return audited(given, rule, *parts).findings


def with_base(rule: Rule) -> tuple[Rule, ...]:
    """Return a rule and the three without which no plan has times."""
    base = (Effort(), WorkingHours(), OneThingAtATime())
    return (*(each for each in base if each.name != rule.name), rule)


def instance_of(given: Problem, rule: Rule) -> Instance:
    """Return the instance of one rule, and of the three without which no plan has times."""
    return compile_instance(Context(given), with_base(rule))


Days = Mapping[str | tuple[str, int], Sequence[str]]
"""Tickets in order, by engineer (his first shift) or by engineer and number of the shift."""


def plan(instance: Instance, days: Days) -> Plan:
    """Return a plan with the tickets of each shift in order, before its facts and breaks."""
    left = {name: list(tasks) for name, tasks in zip(instance.tickets, instance.ticket_tasks, strict=True)}
    sequences = {}
    for key, tickets in days.items():
        who, day = (key, 0) if isinstance(key, str) else key
        shift = instance.shifts_of[instance.engineers.index(who)][day]
        tasks = tuple(Token(Kind.TASK, left[name].pop(0)) for name in tickets)
        sequences[shift] = (*tasks, *bare(instance, shift))
    return Plan(sequences)


def total(given: Problem, rule: Rule, days: Days | None = None, *, also: tuple[Rule, ...] = ()) -> int:
    """Return the amount of a rule in a plan, after checking that the compiled face says the same."""
    rules, context = (*with_base(rule), *also), Context(given)
    instance = compile_instance(context, rules)
    timed = timing(instance, plan(instance, days or {}))
    assert timed is not None, "the plan cannot be carried out"
    judged = audit(context, rules, decode(context, instance, timed))
    assert not judged.hard, judged.hard
    assert cost(instance, timed) == judged.score.total
    return judged.score.amounts.get(rule.name, 0)


def accepts(given: Problem, rule: Rule, who: str, *starts: tuple[str, int], day: int = 0) -> bool:
    """Whether the instance of a rule lets an engineer start tickets at these minutes, in this order."""
    instance = instance_of(given, rule)
    shift = instance.shifts_of[instance.engineers.index(who)][day]
    made = plan(instance, {(who, day): [name for name, _ in starts]})
    tickets = [instance.tickets.index(name) for name, _ in starts]
    if any(shift not in instance.candidates[each] for each in tickets):
        return False
    exact = {instance.ticket_tasks[each][0]: start for each, (_, start) in zip(tickets, starts, strict=True)}
    times = walk(instance, shift, made.sequences[shift], exact=exact)
    cap = instance.shifts[shift].load_cap
    return times is not None and (cap is None or times.load <= cap) and timing(instance, made) is not None

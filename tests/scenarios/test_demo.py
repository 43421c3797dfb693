"""The demonstration's desk has one of everything."""

import datetime as dt
from collections import Counter

import pytest

from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.domain.ticket import Pin, Status
from engine.timeline import covers, floor_minute, subtract
from engine.validate import validate
from scenarios.demo import FILL_ENGINEER, FILL_FROM, FILL_TO, demo_problem, promised


@pytest.fixture(scope="module")
def demo() -> Problem:
    """Return the demonstration's desk."""
    return demo_problem()


def test_it_is_sound_and_of_the_size_promised(demo: Problem) -> None:
    """Twelve engineers on tiers 1 to 3, 25 clients, 150 tickets, five days, no flaw."""
    assert (len(demo.engineers), len(demo.clients), len(demo.tickets)) == (12, 25, 150)
    assert Counter(engineer.tier for engineer in demo.engineers) == {1: 6, 2: 4, 3: 2}
    assert (demo.desk.planning_window.end - demo.desk.planning_window.start).days == 5
    assert validate(demo, None) == []


def test_tickets_show_each_feature(demo: Problem) -> None:
    """Each thing that a ticket can say is said by one at least."""
    tickets = demo.tickets
    assert {ticket.status for ticket in tickets} == set(Status)
    assert {ticket.priority for ticket in tickets} == {1, 2, 3, 4}
    assert {len(ticket.time_windows) for ticket in tickets} == {0, 1, 2}
    said = (
        "site_id certificates earliest_start resolve_by responded_at planned_at paused_minutes preferred_engineers "
        "required_engineers excluded_engineers depends_on pausable recent_contact group tags pin tiers_above"
    )
    assert [field for field in said.split() if not any(getattr(ticket, field) for ticket in tickets)] == []
    assert any(ticket.engineers_needed == 2 for ticket in tickets)
    assert max(Counter(ticket.group for ticket in tickets if ticket.group).values()) >= 2


def test_pins_come_in_every_sort(demo: Problem) -> None:
    """There are pins of engineer, start, range, engineer and start, engineer and range."""

    def sort(pin: Pin) -> tuple[bool, bool, bool]:
        return pin.engineer_id is not None, pin.start is not None, pin.earliest is not None

    assert {sort(ticket.pin) for ticket in demo.tickets if ticket.pin} == {
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (True, True, False),
        (True, False, True),
    }


def test_engineers_show_each_feature(demo: Problem) -> None:
    """Each thing that an engineer can say is said by one at least; a certificate lapses inside the window."""
    limits = "remote_only_days on_call overtime_minutes daily_cap_minutes territories"
    said = f"speeds certificates home_site busy breaks {limits}"
    assert [field for field in said.split() if not any(getattr(each, field) for each in demo.engineers)] == []
    window = demo.desk.planning_window
    lapses = [held.expires for each in demo.engineers for held in each.certificates if held.expires]
    assert any(window.start.date() <= day < window.end.date() for day in lapses)
    assert {pause.is_fixed for each in demo.engineers for pause in each.breaks} == {True, False}
    assert {pause.paid for each in demo.engineers for pause in each.breaks} == {True, False}
    busy = [each for engineer in demo.engineers for each in engineer.busy]
    assert any(each.site_id for each in busy)
    assert any(each.summary == "Leave" for each in busy)


def test_clients_show_each_feature(demo: Problem) -> None:
    """Two or three VIPs, policies on each clock, one to three sites, wishes and history."""
    assert sum(client.vip for client in demo.clients) in (2, 3)
    assert {client.sla_policy for client in demo.clients} == {"gold", "silver", "bronze", None}
    assert {policy.clock.value for policy in demo.desk.sla_policies} == {"24x7", "client", "desk"}
    assert set(Counter(site.client_id for site in demo.sites if site.client_id).values()) == {1, 2, 3}
    said = "preferred_engineers excluded_engineers familiarity business_hours"
    assert [field for field in said.split() if not any(getattr(each, field) for each in demo.clients)] == []


def test_the_week_is_half_full_and_tier_3_brimful(demo: Problem) -> None:
    """The work fills about half of the team's free minutes, and nearly all of those of tier 3."""
    context = Context(demo)
    work: Counter[int] = Counter()
    room: Counter[int] = Counter()
    for ticket in demo.schedulable:
        work[ticket.tier] += ticket.estimated_minutes * ticket.engineers_needed
    for shift in context.shifts:
        if shift.kind == "regular":
            room[context.engineer(shift).tier] += context.capacity(shift)
    assert 0.45 <= work.total() / room.total() <= 0.65
    assert work[3] / room[3] > 0.85


def test_the_afternoon_to_fill_is_free(demo: Problem) -> None:
    """The engineer works that afternoon and has no appointment in it."""
    context = Context(demo)
    start, end = (floor_minute(context.origin, instant) for instant in (FILL_FROM, FILL_TO))
    shift = context.shift_at(FILL_ENGINEER, start)
    assert covers(subtract(shift.spans, context.busy_in(shift)), start, end)


def test_promised_work_leaves_the_afternoon_free(demo: Problem) -> None:
    """Work of the afternoon's engineer that reaches into it and all later work is open again; the rest is promised."""

    def given(ticket: int, engineer: str, start: dt.datetime, minutes: int) -> Assignment:
        end = start + dt.timedelta(minutes=minutes)
        return Assignment(ticket_id=demo.tickets[ticket].id, engineer_ids=(engineer,), start=start, end=end)

    before = given(0, FILL_ENGINEER, FILL_FROM - dt.timedelta(hours=1), 60)
    colleague = given(1, "sarah-marsh", FILL_FROM, 60)
    reaching = given(2, FILL_ENGINEER, FILL_FROM - dt.timedelta(minutes=1), 60)
    later = given(3, "sarah-marsh", FILL_TO, 60)
    assert promised(Schedule(assignments=(before, colleague, reaching, later))).assignments == (before, colleague)

"""What somebody who dispatches sees: all that is known by then, and nothing that is not."""

import datetime as dt

import build
from worlds import carried_out, world

from engine.domain.ticket import Status
from scenarios.simulation.reality import News, Reality
from scenarios.simulation.seen import Seen


def seen(reality: Reality) -> Seen:
    """Return the desk as it is seen now."""
    return Seen(reality, reality.heard())


def test_what_has_not_come_in_is_not_there() -> None:
    """At 10:00 the ticket of 11:00 is unknown, and nobody knows that bob will be sick tomorrow."""
    tickets = (build.ticket("a"), build.ticket("later", created=build.at(180)))
    tomorrow = frozenset({build.MONDAY.date() + dt.timedelta(days=1)})
    problem = build.problem(*tickets, engineers=(build.engineer("ann"), build.engineer("bob")))
    reality = carried_out(world(problem, sick={"bob": tomorrow}), build.schedule(), 120)
    found = seen(reality).problem(0)
    assert [each.id for each in found.tickets] == ["a"]
    assert found.desk.now == build.at(120)
    assert not any(each.busy for each in found.engineers)
    reality.until(1455)
    later = seen(reality)
    assert later.news.sick == ["bob"]
    assert [each.id for each in later.problem(0).tickets] == ["a", "later"]
    assert [each.summary for each in later.problem(0).engineer["bob"].busy] == ["Sick"]


def test_work_under_way_is_a_fact_with_what_is_left_by_the_estimate() -> None:
    """Ticket a has run past its hour: it is thought to end a quarter of an hour from now, and b to follow."""
    tickets = (build.ticket("a"), build.ticket("b"))
    reality = carried_out(
        world(build.problem(*tickets), {"a": 200}), build.schedule(("a", "ann", 0, 60), ("b", "ann", 60, 120)), 90
    )
    found = seen(reality).problem(0)
    assert found.published is not None
    assert [(each.ticket_id, each.start, each.end) for each in found.published.assignments] == [
        ("a", build.at(0), build.at(105)),
        ("b", build.at(105), build.at(165)),
    ]
    assert [each.status for each in found.tickets] == [Status.IN_PROGRESS, Status.OPEN]


def test_what_will_not_fit_waits_again_in_what_is_seen() -> None:
    """At 16:30 a still runs, so b has no place today by the estimates; what was published is not touched."""
    tickets = (build.ticket("a", estimated_minutes=400), build.ticket("b"))
    reality = carried_out(
        world(build.problem(*tickets), {"a": 535}), build.schedule(("a", "ann", 0, 400), ("b", "ann", 400, 460)), 510
    )
    found = seen(reality).problem(0)
    assert found.published is not None
    assert [each.ticket_id for each in found.published.assignments] == ["a"]
    assert list(reality.calendar.bookings) == ["b"]


def test_dates_that_have_passed_are_agreed_anew() -> None:
    """The window until 10:00 counts as long as the work could still begin in it, and no longer."""
    window = {"start": build.at(0), "end": build.at(120)}
    reality = carried_out(world(build.problem(build.ticket("a", time_windows=[window]))), build.schedule(), 15)
    assert seen(reality).problem(0).tickets[0].time_windows
    reality.until(75)
    assert not seen(reality).problem(0).tickets[0].time_windows


def test_what_a_ticket_waited_for_is_behind_it() -> None:
    """Ticket a has ended at 09:00; b, which waits two hours after it, may begin at 11:00."""
    tickets = (build.ticket("a"), build.ticket("b", depends_on=[{"ticket_id": "a", "lag_minutes": 120}]))
    reality = carried_out(world(build.problem(*tickets)), build.schedule(("a", "ann", 0, 60)), 75)
    b = seen(reality).problem(0).ticket["b"]
    assert not b.depends_on
    assert b.earliest_start == build.at(180)


def test_a_break_that_was_had_is_not_asked_for_again() -> None:
    """Lunch was had at 11:00, later than published: it is stated as it was."""
    lunch = {"window_start": 630, "window_end": 840, "minutes": 30}
    problem = build.problem(build.ticket("a"), engineers=(build.engineer(breaks=[lunch]),))
    schedule = build.schedule(("a", "ann", 120, 180))
    breaks = {"engineer_id": "ann", "start": build.at(165), "end": build.at(195)}
    schedule = type(schedule).model_validate({"assignments": schedule.assignments, "breaks": [breaks]})
    found = seen(carried_out(world(problem), schedule, 240)).problem(0)
    assert found.published is not None
    assert [(each.start, each.end) for each in found.published.breaks] == [(build.at(180), build.at(210))]


def test_only_today_is_told() -> None:
    """Of a plan of two days, what lies on the second is a draft."""
    reality = carried_out(world(build.problem(build.ticket("a"), build.ticket("b"))), build.schedule(), 0)
    plan = build.schedule(("a", "ann", 60, 120), ("b", "ann", 1440, 1500))
    assert [each.ticket_id for each in Seen(reality, News()).todays(plan).assignments] == ["a"]

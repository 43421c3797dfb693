"""What the Gantt charts draw."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from engine.context import Context
from engine.domain.client import Client
from engine.domain.desk import Desk, PlanningWindow
from engine.domain.engineer import Break, Busy, Engineer
from engine.domain.hours import WeeklyHours
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, BreakTaken, Schedule, Trip
from engine.domain.site import Site
from engine.domain.ticket import Ticket
from engine.plots.bars import BarKind
from engine.plots.chart import Chart, read_chart, split_days

ZONE = ZoneInfo("America/Chicago")


def at(hour: int, minute: int = 0, day: int = 2) -> dt.datetime:
    """Return a time of early March 2026 in Chicago; the second is a Monday."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def a_problem() -> Problem:
    """Return one engineer of tier 2, away all Tuesday, with a visit and pausable remote work to do."""
    engineer = Engineer(
        id="ann",
        name="Ann Lee",
        tier=2,
        time_zone="America/Chicago",
        working_hours=WeeklyHours.parse("mon-fri 08:00-17:00"),
        home_site="home",
        breaks=(Break(window_start=11 * 60, window_end=14 * 60, minutes=30),),
        busy=(
            Busy(start=at(0, day=3), end=at(0, day=4), summary="Leave"),
            Busy(start=at(15), end=at(16), summary="Review"),
        ),
    )
    common = {"client_id": "c", "created": at(7), "tier": 2}
    return Problem(
        desk=Desk(
            time_zone="America/Chicago", planning_window=PlanningWindow(start=at(0), end=at(0, day=4)), now=at(7)
        ),
        engineers=(engineer,),
        clients=(Client(id="c", name="Cedar Law"),),
        sites=(
            Site(id="home", latitude=45.0, longitude=-93.0),
            Site(id="c-1", name="Cedar Law, Edina", client_id="c", latitude=45.1, longitude=-93.1, setup_minutes=10),
        ),
        tickets=(
            Ticket(id="T-1", site_id="c-1", estimated_minutes=60, priority=2, summary="Switch", **common),
            Ticket(id="T-2", estimated_minutes=180, pausable=True, **common),
            Ticket(id="T-3", estimated_minutes=30, **common),
        ),
    )


def a_schedule() -> Schedule:
    """Return the visit at ten, then lunch, then the long work around the review."""
    return Schedule(
        assignments=(
            Assignment(ticket_id="T-1", engineer_ids=("ann",), start=at(10), end=at(11), site_id="c-1"),
            Assignment(ticket_id="T-2", engineer_ids=("ann",), start=at(13), end=at(17)),
        ),
        trips=(
            Trip(engineer_id="ann", depart=at(9), arrive=at(9, 35), from_site="home", to_site="c-1"),
            Trip(engineer_id="ann", depart=at(11), arrive=at(11, 35), from_site="c-1", to_site="home"),
        ),
        breaks=(BreakTaken(engineer_id="ann", start=at(12), end=at(12, 30)),),
    )


@pytest.fixture(scope="module")
def chart() -> Chart:
    """Return the chart of the visit, the lunch and the long work."""
    return read_chart(a_problem(), a_schedule())


def spans(chart: Chart, kind: BarKind, panel: int = 0) -> list[tuple[float, float]]:
    """Return the hours of a kind's pieces."""
    return [(piece.low, piece.high) for piece in chart.panels[panel].pieces if piece.bar.kind is kind]


def test_days_rows_and_hours(chart: Chart) -> None:
    """Each working day is a panel, each engineer a row with the tier, and the hours run from eight to five."""
    assert [panel.title for panel in chart.panels] == ["Monday 2 March 2026", "Tuesday 3 March 2026"]
    assert chart.rows == ("Ann Lee, tier 2",)
    assert (chart.low, chart.high) == (8, 17)
    assert chart.title == "desk: 2 tickets assigned, 1 not; times in America/Chicago"


def test_a_visit_shows_its_trip_and_set_up(chart: Chart) -> None:
    """The trips lie where they are stated and the ten minutes of set-up directly before the visit."""
    assert spans(chart, BarKind.TRIP) == [(9.0, pytest.approx(9 + 35 / 60)), (11.0, pytest.approx(11 + 35 / 60))]
    assert spans(chart, BarKind.SETUP) == [(pytest.approx(9 + 50 / 60), 10.0)]
    assert spans(chart, BarKind.BREAK) == [(12.0, 12.5)]


def test_pausable_work_is_cut_by_an_appointment(chart: Chart) -> None:
    """Work that pauses is two pieces around the review, of which the longer has the label; other work is one."""
    works = [piece for piece in chart.panels[0].pieces if piece.bar.kind is BarKind.WORK]
    assert [(p.low, p.high, p.is_labelled) for p in works] == [(10, 11, True), (13, 15, True), (16, 17, False)]


def test_leave_does_not_stretch_the_hours(chart: Chart) -> None:
    """A day of leave is clipped to the hours of work."""
    assert spans(chart, BarKind.APPOINTMENT, panel=1) == [(8, 17)]


def test_details_tell_the_ticket(chart: Chart) -> None:
    """The text on hover has ticket, summary, client, place, engineer, time, travel and set-up."""
    visit = next(p.bar for p in chart.panels[0].pieces if p.bar.labels and p.bar.labels[-1] == "T-1")
    assert visit.is_onsite
    assert visit.details[:5] == (
        "T-1, P2, tier 2: Switch",
        "Cedar Law",
        "on-site: Cedar Law, Edina",
        "Ann Lee",
        "Mon 2026-03-02 10:00 to 11:00, 60 min of work",
    )
    assert visit.details[5].startswith("travel ")
    assert visit.details[5].endswith(" min from home")
    assert visit.details[6] == "set-up 10 min"


def test_a_night_is_split_at_midnight() -> None:
    """Work from eleven to one is an hour of either day."""
    context = Context(a_problem())
    assert list(split_days(context, 23 * 60, 25 * 60)) == [
        (dt.date(2026, 3, 2), 23.0, 24.0),
        (dt.date(2026, 3, 3), 0.0, 1.0),
    ]


def test_a_desk_without_people() -> None:
    """A desk without engineers still has a panel, empty."""
    empty = a_problem().model_copy(update={"engineers": (), "tickets": ()})
    chart = read_chart(empty, Schedule(assignments=()))
    assert (chart.rows, len(chart.panels), chart.panels[0].pieces) == ((), 1, ())

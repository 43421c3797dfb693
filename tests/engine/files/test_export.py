"""A schedule's files: what stands in them, and how calendars are updated."""

import datetime as dt
import json
from pathlib import Path

import icalendar
import pytest
from good_desk import KPIS, RULES, write_files

from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, BreakTaken, Schedule, Score, Trip
from engine.errors import DataError
from engine.files import read_problem, read_schedule, write_schedule


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Return a time of day in Berlin in March 2026, before the clocks change."""
    return dt.datetime(2026, 3, day, hour - 1, minute, tzinfo=dt.UTC)


@pytest.fixture
def problem(tmp_path: Path) -> Problem:
    """The good desk, read."""
    return read_problem(write_files(tmp_path / "desk"), RULES)


@pytest.fixture
def schedule() -> Schedule:
    """A plan of two tickets, two trips and a break."""
    return Schedule(
        assignments=(
            Assignment(ticket_id="T-1", engineer_ids=("ben",), start=at(2, 9), end=at(2, 9, 30)),
            Assignment(
                ticket_id="T-2",
                engineer_ids=("ann", "ben"),
                start=at(2, 10),
                end=at(2, 11, 30),
                travel_minutes=25,
                site_id="acme-hq",
            ),
        ),
        trips=(
            Trip(engineer_id="ann", depart=at(2, 9, 25), arrive=at(2, 9, 50), from_site="office", to_site="acme-hq"),
            Trip(engineer_id="ann", depart=at(2, 11, 30), arrive=at(2, 11, 55), from_site="acme-hq", to_site="office"),
        ),
        breaks=(BreakTaken(engineer_id="ben", start=at(2, 12), end=at(2, 12, 30)),),
        score=Score(total=5, amounts={"travel": 5}),
        kpis=KPIS,
        seed=1,
    )


def events(folder: Path, engineer: str) -> dict[str, icalendar.Event]:
    """Return an engineer's exported events by summary."""
    calendar = icalendar.Calendar.from_ical((folder / "calendars" / f"{engineer}.ics").read_bytes())
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def moved(schedule: Schedule, ticket: str, hours: int) -> Schedule:
    """Return the schedule with one assignment later."""
    later = dt.timedelta(hours=hours)
    return schedule.model_copy(
        update={
            "assignments": tuple(
                each.model_copy(update={"start": each.start + later, "end": each.end + later})
                if each.ticket_id == ticket
                else each
                for each in schedule.assignments
            )
        }
    )


def test_schedule_json_is_the_model_in_the_desks_zone(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """schedule.json has sorted keys and instants with the offset of the desk's zone, and reads back as it was."""
    write_schedule(schedule, problem, tmp_path / "out")
    text = (tmp_path / "out" / "schedule.json").read_text()
    data = json.loads(text)
    assert list(data) == sorted(data)
    assert data["assignments"][0]["start"] == "2026-03-02T09:00:00+01:00"
    assert data["kpis"]["unassigned_by_priority"] == {"1": 0, "3": 2}
    assert read_schedule(tmp_path / "out", problem) == schedule


def test_written_twice_is_the_same_bytes(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """Two empty folders get the same files, and so does a folder that already has them."""
    paths = write_schedule(schedule, problem, tmp_path / "one")
    assert [path.relative_to(tmp_path / "one").as_posix() for path in paths] == [
        "schedule.json",
        "schedule.csv",
        "calendars/ann.ics",
        "calendars/ben.ics",
    ]
    first = [path.read_bytes() for path in paths]
    assert [path.read_bytes() for path in write_schedule(schedule, problem, tmp_path / "two")] == first
    assert [path.read_bytes() for path in write_schedule(schedule, problem, tmp_path / "one")] == first


def test_schedule_csv_row_by_row(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """schedule.csv has one row per assignment with what people want to see, and its plan reads back."""
    write_schedule(schedule, problem, tmp_path)
    path = tmp_path / "schedule.csv"
    assert path.read_text().splitlines()[:2] == [
        "ticket_id,summary,client,engineer_ids,engineers,start,end,travel_minutes,site_id,site",
        "T-1,Password reset,Acme,ben,Ben,2026-03-02T09:00+01:00,2026-03-02T09:30+01:00,0,,",
    ]
    assert read_schedule(path, problem).assignments == schedule.assignments


def test_schedule_csv_holds_no_formula(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """A summary that a spreadsheet would run as a formula gets an apostrophe."""
    for sign in "=+-@":
        tickets = tuple(ticket.model_copy(update={"summary": f"{sign}cmd|'x'!A1"}) for ticket in problem.tickets)
        write_schedule(schedule, problem.model_copy(update={"tickets": tickets}), tmp_path)
        assert f",'{sign}cmd|" in (tmp_path / "schedule.csv").read_text()


def test_calendar_of_an_engineer(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """Work, trips and floating breaks are events in UTC; the stamp is the desk's now, 08:00 in Berlin."""
    write_schedule(schedule, problem, tmp_path)
    ann, ben = events(tmp_path, "ann"), events(tmp_path, "ben")
    assert list(ann) == ["Travel to Acme HQ", "T-2 Firewall, quoted\nover two lines", "Travel to Office"]
    assert list(ben) == ["T-1 Password reset", "T-2 Firewall, quoted\nover two lines", "Break"]
    work = ann["T-2 Firewall, quoted\nover two lines"]
    assert (work["DTSTART"].dt, work["DTEND"].dt) == (at(2, 10), at(2, 11, 30))
    assert str(work["LOCATION"]) == "Acme HQ"
    assert "With: Ben" in str(work["DESCRIPTION"])
    assert work["SEQUENCE"] == 0
    assert work["DTSTAMP"].dt == dt.datetime(2026, 3, 2, 7, tzinfo=dt.UTC)
    assert work["UID"] != ben["T-2 Firewall, quoted\nover two lines"]["UID"]


def test_moved_unchanged_and_vanished_events(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """A moved event has the next SEQUENCE and its old UID, an unchanged one keeps both, a vanished one is cancelled."""
    write_schedule(schedule, problem, tmp_path)
    before = events(tmp_path, "ben")
    later = moved(schedule, "T-1", 5).model_copy(update={"breaks": ()})
    write_schedule(later, problem, tmp_path)
    after = events(tmp_path, "ben")
    assert {name: str(event["UID"]) for name, event in after.items()} == {
        name: str(event["UID"]) for name, event in before.items()
    }
    states = {name.split()[0]: (int(event["SEQUENCE"]), str(event["STATUS"])) for name, event in after.items()}
    assert states == {"T-1": (1, "CONFIRMED"), "T-2": (0, "CONFIRMED"), "Break": (1, "CANCELLED")}


def test_cancelled_events_stay_cancelled_until_they_come_back(
    problem: Problem, schedule: Schedule, tmp_path: Path
) -> None:
    """A cancelled event is written once more as it is; when the work comes back, its SEQUENCE counts on."""
    write_schedule(schedule, problem, tmp_path)
    without = schedule.model_copy(update={"breaks": ()})
    write_schedule(without, problem, tmp_path)
    write_schedule(without, problem, tmp_path)
    assert int(events(tmp_path, "ben")["Break"]["SEQUENCE"]) == 1
    write_schedule(schedule, problem, tmp_path)
    again = events(tmp_path, "ben")["Break"]
    assert (int(again["SEQUENCE"]), str(again["STATUS"])) == (2, "CONFIRMED")


def test_an_engineer_without_work_any_more(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """An engineer who loses all of her work gets a calendar of cancellations, not a stale one."""
    write_schedule(schedule, problem, tmp_path)
    write_schedule(Schedule(assignments=schedule.assignments[:1]), problem, tmp_path)
    assert {str(event["STATUS"]) for event in events(tmp_path, "ann").values()} == {"CANCELLED"}


def test_what_is_over_is_not_cancelled(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """Work that ended before now is history: the next plan leaves it out without cancelling it."""
    write_schedule(schedule, problem, tmp_path)
    desk = problem.desk.model_copy(update={"now": at(2, 10, 15)})
    write_schedule(Schedule(assignments=()), problem.model_copy(update={"desk": desk}), tmp_path)
    assert [name.split()[0] for name in events(tmp_path, "ben")] == ["T-2", "Break"]


def test_calendars_of_others_are_not_overwritten(problem: Problem, schedule: Schedule, tmp_path: Path) -> None:
    """A folder whose calendars are busy time, such as the desk itself, is refused before anything is written."""
    desk = tmp_path / "desk"
    with pytest.raises(DataError, match=r"calendars/ann.ics.*\n.*nothing was written"):
        write_schedule(schedule, problem, desk)
    assert not (desk / "schedule.json").exists()

"""Whole data in and out: all of it or nothing, and every flaw told at once."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from named_things import digest
from served_desks import MIKE, NOON, PRIYA, Caller, World, north, problem_of

from api.store import tables
from engine.domain.problem import Problem

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
{events}END:VCALENDAR
"""
EVENT = """BEGIN:VEVENT
UID:{uid}
DTSTAMP:20260302T000000Z
DTSTART:{start}
DTEND:{end}
SUMMARY:{summary}
END:VEVENT
"""


def test_desk_goes_out_and_in_again(world: World, dispatcher: Caller) -> None:
    """What is exported is the desk; imported anywhere, it is the same desk with the same board."""
    exported = dispatcher.get("/export")
    assert exported.headers["content-disposition"] == 'attachment; filename="north.json"'
    assert Problem.model_validate(exported.json()).model_copy(update={"published": None}) == north().model_copy(
        update={"published": None}
    )
    theirs = world.caller(desk="other")
    assert theirs.post("/import", exported.json()).status_code == 200
    mine = dispatcher.json("/board")
    board = theirs.json("/board")
    for part in ("assignments", "trips", "engineers", "kpis", "score", "sites"):
        assert board[part] == mine[part]
    newest = theirs.json("/schedules")["items"][0]
    assert (newest["version"], newest["base_version"], newest["origin"]) == (2, 1, "import")


def test_import_takes_everything_over(world: World, dispatcher: Caller) -> None:
    """Rows that the new data does not have are gone, the schedule it brings is the next version, weights count up."""
    whole = dispatcher.json("/export")
    version = world.versions()[0]
    whole["tickets"] = [each for each in whole["tickets"] if each["id"] != "T-1003"]
    whole["desk"]["weights"]["values"] = {"travel": 2000}
    whole["published"]["assignments"] = [
        each for each in whole["published"]["assignments"] if each["ticket_id"] != "T-1011"
    ]
    answer = dispatcher.post("/import", whole)
    assert answer.json() == {"data_version": version + 1}
    problem_of(dispatcher.get("/tickets/T-1003"), 404)
    assert {row["ticket_id"] for row in dispatcher.json("/queue")["items"]} >= {"T-1011"}
    desk = dispatcher.json("/desk")
    assert (desk["weights_version"], desk["weights"]["values"], desk["published_version"]) == (2, {"travel": 2000}, 2)
    bodies = [row.body["id"] for row in sorted(world.rows(tables.Ticket), key=lambda row: row.position)]
    assert bodies == [each["id"] for each in whole["tickets"]]


def test_import_without_a_schedule_keeps_the_published_one(world: World, dispatcher: Caller) -> None:
    """Data alone may come again and again; what people work by stays, as far as the desk still has it."""
    whole = dispatcher.json("/export")
    published = {each["ticket_id"] for each in dispatcher.json("/board")["assignments"]}
    gone = whole["tickets"].pop(0)["id"]
    assert gone in published
    assert dispatcher.post("/import", whole | {"published": None}).status_code == 200
    assert world.versions()[1] == 1
    assert {each["ticket_id"] for each in dispatcher.json("/board")["assignments"]} == published - {gone}


def test_calendar_feeds_follow_an_import(world: World, dispatcher: Caller) -> None:
    """When new data brings another schedule, the engineers' own calendars show that one."""
    url = world.caller("admin").post(f"/engineers/{MIKE}/feed").json()["url"]
    whole = dispatcher.json("/export")
    (work, *_) = [each for each in whole["published"]["assignments"] if each["engineer_ids"] == [MIKE]]
    whole["published"]["assignments"].remove(work)
    dispatcher.post("/import", whole)
    calendar = world.caller("nobody").get(url.removeprefix("http://localhost:8040")).text
    event = next(each for each in calendar.split("BEGIN:VEVENT") if work["ticket_id"] in each)
    assert "STATUS:CANCELLED" in event


def test_import_with_flaws_changes_nothing(world: World, dispatcher: Caller) -> None:
    """Flaws of form and of sense are told all at once, each with its place."""
    before = digest(world)
    whole = dispatcher.json("/export")
    form = whole | {"tickets": [*whole["tickets"], {"id": "T-9", "client_id": "x"}, {"id": "T-8", "priority": 9}]}
    fields = {flaw["field"] for flaw in problem_of(dispatcher.post("/import", form), 422)["flaws"]}
    assert {"tickets[14].estimated_minutes", "tickets[14].created", "tickets[15].priority"} <= fields
    sense = whole | {"clients": whole["clients"][1:], "sites": [*whole["sites"], whole["sites"][0]]}
    flaws = problem_of(dispatcher.post("/import", sense), 422)["flaws"]
    assert {flaw["message"].partition(":")[2].strip() for flaw in flaws} >= {
        "the desk has no such client",
        "this site is given twice",
    }
    for body in ({}, {"desk": None}, {"desk": whole["desk"]}, {"nonsense": 1}):
        assert problem_of(dispatcher.post("/import", body), 422)["flaws"]
    assert digest(world) == before


def test_csv_is_laid_over_the_desk(world: World, dispatcher: Caller) -> None:
    """Rows with a known key replace, others are added, and what the file does not name stays."""
    before = dispatcher.json("/clients")["items"]
    text = f"id,name,vip\n{before[0]['id']},Renamed,yes\nnew-client,New,no\n"
    answer = upload(dispatcher, "clients", text)
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"data_version": world.versions()[0], "changed": 2}
    after = dispatcher.json("/clients")["items"]
    assert [each["id"] for each in after] == [*(each["id"] for each in before), "new-client"]
    assert (after[0]["name"], after[0]["vip"], after[0]["familiarity"]) == ("Renamed", True, before[0]["familiarity"])
    assert after[1:-1] == before[1:]
    line = world.caller("admin").json("/audit?limit=1")["items"][0]
    assert (line["action"], line["target"]) == ("upload", "clients: 2 rows changed")


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        ("tickets", "id,client_id,estimated_minutes,created\nT-9,harbor-pharmacy,30,2026-03-02T08:00\n"),
        ("engineers", "id,tier,working_hours\nnew-one,1,mon-fri 08:00-17:00\n"),
        ("sites", "id,latitude,longitude\nnew-site,44.9,-93.2\n"),
        ("skills", f"engineer_id,skill,level\n{MIKE},new-skill,3\n"),
        ("familiarity", f"client_id,engineer_id,visits\nharbor-pharmacy,{MIKE},3\n"),
        ("travel", "profile,from_site,to_site,minutes\ncar,office,harbor-pharmacy-1,7\n"),
    ],
)
def test_every_sheet_is_taken(sheet: str, text: str, world: World, dispatcher: Caller) -> None:
    """Each of the desk's files can be uploaded by itself; the same file again changes nothing more."""
    first = upload(dispatcher, sheet, text)
    assert first.status_code == 200, first.text
    assert first.json()["changed"] == 1
    before = dispatcher.json("/export")
    again = {"data_version": first.json()["data_version"] + 1, "changed": 0}
    assert upload(dispatcher, sheet, text).json() == again
    assert dispatcher.json("/export") == before
    assert world.caller("admin").json("/audit?limit=1")["items"][0]["target"] == f"{sheet}: 0 rows changed"


def test_csv_with_flaws_changes_nothing(world: World, dispatcher: Caller) -> None:
    """Each flaw has its line and its column; a file that is none of ours is refused."""
    before = digest(world)
    text = "id,client_id,estimated_minutes,created\nT-9,nobody,30,2026-03-02T08:00\nT-8,harbor-pharmacy,x,later\n"
    flaws = problem_of(upload(dispatcher, "tickets", text), 422)["flaws"]
    assert {(flaw["file"], flaw["line"], flaw["field"]) for flaw in flaws} >= {
        ("tickets.csv", 3, "estimated_minutes"),
        ("tickets.csv", 3, "created"),
    }
    only = text.splitlines()[:2]
    flaws = problem_of(upload(dispatcher, "tickets", "\n".join(only)), 422)["flaws"]
    assert {(flaw["field"], flaw["value"]) for flaw in flaws} == {("client_id", "nobody")}
    for data in ("", "nonsense", "id,nonsense\nx,y\n", "\x00\xff"):
        assert problem_of(upload(dispatcher, "tickets", data), 422)["flaws"]
    problem_of(dispatcher.post("/import/nonsense", files={"file": ("a.csv", b"")}), 422)
    problem_of(dispatcher.post("/import/tickets", {"file": "no file"}), 422)
    assert digest(world) == before


def test_busy_time_is_read_from_a_calendar(dispatcher: Caller) -> None:
    """The events of an uploaded file replace those uploaded before, beside what came with the desk."""
    came = dispatcher.json(f"/engineers/{PRIYA}")["busy"]
    for summary in ("Dentist", "Training"):
        answer = put_busy(
            dispatcher, EVENT.format(uid=1, start="20260303T150000Z", end="20260303T160000Z", summary=summary)
        )
        assert answer.json()["busy"] == 1
        busy = dispatcher.json(f"/engineers/{PRIYA}")["busy"]
        assert [each for each in busy if each not in came] == [
            {
                "start": "2026-03-03T09:00:00-06:00",
                "end": "2026-03-03T10:00:00-06:00",
                "summary": summary,
                "site_id": None,
            }
        ]
    assert put_busy(dispatcher, "").json()["busy"] == 0
    assert dispatcher.json(f"/engineers/{PRIYA}")["busy"] == came


def test_calendar_with_flaws_changes_nothing(world: World, dispatcher: Caller) -> None:
    """One event that cannot be read is enough; so is a body of another type, and an engineer that nobody knows."""
    before = digest(world)
    good = EVENT.format(uid=1, start="20260303T150000Z", end="20260303T160000Z", summary="Good")
    bad = EVENT.format(uid=2, start="20260303T150000Z", end="20260303T140000Z", summary="Bad")
    assert problem_of(put_busy(dispatcher, good + bad), 422)["flaws"]
    content = ICS.format(events=good).encode()
    path = f"/engineers/{PRIYA}/busy"
    problem_of(dispatcher.put(path, content=b"nonsense", headers={"Content-Type": "text/calendar"}), 422)
    problem_of(dispatcher.put(path, content=content, headers={"Content-Type": "text/plain"}), 415)
    problem_of(dispatcher.put(path, content=content), 415)
    problem_of(
        dispatcher.put("/engineers/nobody/busy", content=content, headers={"Content-Type": "text/calendar"}), 404
    )
    assert digest(world) == before


def test_spreadsheet_runs_no_formula(dispatcher: Caller) -> None:
    """A summary that begins like a formula is text in the exported CSV; everything else is as it is."""
    evil = '=HYPERLINK("https://example.com";"click")'
    for summary in (evil, "+1", "-1+1", "@SUM(A1)", "\tx", "harmless, with a comma"):
        dispatcher.patch("/tickets/T-1011", {"summary": summary})
        answer = dispatcher.get("/schedules/1/export.csv")
        assert answer.headers["content-type"].startswith("text/csv")
        rows = {row["ticket_id"]: row for row in csv.DictReader(io.StringIO(answer.text))}
        shown = rows["T-1011"]["summary"]
        assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
        assert summary.strip() in shown
    board = {each["ticket_id"]: each for each in dispatcher.json("/board")["assignments"]}
    assert {ticket: dt.datetime.fromisoformat(row["start"]) for ticket, row in rows.items()} == {
        ticket: dt.datetime.fromisoformat(each["start"]) for ticket, each in board.items()
    }
    assert rows["T-1011"]["start"] < NOON


def upload(caller: Caller, sheet: str, text: str) -> Any:
    """Upload a sheet and return the answer."""
    return caller.post(f"/import/{sheet}", files={"file": ("any name.csv", text.encode(errors="surrogateescape"))})


def put_busy(caller: Caller, events: str) -> Any:
    """Upload a calendar of Priya's and return the answer."""
    content = ICS.format(events=events).replace("\n", "\r\n").encode()
    return caller.put(f"/engineers/{PRIYA}/busy", content=content, headers={"Content-Type": "text/calendar"})

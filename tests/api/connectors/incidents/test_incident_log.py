"""Bad logs: one clear error each, with its place."""

import datetime as dt
from pathlib import Path

import pytest
from tiny_incidents import AT, Write, tiny_rows

from api.connectors.incidents import import_incidents
from engine.errors import DataError, Flaw


def flaws_of(path: Path, at: dt.datetime = AT) -> list[Flaw]:
    """Return the flaws that the import reports, each with a hint."""
    with pytest.raises(DataError) as error:
        import_incidents(path, at, 1)
    assert all(flaw.hint for flaw in error.value.flaws)
    return error.value.flaws


def test_missing_columns_are_all_named(write_log: Write) -> None:
    """Each missing column is a flaw of the header line."""
    rows = [{k: v for k, v in row.items() if k not in ("priority", "assigned_to")} for row in tiny_rows()]
    assert [(f.line, f.field) for f in flaws_of(write_log(rows))] == [(1, "assigned_to"), (1, "priority")]


def test_every_bad_value_is_named_in_one_go(write_log: Write) -> None:
    """Bad dates, priorities, orders and states of several lines come in one report with line, column and value."""
    rows = tiny_rows()
    rows[0]["opened_at"] = "2016-03-01 08:00"
    rows[1]["resolved_at"] = "31/2/2016 10:00"
    rows[2]["priority"] = "urgent"
    rows[3]["sys_mod_count"] = "-1"
    rows[4]["incident_state"] = "?"
    rows[5]["number"] = "?"
    rows[7]["category"] = " "
    found = [(f.line, f.field, f.value) for f in flaws_of(write_log(rows))]
    assert found == [
        (2, "opened_at", "2016-03-01 08:00"),
        (3, "resolved_at", "31/2/2016 10:00"),
        (4, "priority", "urgent"),
        (5, "sys_mod_count", "-1"),
        (6, "incident_state", ""),
        (7, "number", ""),
        (9, "category", " "),
    ]


def test_an_event_that_cannot_be_dated_is_an_error(write_log: Write) -> None:
    """A row whose own date is unreadable or missing cannot be placed before or after the instant."""
    rows = tiny_rows()
    rows[0]["sys_updated_at"], rows[3]["sys_updated_at"] = "yesterday", "?"
    found = flaws_of(write_log(rows))
    assert [(f.line, f.field, f.value) for f in found] == [
        (2, "sys_updated_at", "yesterday"),
        (5, "sys_updated_at", ""),
    ]


def test_many_flaws_of_one_column_are_summed_up(write_log: Write) -> None:
    """Past twenty lines the report counts instead of listing."""
    rows = [row | {"priority": "9"} for row in tiny_rows() * 3]
    found = flaws_of(write_log(rows))
    assert len(found) == 21
    assert "lines; the first 20 are listed" in found[0].message


@pytest.mark.parametrize(
    ("month", "message"), [(2, "the log starts after"), (6, "the log ends more than a week before")]
)
def test_instant_outside_the_log(tiny_log: Path, month: int, message: str) -> None:
    """An instant before or well after the log is refused with the span to choose from."""
    (flaw,) = flaws_of(tiny_log, AT.replace(month=month))
    assert flaw.message.startswith(message)
    assert "2016-03-01T08:05 to 2016-03-05T10:00" in flaw.hint


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("empty.csv", b"", 0),
        ("binary.csv", b"number,\xff\xfe\n1,2\n", 0),
        ("damaged.csv.gz", b"not gzip at all", 0),
        ("ragged.csv", None, 3),
        ("longer.csv", None, 2),
        ("header.csv", None, 0),
        ("absent.csv", None, 0),
    ],
)
def test_a_file_that_is_no_log(write_log: Write, tmp_path: Path, name: str, content: bytes | None, line: int) -> None:
    """Absent, empty, damaged, undecodable, ragged and event-less files are one flaw of the file."""
    path = tmp_path / name
    text = write_log(tiny_rows()).read_text(encoding="utf-8").splitlines()
    if name == "ragged.csv":
        content = "\n".join([*text[:2], text[2] + ",more,fields"]).encode()
    if name == "longer.csv":
        content = "\n".join([text[0], *(line + "," for line in text[1:])]).encode()
    if name == "header.csv":
        content = text[0].encode()
    if content is not None:
        path.write_bytes(content)
    (flaw,) = flaws_of(path)
    assert (flaw.file, flaw.line, flaw.field) == (name, line, "")

"""CSV files: lines, headers, and cells that are no formulas."""

import csv
import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.files.names import calendar_name
from engine.files.table import read_table, write_table


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """A row's line is the one it starts on, past quoted line breaks, blank lines and rows of blanks."""
    path = tmp_path / "x.csv"
    path.write_bytes('\ufeffid,text\r\n1,"a\r\nb"\r\n\r\n,\r\n2,c\r\n'.encode())
    rows, flaws = read_table(path, "x.csv", ["id"], ["id", "text"])
    assert not flaws
    assert rows is not None
    assert [(row.line, row.cells["text"]) for row in rows] == [(2, "a\r\nb"), (6, "c")]


@given(st.lists(st.text(st.sampled_from("=+-@'\t1.a,\"\n ")), min_size=1))
def test_cells_come_back_and_none_is_a_formula(texts: list[str]) -> None:
    """Any text is written so that it is no formula for a spreadsheet, and read back as it was."""
    written = write_table(["id", "text"], [[f"x{number}", text] for number, text in enumerate(texts)])
    for _, cell in list(csv.reader(io.StringIO(written, newline="")))[1:]:
        number = cell.lstrip("-").replace(".", "", 1).isdigit() and not cell.startswith("--")
        assert number or not cell.startswith(("=", "+", "-", "@", "\t"))


def test_names_of_calendars() -> None:
    """An id that a file name cannot hold is percent-encoded; a plain one stays readable."""
    assert calendar_name("ann") == "ann.ics"
    assert calendar_name("Jürgen Groß") == "Jürgen Groß.ics"
    assert calendar_name("../a:b") == "%2E.%2Fa%3Ab.ics"

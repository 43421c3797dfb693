"""A CSV file as rows of cells with their lines; what is wrong with its form is told as flaws."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import Flaw
from engine.flaws import closest, closest_word

# A spreadsheet runs a cell that starts with one of these as a formula; a plain number is none.
_FORMULA = re.compile(r"'*(?!-?\d+(\.\d+)?$)[=+\-@\t\r]")


@dataclass(frozen=True)
class Row:
    """A row: the line it starts on, its cells by column, whether it has as many as the header."""

    line: int
    cells: dict[str, str]
    is_whole: bool = True


def read_table(
    path: Path, file: str, required: Sequence[str], known: Sequence[str]
) -> tuple[list[Row] | None, list[Flaw]]:
    """Read a CSV file in UTF-8 with a header, commas and double quotes.

    Parameters
    ----------
    path : Path
        The file.
    file : str
        Its name in flaws.
    required, known : sequence of str
        Columns that must be there; all columns that may be.

    Returns
    -------
    tuple of list of Row or None, list of Flaw
        None when nothing can be known of the rows: the file or a required column is missing, or its text is broken.
    """
    text, flaws = read_text(path, file)
    if text is None:
        return None, flaws
    records, flaws = _records(text, file)
    if flaws:
        return None, flaws
    if not records:
        return None, [Flaw(file, 0, "", "", "the file is empty", f"its first line is {','.join(required)}")]
    header = [name.strip() for name in records[0][1]]
    flaws = _header_flaws(file, records[0][0], header, required, known)
    if any(name not in header for name in required):
        return None, flaws
    rows = []
    for line, record in records[1:]:
        if len(record) != len(header):
            message = f"the row has {len(record)} cells, the header {len(header)}"
            flaws.append(Flaw(file, line, "", "", message, "a comma is missing, too many, or not inside quotes"))
        cells = dict(zip(header, (_plain(cell) for cell in record), strict=False))
        rows.append(Row(line, cells, len(record) == len(header)))
    return rows, flaws


def write_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV file; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows)
    return out.getvalue()


def read_text(path: Path, file: str) -> tuple[str | None, list[Flaw]]:
    """Return a file's text, None with a flaw when it is missing or not UTF-8."""
    if not path.is_file():
        others = [other.name for other in path.parent.glob("*") if other.is_file()] if path.parent.is_dir() else []
        near = closest(path.name, others)
        return None, [Flaw(file, 0, "", "", "the file is missing", near or "the folder is not the one you mean")]
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        value = data[error.start : error.end].hex(" ")
        return None, [Flaw(file, line, "", value, "this byte is not UTF-8", "save the file as CSV UTF-8")]


def _records(text: str, file: str) -> tuple[list[tuple[int, list[str]]], list[Flaw]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append((start, record))
            start = reader.line_num + 1
    except csv.Error as error:
        return [], [Flaw(file, start, "", "", f"the row cannot be read: {error}", "a quote is not closed")]
    return records, []


def _header_flaws(
    file: str, line: int, header: Sequence[str], required: Sequence[str], known: Sequence[str]
) -> list[Flaw]:
    if len(header) == 1 and len(required) > 1 and re.search(r"[;\t]", header[0]):
        hint = "save it with commas between the columns"
        return [Flaw(file, line, "", header[0], "the columns are not separated by commas", hint)]
    flaws = []
    missing = [name for name in required if name not in header]
    for name in header:
        if header.count(name) > 1:
            flaws.append(Flaw(file, line, name, "", "this column is given twice"))
        elif name not in known:
            # A misspelt column is told once: as missing where it is required, as unknown otherwise.
            if closest_word(name, missing):
                continue
            hint = closest(name, [other for other in known if other not in header])
            flaws.append(Flaw(file, line, name, "", "this column is not known", hint or "leave it out"))
    for name in missing:
        near = closest_word(name, [other for other in header if other not in known])
        hint = f"the column {near!r} is meant to be it" if near else "a first line with the names is missing"
        flaws.append(Flaw(file, line, name, "", "this column is missing", hint))
    return flaws


def _plain(cell: str) -> str:
    """Return a cell without the apostrophe that `write_table` sets."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell

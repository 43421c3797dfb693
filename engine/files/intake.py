"""What has been read of a desk so far: the places of its parts, the flaws found, the gaps they leave."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from engine.errors import Flaw
from engine.flaws import HOME, Gaps, describe

from .cells import TEXT
from .columns import Column, Sheet
from .table import Row, read_table


class Intake:
    """Collects flaws, places and gaps while the files of one desk are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.flaws: list[Flaw] = []
        self.desk_lines: Mapping[tuple[str | int, ...], int] = {}
        self._lines: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._broken_kinds: set[str] = set()
        self._broken_keys: set[tuple[str, str]] = set()

    @property
    def gaps(self) -> Gaps:
        """What could not be read."""
        return Gaps(frozenset(self._broken_kinds), frozenset(self._broken_keys))

    def place(self, kind: str, key: str, line: int) -> None:
        """Remember the line of a thing."""
        self._lines[kind, key].append(line)

    def miss(self, kind: str, key: str | None = None) -> None:
        """Remember that a thing, or all of a kind, could not be read."""
        if key is None:
            self._broken_kinds.add(kind)
        else:
            self._broken_keys.add((kind, key))

    def locate(self, kind: str, key: str, field: str, /, nth: int = 0) -> tuple[str, int]:
        """Return the file and the line of a thing (see `engine.flaws.Locate`)."""
        if kind == "desk":
            return HOME[kind], self.desk_line(tuple(field.split(".")))
        lines = self._lines.get((kind, key), [])
        return HOME.get(kind, ""), lines[min(nth, len(lines) - 1)] if lines else 0

    def desk_line(self, path: tuple[str | int, ...]) -> int:
        """Return the line of a key of desk.toml, or of the nearest table around it."""
        while path and path not in self.desk_lines:
            path = path[:-1]
        return self.desk_lines.get(path, 0)

    def rows(self, sheet: Sheet) -> list[Row]:
        """Read the rows of a sheet and remember where its things stand."""
        path = self.folder / sheet.file
        if sheet.optional and not path.exists():
            return []
        names = [column.name for column in sheet.columns]
        required = [column.name for column in sheet.columns if column.required]
        rows, flaws = read_table(path, sheet.file, required, names)
        self.flaws += flaws
        if rows is None:
            self.miss(sheet.kind)
            return []
        for row in rows:
            self.place(sheet.kind, key_of(sheet, row), row.line)
        return rows

    def build(self, sheet: Sheet, row: Row, zone: ZoneInfo, more: Mapping[str, Any]) -> Any:
        """Return the sheet's model of a row, None when the row has flaws.

        ``more`` holds fields that stand elsewhere; a cell of the row wins over them.
        """
        before = len(self.flaws)
        data = dict(more) | self._values(sheet, row, zone)
        if row.is_whole and len(self.flaws) == before:
            own = {name: value for name, value in data.items() if name in sheet.model.model_fields}
            try:
                return sheet.model.model_validate(own)
            except ValidationError as errors:
                self.flaws += [_row_flaw(sheet, row, error) for error in errors.errors()]
        nameless = any(not row.cells.get(name, "").strip() for name in sheet.key)
        self.miss(sheet.kind, None if nameless else key_of(sheet, row))
        return None

    def _values(self, sheet: Sheet, row: Row, zone: ZoneInfo) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for column in sheet.columns if row.is_whole else ():
            text = row.cells.get(column.name, "")
            # Free text may be blanks and still be something; in any other cell they are nothing.
            if not (text if column.kind is TEXT else text.strip()):
                if column.required:
                    message = "this cell must not be blank"
                    self.flaws.append(Flaw(sheet.file, row.line, column.name, "", message))
                continue
            try:
                value = column.kind.read(text, zone)
            except ValueError as error:
                self.flaws += _cell_flaws(sheet, row, column, error)
                continue
            inner = data
            for name in column.path[:-1]:
                inner = inner.setdefault(name, {})
            inner[column.path[-1]] = value
        return data


def key_of(sheet: Sheet, row: Row) -> str:
    """Return the key of a row's thing."""
    return "/".join(row.cells.get(name, "").strip() for name in sheet.key)


def _cell_flaws(sheet: Sheet, row: Row, column: Column, error: ValueError) -> Iterable[Flaw]:
    reasons = [describe(each) for each in error.errors()] if isinstance(error, ValidationError) else [str(error)]
    hint = f"write for example {column.kind.example}" if column.kind.example else ""
    value = row.cells[column.name]
    return [Flaw(sheet.file, row.line, column.name, value, reason, hint) for reason in reasons]


def _row_flaw(sheet: Sheet, row: Row, error: ErrorDetails) -> Flaw:
    path = tuple(str(part) for part in error["loc"] if isinstance(part, str))
    columns = [each for each in sheet.columns if path and each.path[: len(path)] == path[: len(each.path)]]
    # A flaw of several columns together (a pin) is shown at the first that is filled.
    filled = [each for each in columns if row.cells.get(each.name, "").strip()]
    if not columns:
        return Flaw(sheet.file, row.line, ".".join(path), "", describe(error))
    column = (filled or columns)[0]
    value = row.cells.get(column.name, "")
    hint = f"write for example {column.kind.example}" if column.kind.example and not column.required else ""
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        hint = _range_hint(sheet, column) or hint
    return Flaw(sheet.file, row.line, column.name, value, describe(error), hint)


def _range_hint(sheet: Sheet, column: Column) -> str:
    """Return what numbers a column takes, the empty text where its field does not say both ends."""
    limits = sheet.model.model_fields[column.path[0]].metadata
    low = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    high = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    return "" if low is None or high is None else f"write a number from {low} to {high}"

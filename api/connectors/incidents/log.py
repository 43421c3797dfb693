"""The event log as it could be read at an instant: later events dropped, values from the future masked.

Format: one row per update of an incident; ``?`` is missing, instants are ``day/month/year hour:minute`` without a zone
and are read as UTC (UCI Machine Learning Repository, "Incident management process enriched event log").
"""

import datetime as dt
import re
import zlib
from pathlib import Path

import pandas as pd

from engine.errors import DataError, Flaw

COLUMNS = {
    "number": "number",
    "incident_state": "state",
    "sys_mod_count": "order",
    "made_sla": "made_sla",
    "opened_at": "opened_at",
    "sys_updated_at": "updated_at",
    "location": "location",
    "category": "category",
    "subcategory": "subcategory",
    "u_symptom": "symptom",
    "priority": "priority",
    "assignment_group": "group",
    "assigned_to": "assignee",
    "resolved_by": "resolver",
    "resolved_at": "resolved_at",
}
"""Columns read, by the log's name; closed_at and closed_code are final values in every row and are never read."""
OPTIONAL = {"opened_by": "opener", "caller_id": "caller", "contact_type": "contact"}
"""Columns read where the log has them; they say who asked, whom, and how, and are the same in all rows."""

_LABELS = (
    *("number", "state", "location", "category", "subcategory", "group", "assignee", "resolver"),
    *OPTIONAL.values(),
)
_LABEL_HINT = "write 1 to 128 characters without blanks at the ends"
CLOSED = "Closed"
RESOLVED_STATES = ("Resolved", CLOSED)
_SILENCE = pd.Timedelta(days=7)
_SHOWN = 20
_DATE_HINT = "write it as day/month/year hour:minute, for example 29/2/2016 01:16"


def read_log(file: Path, at: dt.datetime | None = None, *, undated: bool = False) -> pd.DataFrame:
    """Return the rows written up to ``at``, one per event, sorted by incident and order; all rows when it is None.

    ``resolver`` and ``resolved_at`` hold an incident's final value in all its rows, so they are blanked wherever the
    row does not say that the incident is resolved, or dates the resolution after ``at``. A resolution without a date is
    blanked as well, or with ``undated`` kept in the rows that say that the incident is closed.

    Raises
    ------
    DataError
        When the file, a column or a value cannot be read, or the log does not reach ``at``.
    """
    rows = _read(file)
    rows["updated_at"] = _instants(rows, "updated_at", file)
    if at is None:
        at = rows["updated_at"].max().to_pydatetime()
    else:
        _require_reach(rows["updated_at"], at, file)
    visible = rows[rows["updated_at"] <= at].copy()
    is_resolved = visible["state"].isin(RESOLVED_STATES)
    visible["resolved_at"] = visible["resolved_at"].where(is_resolved)
    flaws = _check(visible, file)
    visible["resolved_at"] = _instants(visible, "resolved_at", file, required=False, flaws=flaws)
    visible["opened_at"] = _instants(visible, "opened_at", file, flaws=flaws)
    if flaws:
        raise DataError(flaws)
    is_past = is_resolved & (visible["resolved_at"] <= at)
    if undated:
        is_past |= (visible["state"] == CLOSED) & visible["resolved_at"].isna()
    visible[["resolver", "resolved_at"]] = visible[["resolver", "resolved_at"]].where(is_past)
    visible["order"] = visible["order"].astype(int)
    visible["priority"] = visible["priority"].str[0].astype(int)
    return visible.sort_values(["number", "order", "updated_at"], kind="stable")


def _read(file: Path) -> pd.DataFrame:
    """Read the columns needed as text, missing values as None; the index is the line less two."""
    try:
        header = list(pd.read_csv(file, nrows=0).columns)
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            hint = "check that it is the incident event log, comma-separated, with its header line"
            raise DataError([Flaw(file.name, 1, name, "", "the column is missing", hint) for name in missing])
        # Unused columns are read too: only then does a line with too many fields fail instead of shifting unseen.
        rows = pd.read_csv(file, dtype=str, na_values=["?", ""], keep_default_na=False)
    except FileNotFoundError:
        raise DataError([Flaw(file.name, 0, "", str(file), "there is no such file", "check the path")]) from None
    except (
        OSError,
        EOFError,
        zlib.error,
        UnicodeDecodeError,
        pd.errors.ParserError,
        pd.errors.EmptyDataError,
    ) as error:
        line = re.search(r"line (\d+)", str(error))
        hint = "give the log as .csv or .csv.gz, comma-separated, UTF-8"
        raise DataError(
            [Flaw(file.name, int(line[1]) if line else 0, "", str(error), "cannot be read", hint)]
        ) from None
    if rows.empty:
        raise DataError([Flaw(file.name, 0, "", "", "the log holds no event", "give the whole log")])
    if not isinstance(rows.index, pd.RangeIndex):
        hint = "end neither header nor lines with a comma"
        raise DataError([Flaw(file.name, 2, "", "", "the lines have more fields than the header", hint)])
    rows = rows.reindex(columns=[*COLUMNS, *OPTIONAL]).rename(columns=COLUMNS | OPTIONAL)
    # A column that the log lacks is one of missing labels, not of missing numbers.
    return rows.astype(dict.fromkeys(OPTIONAL.values(), rows["number"].dtype))


def _instants(
    rows: pd.DataFrame, column: str, file: Path, *, required: bool = True, flaws: list[Flaw] | None = None
) -> pd.Series:
    """Return a column of dates as instants; flaws are collected when a list is given and raised otherwise."""
    instants = pd.to_datetime(rows[column], format="%d/%m/%Y %H:%M", errors="coerce", utc=True)
    is_bad = instants.isna() if required else instants.isna() & rows[column].notna()
    found = _flaws(rows, column, is_bad, file, "is not a date", _DATE_HINT)
    if found and flaws is None:
        raise DataError(found)
    if flaws is not None:
        flaws += found
    return instants


def _check(rows: pd.DataFrame, file: Path) -> list[Flaw]:
    """Return the flaws of the columns that every event needs."""
    return [
        *_flaws(rows, "number", rows["number"].isna(), file, "the incident has no number", "give every event one"),
        *_flaws(rows, "state", rows["state"].isna(), file, "the state is missing", "write for example New or Resolved"),
        *_flaws(
            rows,
            "order",
            ~rows["order"].str.fullmatch(r"\d{1,9}", na=False),
            file,
            "is not a whole number",
            "number an incident's updates 0, 1, 2, ...",
        ),
        *_flaws(
            rows,
            "priority",
            ~rows["priority"].str.fullmatch(r"[1-4]( - .*)?", na=False),
            file,
            "is not a priority",
            "write 1 - Critical, 2 - High, 3 - Moderate or 4 - Low",
        ),
        *(flaw for name in _LABELS for flaw in _bad_labels(rows, name, file)),
    ]


def _bad_labels(rows: pd.DataFrame, column: str, file: Path) -> list[Flaw]:
    is_bad = ~rows[column].str.fullmatch(r"\S(.{0,126}\S)?", na=True)
    return _flaws(rows, column, is_bad, file, "is not a label", _LABEL_HINT)


def _flaws(
    rows: pd.DataFrame, column: str, is_bad: "pd.Series[bool]", file: Path, message: str, hint: str
) -> list[Flaw]:
    name = next(name for name, short in (COLUMNS | OPTIONAL).items() if short == column)
    bad = rows.loc[is_bad, column]
    flaws = [
        Flaw(file.name, int(str(index)) + 2, name, "" if pd.isna(value) else str(value), message, hint)
        for index, value in bad.head(_SHOWN).items()
    ]
    if len(bad) > _SHOWN:
        flaws.append(
            Flaw(file.name, 0, name, "", f"{message}, in {len(bad)} lines; the first {_SHOWN} are listed", hint)
        )
    return flaws


def _require_reach(updated_at: pd.Series, at: dt.datetime, file: Path) -> None:
    # A log that was cut at the instant itself ends shortly before it, so some silence before it is no error.
    first, last = updated_at.min(), updated_at.max()
    span = f"choose an instant from {first:%Y-%m-%dT%H:%M} to {last:%Y-%m-%dT%H:%M} (UTC)"
    if at < first:
        raise DataError(
            [Flaw(file.name, 0, "sys_updated_at", at.isoformat(), "the log starts after this instant", span)]
        )
    if at > last + _SILENCE:
        message = "the log ends more than a week before this instant"
        raise DataError([Flaw(file.name, 0, "sys_updated_at", at.isoformat(), message, span)])

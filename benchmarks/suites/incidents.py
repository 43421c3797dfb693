"""Mornings of a real service desk's log: what was open at nine, for everybody who had worked there so far."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from api.connectors.incidents.importer import import_incidents
from engine.errors import DataError, Flaw

from ..case import Case, Wanted, every
from ..desks import desk_case

NAME = "incidents"
DATA = Path(__file__).parents[3] / "shared" / "data" / NAME
MORNINGS = (dt.date(2016, 3, 8), dt.date(2016, 3, 15), dt.date(2016, 4, 5))
HOUR = 9
"""Of the morning, in UTC as the log is."""
OPENED_WITHIN = 7
"""Days before the morning; what is older waits for something that the log does not say."""
_SECONDS = (60.0,)


def cases(data: Path | None, wanted: Wanted = every) -> Iterator[Case]:
    """Yield the mornings, one day each.

    Parameters
    ----------
    data : Path or None
        Folder with an event log of the same columns (``*.csv`` or ``*.csv.gz``).

    Raises
    ------
    DataError
        When the folder holds no log, or the log is not as it should be.
    """
    folder = data or DATA
    logs = sorted([*folder.glob("*.csv"), *folder.glob("*.csv.gz")])
    if not logs:
        hint = "fetch the incident event log and name its folder with --data DIR"
        raise DataError([Flaw(str(folder), 0, "", "", "no event log (*.csv, *.csv.gz) there", hint)])
    for day in MORNINGS:
        if wanted(day.isoformat()):
            at = dt.datetime.combine(day, dt.time(HOUR), dt.UTC)
            yield desk_case(NAME, day.isoformat(), import_incidents(logs[0], at, 1, OPENED_WITHIN).problem, _SECONDS)

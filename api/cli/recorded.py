"""What a service has recorded of people's decisions, written for whoever learns from them elsewhere."""

from pathlib import Path

from api.settings import Settings
from api.store.decisions import decision_of, recorded
from engine.files.decisionfile import decisions_text
from engine.files.decisionfile import write_decisions as put_decisions

from .databases import database_of
from .screen import say


def write_decisions(settings: Settings, desk_id: str, out: Path | None) -> None:
    """Write a desk's decisions into a file, or to standard output.

    Raises
    ------
    DataError
        When the database cannot be opened, or has no such desk.
    """
    with database_of(settings, desk_id) as database, database.read() as session:
        found = [decision_of(row) for row in recorded(session, desk_id) if row.unlearned is None]
    if out is None:
        print(decisions_text(found), end="")
    else:
        put_decisions(out, found)
        say(f"{len(found)} {'decision' if len(found) == 1 else 'decisions'} of the desk {desk_id!r} in {out}")

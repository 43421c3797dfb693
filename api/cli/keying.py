"""A key made by whoever runs the service: the way back in when the last one is lost."""

from api.access import keys
from api.access.roles import Role
from api.service.service import wall_clock
from api.settings import Settings
from api.store.trail import note

from .databases import database_of
from .screen import say

ACTOR = "service:command line"


def make_key(settings: Settings, desk_id: str, name: str, role: Role, engineer_id: str | None) -> None:
    """Make a key for a desk, note it in the audit log, and print it.

    Raises
    ------
    DataError
        When the database cannot be opened or has no such desk, or the key cannot be made as it is asked for.
    """
    with database_of(settings, desk_id) as database:
        at = wall_clock()
        with database.write() as session:
            row, presented = keys.make(session, desk_id, name, role, at, engineer_id)
            note(session, desk_id, at, ACTOR, "make key", row.id, {"role": row.role})
        say(
            f"A key of the desk {desk_id!r} for {row.name!r}, role {row.role}, shown this once: {presented}", whole=True
        )

"""How findings speak of times."""

from engine.context import Context
from engine.timeline import instant_at


def local_time(context: Context, minute: int) -> str:
    """Return a minute as day and time in the desk's zone, as ``Mon 2026-03-02 09:30``."""
    return f"{instant_at(context.origin, minute, context.zone):%a %Y-%m-%d %H:%M}"

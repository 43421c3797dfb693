"""Times and durations in words, for messages."""

import datetime as dt

from .context import Context
from .timeline import instant_at


def minutes_text(minutes: int) -> str:
    """Return ``45 min``, ``2 h`` or ``2 h 15 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def moment_text(context: Context, minute: int) -> str:
    """Return a minute in the desk's zone, as ``Tue 3 Mar 14:30``."""
    return instant_text(instant_at(context.origin, minute, context.zone))


def instant_text(instant: dt.datetime) -> str:
    """Return an instant in its own zone, as ``Tue 3 Mar 14:30``."""
    return f"{instant:%a} {instant.day} {instant:%b %H:%M}"

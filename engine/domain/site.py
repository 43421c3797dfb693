"""A site: a place where work is done or a day starts and ends."""

from pydantic import Field

from .base import Frozen, Identifier, Minutes
from .hours import WeeklyHours


class Site(Frozen):
    """A client's site, or a place of the desk's own (an office, a home) when it names no client."""

    id: Identifier
    name: str = ""
    client_id: Identifier | None = None
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    opening_hours: WeeklyHours | None = None
    """Hours in the client's zone; None is always open."""
    setup_minutes: Minutes = 0
    """Minutes from the door to the first ticket: parking, reception, finding the contact."""
    territory: Identifier | None = None

"""A calendar server on loopback."""

from collections.abc import Iterator

import pytest
from loopback_calendars import Calendars


@pytest.fixture
def calendars() -> Iterator[Calendars]:
    """Give a server that speaks plain HTTP."""
    with Calendars() as calendars:
        yield calendars

"""What a desk in a worker is known by."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class DeskKey:
    """A desk at one state of its data, its published schedule and its clock."""

    desk_id: str
    data_version: int
    published_version: int
    now: dt.datetime

"""The arrays from which the days of a team are priced."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]

NEVER = 1 << 58
"""The cost of what cannot be; sums of a few of them still fit into 64 bits."""
LIMIT = 1 << 56
"""From here on a cost stands for something that cannot be."""


class Team(NamedTuple):
    """What may start when on which shift at what cost; ticks are counted from each shift's start.

    A shift has groups: tickets alike in time, lateness and length. A group has rows, one a ticket, and pieces: ranges
    of starts over which the lateness is linear. A class is a length, a set of breaks taken inside and a place, numbered
    within each shift.
    """

    group_ptr: Ints
    """Per shift."""
    row_ptr: Ints
    """Per group."""
    piece_ptr: Ints
    minutes: Ints
    crew: Ints
    """Per group: tasks of each of its tickets."""
    ticket: Ints
    """Per row."""
    pair_cost: Ints
    kind: Ints
    """Per piece: class, first start, start after the last, lateness and change at the first, their slope."""
    low: Ints
    end: Ints
    late: Ints
    slope: Ints
    class_ptr: Ints
    """Per shift."""
    class_length: Ints
    """Per class: ticks from start to end, and the breaks taken inside as bits."""
    class_taken: Ints
    class_place: Ints
    """The place that its tickets have, numbered within the shift; -1 for none, or where places are left out."""
    ticks: Ints
    """Per shift: its ticks, the tick from which overtime counts, cost per tick of it."""
    free_until: Ints
    end_cost: Ints
    break_ptr: Ints
    break_ticks: Ints
    """Per break."""
    break_ok: Bools
    """Per break and tick of its shift: whether it may start there."""

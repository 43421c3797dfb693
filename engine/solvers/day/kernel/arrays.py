"""One shift as flat arrays: what may start when, at what cost, and how time, places, breaks and facts go on.

Ticks are counted from the shift's start, places are numbered among those that matter to the shift, tickets among those
in scope. The P places that matter are cut by F placed facts into F + 1 stages: stage k lies before placed fact k, the
last one before the way home. A state is a stage, a tick, the set of breaks taken, and one of these columns:

- from ``column[p]`` on: at place p in a visit, by the set of its tracked tickets that the visit has done;
- ``column[P] + p``: at place p, bound to begin a visit (or to meet a fact) there next;
- ``column[P] + P``: at the stage's own place with no visit begun: home at first, later where an appointment was;
- ``column[P] + P + 1``: back home for good.

Rows go by stage, then by set of breaks, then by tick.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEVER = 1 << 58
"""The cost of what cannot be; sums of a few of them still fit into 64 bits."""
LIMIT = 1 << 56
"""From here on a cost stands for something that cannot be."""


class Shift(NamedTuple):
    """What does not depend on the tickets."""

    ticks: int
    low: Ints
    """Per stage: its first tick."""
    high: Ints
    """Per stage: its last tick, where the next fact starts or the shift ends."""
    first_row: Ints
    """Per stage."""
    rows: int
    free_run: Ints
    """Per tick: the ticks of free time from there on."""
    over: Ints
    """Per tick: cost of overtime if work ended there."""
    break_ok: Bools
    """Per break and tick: whether it may start there."""
    break_ticks: Ints
    rest: Ints
    """Per set of breaks taken and tick: 0 if the other breaks fit in after work that ends there, else `NEVER`."""
    fact_place: Ints
    fact_start: Ints
    fact_setup: Ints
    """Set-up of a fact that is a ticket, -1 for an appointment."""
    fact_setup_fits: Bools
    closed: Bools
    """Per stage: whether nothing comes in between its facts."""
    stage_place: Ints
    """Per stage: the place of the state without a visit, -1 for nowhere."""
    home: int
    travel: Ints
    """Ticks by places."""
    travel_cost: int
    setup: Ints
    visit_cost: Ints


class Work(NamedTuple):
    """What may be done: options, each a ticket with the breaks that it takes in and the ticks that it pauses.

    Placeless options come first, sorted by class (same length and breaks), then those of place 0, of place 1, and so
    on.
    """

    ticket: Ints
    length: Ints
    """Ticks from start to end."""
    load: Ints
    """Ticks of work."""
    taken: Ints
    """Set of breaks taken inside, as bits."""
    bit: Ints
    """Bit of the ticket among the tracked ones of its place, 0 when it is not tracked."""
    cost: Ints
    """Per option and start: assignment, lateness and change less the drop cost, where no set-up comes before."""
    cost_setup: Ints
    """The same where a set-up comes directly before, its visit included."""
    first: Ints
    """Per option and tick: the first start from then on, whatever it costs."""
    first_setup: Ints
    class_ptr: Ints
    """Range of options per class."""
    site_ptr: Ints
    """Range of options per place."""
    column: Ints
    tracked: Ints
    """Per place: its tracked tickets, -1 where there are fewer."""
    trip_ptr: Ints
    """Per stage and origin (a place, or last the state without a visit): the range of its trips."""
    trip_to: Ints
    """Columns."""
    trip_ticks: Ints


class Ties(NamedTuple):
    """What binds tickets of the scope to each other."""

    before_ptr: Ints
    """Per ticket: the range of those that must be done before it."""
    before: Ints
    lag: Ints
    """Ticks that must pass in between."""
    group_ptr: Ints
    """Per ticket: the range of groups that cost something when it is the first of them here."""
    group: Ints
    group_cost: Ints
    members: Ints
    """Per group: its tickets as bits."""


class Day(NamedTuple):
    """One shift and the work that competes for it."""

    shift: Shift
    work: Work
    ties: Ties
    load_cost: Ints
    """By ticks of load that come to the facts' own; convex as far as it is allowed, then `NEVER`."""


class StandIns(NamedTuple):
    """Tickets that might better be worked where another one is, which may stand in for them later on."""

    ptr: Ints
    """Per ticket: the range of those that it may stand in for."""
    other: Ints
    """Their options."""
    extra: Ints
    """Per pair and tick: the most that it costs to stand in from then on, or to do without."""


class Prices(NamedTuple):
    """Multipliers: on working a ticket, and on each tick of load, with the constant that belongs to them."""

    ticket: Ints
    slope: int
    constant: int

"""The trial search that lies beside the public technician instances, run from its own file."""

import sys
import time
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from engine.instance import Instance

from .peer import Orders, Peer

FILE = Path(__file__).parents[3] / "shared" / "spike" / "strsp_spike.py"
_COARSER = 10
"""Ticks of the instance in one of the trial's: it counts in hundredths of a distance unit."""
_HOT, _COLD, _REMOVED, _LONGEST = 1e4, 1e2, 10.0, 10.0
"""Its temperatures, average tasks removed and longest string, as it is run by itself."""
_SAMPLE = 20_000
"""Iterations by which it measures its own speed; 95 % of the time is then planned, as it does by itself."""


class Spike(Peer):
    """Ruin and recreate on technician routing, one thread."""

    name = "spike"
    suites = ("strsp",)
    is_rival = False

    def missing(self) -> str:
        """Say where its file should be."""
        return "" if FILE.exists() else "spike is left out: its file is not beside the instances"

    def prepare(self) -> None:
        """Compile."""
        _compiled()

    def solve(self, instance: Instance, seconds: float, seed: int) -> Orders:
        """Return the routes of its best solution; windows and trips are made coarser on the safe side."""
        search, given = _compiled(), _arrays(instance)
        began = time.perf_counter()
        search(*given, _SAMPLE, 9, _HOT, _COLD, _REMOVED, _LONGEST)
        spent = time.perf_counter() - began
        count = int(_SAMPLE / spent * (seconds - spent) * 0.95)
        _, routes, lengths = search(*given, count, seed, _HOT, _COLD, _REMOVED, _LONGEST)
        return {shift: (routes[shift, :length] - 1).tolist() for shift, length in enumerate(lengths.tolist()) if length}


@cache
def _compiled() -> Any:
    """Return its search as machine code, its file read where it lies and nothing written beside it."""
    spec = spec_from_file_location("strsp_spike", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    usual, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = usual
    # Compiled here and not as its file says, which would write a cache beside it.
    search = njit(module.sisr.py_func)
    depot = np.zeros(2, np.int64)
    distance, able = np.zeros((2, 2), np.int64), np.ones((1, 2), np.bool_)
    search(distance, depot, depot, depot, depot, able, 10, 9, _HOT, _COLD, _REMOVED, _LONGEST)
    return search


def _arrays(instance: Instance) -> tuple[Any, ...]:
    """Return its six arrays: distances, first and last starts, service, outsourcing, who may do what."""
    count = len(instance.tickets)
    shift = instance.shifts[0]
    able = np.zeros((len(instance.shifts), count + 1), np.bool_)
    able[:, 0] = True
    for ticket in range(count):
        able[instance.candidate_row(ticket), ticket + 1] = True
    service = [max(instance.pair_row(ticket)[1].tolist(), default=0) for ticket in range(count)]
    first = [shift.start, *(starts[0][0] for starts in instance.starts)]
    last = [shift.hard_end, *(starts[-1][1] - 1 for starts in instance.starts)]

    def up(ticks: Any) -> Any:
        return -(-np.asarray(ticks, np.int64) // _COARSER)

    return (
        np.ascontiguousarray(up(instance.travel[0])),
        up(first),
        np.asarray(last, np.int64) // _COARSER,
        up([0, *service]),
        up([0, *instance.drop]),
        able,
    )


PEERS = (Spike(),)

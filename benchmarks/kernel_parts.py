"""Parts of a step of the search kernel, each in a loop of its own, so that their time can be told apart."""

from numba import njit

from engine.solvers.search.kernel.anneal import anneal as _anneal
from engine.solvers.search.kernel.entry import Array, _bare
from engine.solvers.search.kernel.recreate import recreate
from engine.solvers.search.kernel.ruin import ruin
from engine.solvers.search.kernel.undo import open_step, undo

# Not kept on disk: machine code that calls another package's would outlive an edit there, see `engine.compiled`.
_compiled = njit(nogil=True, error_model="numpy")


@_compiled
def only_ruin(flat: Array, state: Array, steps: int) -> None:
    """Take work out and put everything back as it was."""
    here, there = _bare(flat), _bare(state)
    for _ in range(steps):
        open_step(there)
        ruin(here, there)
        undo(here, there)


@_compiled
def without_links(flat: Array, state: Array, steps: int) -> None:
    """Take work out, insert it anew, and put everything back; linked work keeps its starts."""
    here, there = _bare(flat), _bare(state)
    for _ in range(steps):
        open_step(there)
        if ruin(here, there):
            recreate(here, there)
        undo(here, there)


@_compiled
def whole(flat: Array, state: Array, met: Array, steps: int, heat: float) -> None:
    """Whole steps at one temperature."""
    _anneal(_bare(flat), _bare(state), _bare(met), steps, heat, heat)

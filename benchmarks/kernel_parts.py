"""Parts of a step of the search kernel, each in a loop of its own, so that their time can be told apart."""

from engine.compiled import compiled
from engine.solvers.search.anneal import anneal as _anneal
from engine.solvers.search.kernel import _bare
from engine.solvers.search.orders import open_step, undo
from engine.solvers.search.recreate import recreate
from engine.solvers.search.ruin import ruin
from engine.solvers.search.tables import Ints


@compiled
def only_ruin(flat: Ints, state: Ints, steps: int) -> None:
    """Take work out and put everything back as it was."""
    here, there = _bare(flat), _bare(state)
    for _ in range(steps):
        open_step(there)
        ruin(here, there)
        undo(here, there)


@compiled
def without_links(flat: Ints, state: Ints, steps: int) -> None:
    """Take work out, insert it anew, and put everything back; linked work keeps its starts."""
    here, there = _bare(flat), _bare(state)
    for _ in range(steps):
        open_step(there)
        if ruin(here, there):
            recreate(here, there)
        undo(here, there)


@compiled
def whole(flat: Ints, state: Ints, steps: int, heat: float) -> None:
    """Whole steps at one temperature."""
    _anneal(_bare(flat), _bare(state), steps, heat, heat)

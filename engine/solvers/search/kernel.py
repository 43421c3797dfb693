"""What Python calls of the kernel: arrays go in, and the machine code works on their bare memory.

A pointer instead of an array spares the machine code a count of references at each call, which threads that share the
instance would even fight for.
"""

from typing import Any

from numba import types
from numba.extending import intrinsic

from ...compiled import compiled, inlined
from .anneal import anneal as _run
from .anneal import keep as _keep
from .anneal import sample as _sample
from .insert import candidate_on as _candidate_on
from .insert import join_absent as _join_absent
from .orders import engage as _engage
from .orders import rewalk as _rewalk
from .recreate import construct as _construct
from .tables import Ints
from .times import bound_candidates as _bound_candidates


@intrinsic  # type: ignore[untyped-decorator]
def _at(_context: Any, address: Any) -> Any:
    """Return an address as a pointer to integers."""
    signature = types.CPointer(types.int64)(address)

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return signature, generate


@inlined
def _bare(array: Ints) -> Ints:
    return _at(array.ctypes.data)


@compiled
def anneal(flat: Ints, state: Ints, steps: int, hot: float, cold: float) -> None:
    """See `anneal.anneal`."""
    _run(_bare(flat), _bare(state), steps, hot, cold)


@compiled
def sample(flat: Ints, state: Ints, steps: int) -> float:
    """See `anneal.sample`."""
    return _sample(_bare(flat), _bare(state), steps)


@compiled
def construct(flat: Ints, state: Ints) -> bool:
    """See `recreate.construct`."""
    return _construct(_bare(flat), _bare(state))


@compiled
def keep(flat: Ints, state: Ints) -> None:
    """See `anneal.keep`."""
    _keep(_bare(flat), _bare(state))


@compiled
def rewalk(flat: Ints, state: Ints, shift: int) -> bool:
    """See `orders.rewalk`."""
    return _rewalk(_bare(flat), _bare(state), shift)


@compiled
def engage(flat: Ints, state: Ints, ticket: int, engineer: int, change: int) -> None:
    """See `orders.engage`."""
    _engage(_bare(flat), _bare(state), ticket, engineer, change)


@compiled
def join_absent(flat: Ints, state: Ints, ticket: int) -> None:
    """See `insert.join_absent`."""
    _join_absent(_bare(flat), _bare(state), ticket)


@compiled
def candidate_on(flat: Ints, ticket: int, shift: int) -> int:
    """See `insert.candidate_on`."""
    return _candidate_on(_bare(flat), ticket, shift)


@compiled
def bound_candidates(flat: Ints) -> None:
    """See `times.bound_candidates`."""
    _bound_candidates(_bare(flat))

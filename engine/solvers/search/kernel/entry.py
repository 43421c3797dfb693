"""What Python calls of the kernel: arrays go in, and the machine code works on their bare memory.

A pointer instead of an array spares the machine code a count of references at each call, which threads that share the
instance would even fight for.
"""

from typing import Any

import numpy as np
from numba import types
from numba.extending import intrinsic
from numpy.typing import NDArray

from ....compiled import compiled, inlined
from .absent import join_absent as _join_absent
from .anneal import anneal as _anneal
from .anneal import keep as _keep
from .anneal import sample as _sample
from .candidates import bound_candidates as _bound_candidates
from .candidates import candidate_on as _candidate_on
from .groups import engage as _engage
from .orders import enter as _enter
from .recreate import construct as _construct
from .tables import Ints

Array = NDArray[np.int64]
"""What the machine code works on: the instance's forms, or a state."""


@intrinsic
def _at(_context: Any, address: Any) -> Any:
    """Return an address as a pointer to integers."""
    signature = types.CPointer(types.int64)(address)  # type: ignore[no-untyped-call]

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return signature, generate


@inlined
def _bare(array: Array) -> Ints:
    """Return the memory of an array; whoever calls keeps the array itself."""
    return _at(array.ctypes.data)  # type: ignore[call-arg]


@compiled
def anneal(flat: Array, state: Array, met: Array, steps: int, hot: float, cold: float) -> None:
    """See `anneal.anneal`."""
    _anneal(_bare(flat), _bare(state), _bare(met), steps, hot, cold)


@compiled
def sample(flat: Array, state: Array, steps: int) -> tuple[float, float, float]:
    """See `anneal.sample`."""
    return _sample(_bare(flat), _bare(state), steps)


@compiled
def construct(flat: Array, state: Array) -> bool:
    """See `recreate.construct`."""
    return _construct(_bare(flat), _bare(state))


@compiled
def keep(flat: Array, state: Array) -> None:
    """See `anneal.keep`."""
    _keep(_bare(flat), _bare(state))


@compiled
def enter(flat: Array, state: Array, shift: int) -> bool:
    """See `orders.enter`."""
    return _enter(_bare(flat), _bare(state), shift)


@compiled
def engage(flat: Array, state: Array, ticket: int, engineer: int, change: int) -> None:
    """See `groups.engage`."""
    _engage(_bare(flat), _bare(state), ticket, engineer, change)


@compiled
def join_absent(flat: Array, state: Array, ticket: int) -> None:
    """See `absent.join_absent`."""
    _join_absent(_bare(flat), _bare(state), ticket)


@compiled
def candidate_on(flat: Array, ticket: int, shift: int) -> int:
    """See `candidates.candidate_on`."""
    return _candidate_on(_bare(flat), ticket, shift)


@compiled
def bound_candidates(flat: Array) -> None:
    """See `candidates.bound_candidates`."""
    _bound_candidates(_bare(flat))

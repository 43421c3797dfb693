"""Arrays lent to a loop that does not outlive their owner."""

from typing import Any, Protocol, TypeVar

from numba.core.imputils import impl_ret_borrowed
from numba.extending import intrinsic
from numba.np.arrayobj import make_array, populate_array

_Array = TypeVar("_Array")


class _Borrow(Protocol):
    def __call__(self, array: _Array) -> _Array: ...


def _typed(_context: Any, array: Any) -> Any:
    return array(array), _without_count


def _without_count(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Make an array of the same memory whose users nobody counts."""
    source: Any = make_array(signature.args[0])(context, builder, arguments[0])  # type: ignore[no-untyped-call]
    lent: Any = make_array(signature.return_type)(context, builder)  # type: ignore[no-untyped-call]
    fields = {"data": source.data, "shape": source.shape, "strides": source.strides, "itemsize": source.itemsize}
    populate_array(lent, **fields, meminfo=None)  # type: ignore[no-untyped-call]
    return impl_ret_borrowed(context, builder, signature.return_type, lent._getvalue())  # type: ignore[no-untyped-call]


borrow: _Borrow = intrinsic(_typed)  # type: ignore[assignment]
"""Returns an array without its count of users. Numba counts the users of an array wherever it is handed on, by
operations that all cores must agree on; in a loop of small functions that takes longer than the loop itself. The owner
must outlive the loop."""

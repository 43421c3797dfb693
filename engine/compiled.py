"""Machine code for the inner loops, made by numba once on a machine and kept on disk.

With ``cache=True`` alone, an edit in a callee's file leaves the caller's old machine code in the cache (numba's manual,
"Notes on caching"). So the machine code of a package of kernels has a folder of its own, named by a hash of all the
package's sources and of the versions.
"""

import functools
import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from platformdirs import user_cache_path

_CACHE = user_cache_path("openday", appauthor=False) / "kernels"
_Function = TypeVar("_Function", bound=Callable[..., Any])


@functools.cache
def code_folder(source: Path) -> Path:
    """Return where the machine code of a package lies: by a hash of its files, this one, and what compiles them."""
    found = hashlib.sha256()
    for each in (version("numba"), version("llvmlite"), version("numpy")):
        found.update(each.encode() + b"\0")
    for path in (Path(__file__), *sorted(source.parent.glob("*.py"))):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return _CACHE / f"{source.parent.name}-{found.hexdigest()[:16]}"


def compiled(function: _Function) -> _Function:
    """Return a function as machine code that leaves other threads free to run.

    What it calls lies in its own package, so that an edit there makes it anew. Arithmetic is on integers, of which
    machines have one idea only; division by zero is never asked for.
    """
    return _made(function)


def inlined(function: _Function) -> _Function:
    """Return a small function as machine code that is copied to wherever it is called from."""
    return _made(function, is_inlined=True)


def _made(function: _Function, *, is_inlined: bool = False) -> _Function:
    # numba reads this variable of its configuration, which it declares to nobody, when the decorator runs.
    vars(numba.config)["CACHE_DIR"] = str(code_folder(Path(function.__code__.co_filename)))
    make = numba.njit(cache=True, nogil=True, error_model="numpy", forceinline=is_inlined)
    return cast(_Function, make(function))

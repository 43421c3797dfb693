"""Machine code for the inner loops, made by numba once on a machine and kept on disk.

With ``cache=True`` alone, an edit in a callee's file leaves the caller's old machine code in the cache (numba's manual,
"Notes on caching"). So the cache has a folder per hash of all sources that are compiled, and of the versions.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import numba
from platformdirs import user_cache_path

_LOG = logging.getLogger("openday")
_SOURCES = Path(__file__).parent
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _key() -> str:
    """Return a hash of every file that holds compiled functions, this one included, and of what compiles them."""
    found = hashlib.sha256()
    for each in (version("numba"), version("llvmlite"), version("numpy"), numba.__version__):
        found.update(each.encode())
    for path in sorted(_SOURCES.rglob("*.py")):
        text = path.read_bytes()
        if b"compiled" in text:
            found.update(path.relative_to(_SOURCES).as_posix().encode() + b"\0" + text)
    return found.hexdigest()[:16]


FOLDER = user_cache_path("openday", appauthor=False) / f"kernels-{_key()}"
"""Where the machine code of these very sources lies."""
numba.config.CACHE_DIR = str(FOLDER)


def compiled(function: _Function) -> _Function:
    """Return a function as machine code that leaves other threads free to run.

    Integers only: the result is the same on every machine, and division by zero is never asked for.
    """
    return numba.njit(cache=True, nogil=True, error_model="numpy")(function)  # type: ignore[no-any-return]


def is_ready(name: str) -> bool:
    """Whether a group of functions has been compiled on this machine before."""
    return (FOLDER / f"{name}.ready").exists()


@contextmanager
def preparing(name: str, say: Callable[[str], None] = _LOG.warning) -> Iterator[None]:
    """Say that functions are compiled, if this machine does it for the first time, and note that it is done.

    Parameters
    ----------
    name : str
        A group of functions that are compiled together.
    say : callable
        Told in words, before and after.
    """
    if is_ready(name):
        yield
        return
    say(f"compiling the {name} for this machine, once; it takes up to a minute")
    began = time.monotonic()
    yield
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.ready").touch()
    say(f"compiled the {name} in {time.monotonic() - began:.0f} s")

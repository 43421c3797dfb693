"""Saying that machine code is made, which takes a minute or two on a new machine, and knowing where it is made."""

import functools
import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .compiled import code_folder

_LOG = logging.getLogger("openday")


def is_made(name: str, source: str | None) -> bool:
    """Whether this machine has some machine code already.

    Parameters
    ----------
    name, source : str
        As for `preparing`.
    """
    return _mark(name, source).exists()


@contextmanager
def preparing(name: str, source: str | None, say: Callable[[str], None] = _LOG.warning) -> Iterator[None]:
    """Say that functions are compiled, if this machine does it for the first time, and note that it is done.

    Parameters
    ----------
    name : str
        What is compiled, in words. Within the block all of it runs: what is compiled later is not said.
    source : str
        A file of the package that it lies in, ``__file__``.
    say : callable
        Told before and after.
    """
    if is_made(name, source):
        yield
        return
    say(f"compiling the {name} for this machine, once; it takes a minute or two")
    began = time.monotonic()
    yield
    mark = _mark(name, source)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    say(f"compiled the {name} in {time.monotonic() - began:.0f} s")


def _mark(name: str, source: str | None) -> Path:
    assert source is not None, "packages with machine code have files"
    return code_folder(Path(source)) / f"{name.replace(' ', '-')}-{_checkout(Path(source).parent)}.made"


@functools.cache
def _checkout(package: Path) -> str:
    """Return what tells one copy of the same sources from another.

    Where a file lies and when it was written is part of numba's key, so another copy's machine code is of no use.
    """
    found = hashlib.sha256(str(package.resolve()).encode())
    for path in sorted(package.glob("*.py")):
        found.update(f"{path.name} {path.stat().st_mtime_ns}".encode())
    return found.hexdigest()[:8]

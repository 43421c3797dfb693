"""Reads a calendar in a process of its own, which may use so much time and memory and no more.

A few lines of a recurrence rule can keep a computer busy for days; such a calendar ends with its process, and the
service goes on.
"""

import contextlib
import math
import tempfile
import threading
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from api.spawned import spawn
from engine.domain.engineer import Busy
from engine.errors import DataError, Flaw
from engine.files.calendars import Scope, read_calendar

SECONDS = 20.0
MOST_MEGABYTES = 512
"""On top of what the process has when it begins."""
_AT_ONCE = threading.BoundedSemaphore(2)
"""Calendars that are read at the same time; more of them wait, so that they leave the machine to the others."""
_Answer = tuple[list[Busy], list[Flaw]]


def parse_calendar(data: bytes, scope: Scope, seconds: float = SECONDS, megabytes: int = MOST_MEGABYTES) -> list[Busy]:
    """Return the busy time of a calendar that comes from anywhere.

    Parameters
    ----------
    data : bytes
        The ICS text.
    scope : Scope
        Whose calendar it is.
    seconds, megabytes : float, int
        What reading it may take.

    Raises
    ------
    DataError
        With everything that is wrong with it, or when it takes too much to read.
    """
    scope = replace(scope, sites=frozenset(scope.sites))
    with _AT_ONCE, tempfile.TemporaryDirectory(prefix="openday") as folder:
        path = Path(folder) / "calendar.ics"
        path.write_bytes(data)
        busy, flaws = _answer(path, scope, seconds, megabytes)
    if flaws:
        raise DataError(flaws)
    return busy


def _answer(path: Path, scope: Scope, seconds: float, megabytes: int) -> _Answer:
    """Return what the process says, or what became of it."""
    hear, tell = get_context("spawn").Pipe(duplex=False)
    with hear:
        process = spawn("openday calendar", _read, tell, path, scope, seconds, megabytes)
        tell.close()
        try:
            if not hear.poll(seconds):
                return [], [_too_much(scope, f"more than {seconds:g} seconds")]
            answer: _Answer = hear.recv()
            return answer
        except EOFError:
            return [], [_too_much(scope, "more than this machine gives it")]
        finally:
            process.kill()
            process.join()
            process.close()


def _read(tell: Connection, path: Path, scope: Scope, seconds: float, megabytes: int) -> None:
    """Read the calendar, in the process."""
    _confine(seconds, megabytes)
    try:
        answer = read_calendar(path, scope)
    except MemoryError:
        answer = [], [_too_much(scope, f"more than {megabytes} MB")]
    except Exception as error:  # Whatever a calendar makes the libraries stumble over is the calendar's fault.
        answer = [], [Flaw(scope.file, 0, "", "", f"the calendar cannot be read: {type(error).__name__}")]
    tell.send(answer)


def _confine(seconds: float, megabytes: int) -> None:
    """Limit what this process may use, as far as the system can."""
    try:
        import resource
    except ImportError:
        return
    end = math.ceil(seconds)
    size = _pages() * resource.getpagesize() + megabytes * 1024 * 1024
    for what, most in ((resource.RLIMIT_CPU, end), (resource.RLIMIT_AS, size), (resource.RLIMIT_FSIZE, 0)):
        # Not every system knows every limit; the time is kept outside too.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _pages() -> int:
    """Return how large the process is already; what it was started from decides that."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0


def _too_much(scope: Scope, what: str) -> Flaw:
    return Flaw(scope.file, 0, "", "", f"reading the calendar takes {what}", "an event recurs without end")

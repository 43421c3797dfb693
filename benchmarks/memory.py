"""Most memory held at once, since a moment.

Linux can start the count anew; elsewhere it runs from the process's start.
"""

import contextlib
import os
import sys
from pathlib import Path

_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def reset_peak() -> None:
    """Start the count anew, where the system can."""
    with contextlib.suppress(OSError):
        _RESET.write_text("5")


def peak_mb() -> float:
    """Return the most megabytes that this process has held."""
    try:
        lines = _STATUS.read_text(encoding="utf-8").splitlines()
        return max(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    except (OSError, ValueError):
        return _usage()


def _usage() -> float:
    if os.name != "posix":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 if sys.platform != "darwin" else 1024 * 1024)

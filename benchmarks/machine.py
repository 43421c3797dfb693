"""The machine line: what results were measured on."""

import os
import platform
import subprocess
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from .peers.peer import Peer

_CPU = Path("/proc/cpuinfo")


def machine_line(peers: Iterable[Peer], cores: int) -> str:
    """Return processor, cores, versions and commit in one line."""
    packages = sorted({peer.package for peer in peers if peer.package} | {"openday", "ortools", "numpy", "numba"})
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    return (
        f"{_processor()}, {cores} of {os.cpu_count()} cores used, {platform.system()}, "
        f"Python {platform.python_version()}, {versions}, commit {_commit()}"
    )


def _processor() -> str:
    if _CPU.exists():
        for line in _CPU.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    """Return the commit of the sources, with a plus when they have been changed since."""
    git = ["git", "-C", str(Path(__file__).parent)]
    try:
        head = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
        changed = subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return head.stdout.strip() + ("+" if changed.stdout.strip() else "")

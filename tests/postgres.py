"""A PostgreSQL server of the tests' own, on a socket in a folder of its own, gone when they have ended."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
"""Where Debian puts the server's programs, newest release first; others have them on the path."""


def programs() -> Path | None:
    """Return the folder of the server's programs, None where it is not installed."""
    found = shutil.which("initdb")
    folders = [*PLACES, *([Path(found).resolve().parent] if found else [])]
    return next((each for each in folders if (each / "initdb").exists() and (each / "pg_ctl").exists()), None)


@contextmanager
def server(folder_of_programs: Path) -> Iterator[str]:
    """Run a server while the block runs, and give the URL of its database."""
    # A socket's path may have some hundred characters, which a test's folder can exceed.
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        if _is_root():
            shutil.chown(folder, "postgres")
        data, options = folder / "data", f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=50"
        _call(folder_of_programs / "initdb", "-D", data, "-U", "openday", "-A", "trust", "-E", "UTF8", "--no-sync")
        _call(folder_of_programs / "pg_ctl", "-D", data, "-w", "-o", options, "-l", folder / "log", "start")
        try:
            yield f"postgresql://openday@/postgres?host={folder}"
        finally:
            _call(folder_of_programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


def new_database(url: str, name: str) -> str:
    """Make an empty database on a server and return its URL."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return url.replace("/postgres?", f"/{name}?")


def _call(*command: object) -> None:
    # The server refuses to run as root.
    before = ["runuser", "-u", "postgres", "--"] if _is_root() else []
    subprocess.run(
        [*before, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd="/"
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0

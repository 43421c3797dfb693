"""Output into a pipe that nobody reads."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
@pytest.mark.parametrize(("ticket", "code"), [("T-1001", 0), ("nowhere", 2)])
def test_exit_code_is_the_commands_own(desk: Path, plan: Path, ticket: str, code: int) -> None:
    """With the readers of both streams gone, a good answer still exits with 0 and bad input with 2."""
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [sys.executable, "-m", "api.cli.main", "explain", desk, plan, "--ticket", ticket]
    ended = subprocess.run(arguments, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert ended.returncode == code


@pytest.mark.skipif(os.name == "nt", reason="pipes break in another way there")
def test_nothing_is_said_about_it(desk: Path, plan: Path) -> None:
    """A reader of standard output that leaves early is no error."""
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [sys.executable, "-m", "api.cli.main", "check", desk, plan]
    ended = subprocess.run(arguments, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (0, b"")

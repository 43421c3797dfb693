"""The page's own checks: its types, and the tests of its pure functions."""

import os
import subprocess
from pathlib import Path

import pytest

from api.board import FOLDER
from api.board.build import NothingToBuildWith, find_node, needs_packages


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_pages_own_checks_pass(built_page: Path, script: str) -> None:
    """The compiler finds no type that does not fit, and the tests beside the sources pass."""
    assert built_page.is_dir()
    try:
        node = find_node()
    except NothingToBuildWith as error:
        pytest.skip(str(error))
    if needs_packages(FOLDER):
        pytest.skip("The page was built elsewhere: its packages are not installed")
    environment = os.environ | {"PATH": node.path, "NO_COLOR": "1"}
    done = subprocess.run(
        [*node.npm, "run", script], cwd=FOLDER, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

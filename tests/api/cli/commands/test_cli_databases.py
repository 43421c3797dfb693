"""Commands on a service's database."""

from pathlib import Path

import pytest
from cli_said import Cli


@pytest.mark.parametrize(
    "command",
    [
        ("scoreboard", "--desk", "north"),
        ("decisions", "--desk", "north"),
        ("key", "--desk", "north", "--name", "Ada"),
        ("nightly",),
    ],
)
def test_a_mistyped_database_is_not_made(cli: Cli, tmp_path: Path, command: tuple[str, ...]) -> None:
    """One error names the option, the URL and what to do; neither file nor folder comes to be."""
    url = f"sqlite:///{tmp_path / 'new' / 'typo.db'}"
    said = cli(*command, "--database", url)
    assert said.code == 2
    assert said.err == (
        f"command line, --database: there is no such database (found {url!r})\n"
        "  Maybe the path has a slip, or start the service first: openday serve\n"
    )
    assert list(tmp_path.iterdir()) == []

"""``openday schema``."""

import pytest
from cli_said import Cli


@pytest.mark.parametrize(
    ("arguments", "key"), [((), "tickets"), (("problem",), "desk"), (("schedule",), "assignments")]
)
def test_prints_a_json_schema(cli: Cli, arguments: tuple[str, ...], key: str) -> None:
    """The schema is JSON with or without ``--json``, and names the fields."""
    assert key in cli("schema", *arguments).json["properties"]
    assert cli("schema", *arguments, "--json").json == cli("schema", *arguments).json

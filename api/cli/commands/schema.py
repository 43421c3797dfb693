"""``openday schema``."""

from enum import StrEnum
from typing import Annotated

import typer

from ..options import AsJson


class What(StrEnum):
    """What there is a schema of."""

    PROBLEM = "problem"
    SCHEDULE = "schedule"


def schema(
    what: Annotated[What, typer.Argument(help="A desk in one JSON file, or schedule.json.")] = What.PROBLEM,
    as_json: AsJson = False,  # noqa: ARG001
) -> None:
    """Print the JSON Schema of a desk in one JSON file, or of schedule.json."""
    from engine.files import problem_schema, schedule_schema

    from ..screen import print_json

    print_json(problem_schema() if what is What.PROBLEM else schedule_schema())

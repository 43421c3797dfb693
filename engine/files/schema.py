"""The JSON Schemas of what other programs read and write."""

from typing import Any

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule


def problem_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a desk in one JSON file."""
    return Problem.model_json_schema()


def schedule_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of schedule.json."""
    return Schedule.model_json_schema()

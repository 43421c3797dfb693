"""A desk's folder and a schedule's files, as domain models and back."""

from .export import write_schedule
from .folder import read_problem
from .schedulefile import read_schedule
from .schema import problem_schema, schedule_schema
from .writing import write_desk

__all__ = ["problem_schema", "read_problem", "read_schedule", "schedule_schema", "write_desk", "write_schedule"]

"""One desk with a plain schedule, shared by the tests of the charts."""

import pytest
from plain_schedule import plain_schedule

from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from scenarios.generator import generate


@pytest.fixture(scope="session")
def planned() -> tuple[Problem, Schedule]:
    """Return a small desk over three days with a schedule."""
    problem = generate(5, 30, 3, seed=4)
    return problem, plain_schedule(problem)

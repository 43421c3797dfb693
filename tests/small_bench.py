"""A technician instance small enough to price by hand, and rows of results."""

import math
from dataclasses import replace

import numpy as np

from benchmarks.result import Row
from benchmarks.technicians import Technicians

TASKS = """Capacity: 200

CUST NO. XCOORD. YCOORD. DEMAND READY DUE SERVICE cost d11 d12 d21 d22
1 0 0 0 0 100 0 0 0 0 0 0
2 3 4 10 0 50 10 100 1 0 0 0
3 3 0 10 20 40 5 100 1 1 0 0
4 0 9 10 0 90 5 100 1 1 1 0
"""
"""Three tasks in two domains of two levels: 5 units, 3 units and 9 units from the depot."""
CREW = """Technicians
Number of Technicians: 2
1 2 0
2 1 1
"""
"""The first is at level 2 in the first domain, the second at level 1 in both."""


def technicians() -> Technicians:
    """Return the instance of the two files."""
    x, y = np.array([0, 3, 3, 0]), np.array([0, 4, 0, 9])
    return Technicians(
        name="tiny_2x2",
        distance=np.hypot(x[:, None] - x, y[:, None] - y),
        ready=np.array([0.0, 0, 20, 0]),
        due=np.array([100.0, 50, 40, 90]),
        service=np.array([0.0, 10, 5, 5]),
        outsourcing=np.array([0.0, 201, 200 + 2**1.5, 200 + 3**1.5]),
        able=np.array([[True, True, True, False], [True, True, False, False]]),
    )


def row(instance: str, solver: str, cost: float, **more: object) -> Row:
    """Return a row of results; without a cost there was no plan."""
    plain = Row("strsp", instance, solver, 1, 1.0, cost, 0.0, 0.5, not math.isnan(cost), "", 10.0, 100.0)
    return replace(plain, **more)  # type: ignore[arg-type]

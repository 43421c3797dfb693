"""What each part of the portfolio is worth: the search alone, two of it, the master, CP-SAT neighbourhoods.

Every variant has the same seconds for the same desk; the cost says what the time was worth when spent so.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from engine.cost import cost
from engine.limits import Limits
from engine.plan import Plan
from engine.solvers.bound import gap
from engine.solvers.portfolio import LONG, Shares, plan
from engine.timing import timing
from scenarios.generator import generate

from ..desks import SEED, THOUSAND, desk_case, size_name
from ..generated import require_no_data
from ..result import Row, read_results
from ..run import Options

NAME = "parts"
SIZES = ((12, 150, 5), (25, 500, 3), (50, 1000, 5))
SECONDS = 30.0
VARIANTS = {
    "search, one thread": (1, Shares(search=1)),
    "search": (2, Shares(search=1)),
    "search and master": (2, Shares(search=0.85, master=0.15)),
    "search and neighbourhoods": (2, Shares(search=0.6, neighbourhoods=0.4)),
    "neighbourhoods": (2, Shares(search=0.02, neighbourhoods=0.98)),
    "all": (2, LONG),
}
"""Threads and shares of the time; the last is what a solve of that length does."""


def measure(options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:  # noqa: ARG001
    """Yield a row per size, variant and seed."""
    require_no_data(NAME, options.data)
    limit = options.seconds or SECONDS
    for size in SIZES:
        name = size_name(*size)
        if not options.wanted(name):
            continue
        instance = desk_case(NAME, name, generate(*size, SEED)).instance
        idle = timing(instance, Plan())
        assert idle is not None
        nothing = cost(instance, idle)
        for variant, (workers, shares) in VARIANTS.items():
            for seed in range(1, options.seeds + 1):
                on_step(f"{NAME} {name}: {variant}, run {seed} of {options.seeds}, {limit:g} s")
                began = time.perf_counter()
                found = plan(instance, Plan(), Limits(limit), seed, workers, shares=shares)
                took, reached = time.perf_counter() - began, cost(instance, found.timed)
                share = gap(reached, found.bound, nothing)
                price, bound = reached / THOUSAND, found.bound / THOUSAND
                yield Row(NAME, name, variant, seed, took, price, bound, share, True, "", limit, 0)


def said(out: Path) -> list[str]:
    """Return per size how far each variant is behind the best one, in medians."""
    costs: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in read_results(out / f"{NAME}.csv"):
        costs[row.instance][row.solver].append(row.cost)
    lines = []
    for name, variants in costs.items():
        middle = {variant: median(each) for variant, each in variants.items()}
        least = min(middle.values())
        words = ", ".join(f"{variant} +{value / least - 1:.2%}" for variant, value in middle.items())
        lines.append(f"- {name}: {words}.")
    return lines

"""How fast the search kernel is, and where its time goes: steps, insertions and walked orders a second, one thread.

The parts of a step are measured by loops that leave out what comes after; processor time, so that other work on the
machine counts little. ``cost`` is that of the best plan met, ``note`` has the figures.
"""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from engine.cost import cost
from engine.instance import Instance
from engine.plan import Plan
from engine.solvers.search.kernel import columns as c
from engine.solvers.search.search import Search, first_plan
from engine.timing import timing
from scenarios.generator import generate

from ..desks import SEED, THOUSAND, desk_case, size_name
from ..kernel_parts import only_ruin, whole, without_links
from ..result import Row, read_results
from ..run import Options
from . import strsp

NAME = "kernel"
SIZES = ((12, 150, 5), (25, 500, 3), (50, 1000, 5))
STRSP = ("R101_7x4_reduced", "C201_5x4")
WARMED = 3000
"""Steps before anything is measured, so that the plan is a good one."""
LEAST = 1.0
"""Seconds that a part is measured, about."""


def measure(options: Options, out: Path, on_step: Callable[[str], None]) -> Iterator[Row]:  # noqa: ARG001
    """Yield a row per instance and seed."""
    for name, instance in _instances(options):
        for seed in range(1, options.seeds + 1):
            on_step(f"{NAME} {name}: run {seed} of {options.seeds}")
            yield _row(name, instance, seed)


def said(out: Path) -> list[str]:
    """Return the figures by instance."""
    return [f"- {row.instance}, seed {row.seed}: {row.note}." for row in read_results(out / f"{NAME}.csv")]


def _instances(options: Options) -> Iterator[tuple[str, Instance]]:
    for size in SIZES:
        name = size_name(*size)
        if options.wanted(name):
            yield name, desk_case(NAME, name, generate(*size, SEED)).instance
    if (options.data or strsp.DATA).is_dir():
        for case in strsp.cases(options.data, lambda name: name in STRSP and options.wanted(name)):
            yield case.name, case.instance


def _row(name: str, instance: Instance, seed: int) -> Row:
    idle = timing(instance, Plan())
    assert idle is not None
    with Search(instance, first_plan(instance, idle), seed, 1, is_keeping=True) as search:
        flat, state, met = search.flat, search.states[0], search.mets[0]
        heat = 0.02 * search.heat.hot
        whole(flat, state, met, WARMED, heat)
        only_ruin(flat, state, 1)
        without_links(flat, state, 1)
        steps = int(WARMED * LEAST / max(1e-3, _seconds(lambda: whole(flat, state, met, WARMED, heat))))
        before = state[[c.INSERTED, c.TRIALS]].copy()
        took = _seconds(lambda: whole(flat, state, met, steps, heat))
        inserted, walked = (state[[c.INSERTED, c.TRIALS]] - before) / took
        ruined = _seconds(lambda: only_ruin(flat, state, steps)) / took
        recreated = _seconds(lambda: without_links(flat, state, steps)) / took
        shares = np.clip([ruined, recreated - ruined, 1 - recreated], 0, 1)
        note = (
            f"{steps / took:,.0f} steps, {inserted:,.0f} insertions and {walked:,.0f} walked orders a second; "
            f"{shares[0]:.0%} ruin and undo, {shares[1]:.0%} recreate, {shares[2]:.0%} links and keeping the best"
        )
        reached = cost(instance, search.best()) / THOUSAND
    return Row(NAME, name, "openday", seed, took, reached, 0, 0, True, note, LEAST, 0)


def _seconds(work: Callable[[], None]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began

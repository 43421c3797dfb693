"""Plots of a run: quality per solver, distance to the best over time, growth with size."""

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .report import at_last_limit, mean_behind
from .standings import Standing

_SIZE = re.compile(r"(\d+)x(\d+)x(\d+)")


def write_plots(folder: Path, suite: str, of: Sequence[Standing]) -> list[Path]:
    """Write what the results can show, and return the files."""
    last = at_last_limit(of)
    plots = [("quality", quality, last)]
    if len(last) < len(of):
        plots.append(("time", over_time, list(of)))
    sized = [each for each in last if _SIZE.search(each.instance)]
    if len({size(each) for each in sized}) > 1:
        plots.append(("growth", growth, sized))
    files = []
    for name, plot, shown in plots:
        files.append(folder / f"{suite}-{name}.png")
        plot(shown).savefig(files[-1], dpi=120, bbox_inches="tight")
    return files


def quality(of: Sequence[Standing]) -> Any:
    """Return a figure: every instance's distance to the best, solver by solver."""
    figure, axes = _figure("distance to the best known (%)")
    solvers = list(dict.fromkeys(each.solver for each in of))
    for at, solver in enumerate(solvers):
        found = sorted(100 * each.behind for each in of if each.solver == solver and math.isfinite(each.behind))
        spread = [at + 0.3 * (place / max(1, len(found) - 1) - 0.5) for place in range(len(found))]
        axes.plot(spread, found, "o", alpha=0.6, markersize=4)
        if found:
            axes.hlines(sum(found) / len(found), at - 0.3, at + 0.3, color="black")
    axes.set_xticks(range(len(solvers)), solvers, rotation=30, ha="right")
    axes.set_yscale("symlog", linthresh=0.1)
    axes.set_ylim(bottom=0)
    axes.set_title("a dot per instance, a line at the mean")
    return figure


def over_time(of: Sequence[Standing]) -> Any:
    """Return a figure: the mean distance to the best against the seconds given."""
    figure, axes = _figure("mean distance to the best known (%)")
    limits = sorted({each.limit for each in of})
    for solver in dict.fromkeys(each.solver for each in of):
        means = [100 * mean_behind([each for each in of if each.solver == solver], limit) for limit in limits]
        axes.plot(limits, means, "o-", label=solver)
    axes.set_xscale("log")
    axes.set_yscale("symlog", linthresh=0.1)
    axes.set_ylim(bottom=0)
    axes.set_xlabel("seconds")
    axes.legend()
    return figure


def growth(of: Sequence[Standing]) -> Any:
    """Return a figure: cost and memory against the number of tickets."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4.5), layout="constrained")
    for axes, what in zip(figure.subplots(1, 2), ("cost", "memory_mb"), strict=True):
        for solver in dict.fromkeys(each.solver for each in of):
            mine = sorted((each for each in of if each.solver == solver), key=size)
            axes.plot([size(each) for each in mine], [getattr(each, what) for each in mine], "o-", label=solver)
        axes.set_xscale("log")
        axes.set_yscale("log")
        axes.set_xlabel("tickets")
        axes.set_ylabel("cost" if what == "cost" else "memory (MB)")
        axes.grid(alpha=0.3)
    axes.legend()
    return figure


def size(each: Standing) -> int:
    """Return the number of tickets that an instance's name says."""
    found = _SIZE.search(each.instance)
    return int(found[2]) if found else 0


def _figure(label: str) -> tuple[Any, Any]:
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    axes.set_ylabel(label)
    axes.grid(axis="y", alpha=0.3)
    return figure, axes

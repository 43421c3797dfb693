"""Costs of base and variants, by seed and with their bounds, as a picture."""

from pathlib import Path

from ..comparison import Comparison

_GAP, _COST = "#b9c6d6", "#2f5f9e"


def costs_png(comparison: Comparison, path: Path) -> None:
    """Write a picture with a line a variant: from its bound to its cost, with a dot a seed.

    Where two lines do not meet, the difference is proven. A variant of other prices has no bound in these, and dots
    alone.

    Parameters
    ----------
    comparison : Comparison
    path : Path
        File to write; an old one is replaced.
    """
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.figure import Figure

    sides = [comparison.base, *(each.side for each in comparison.variants)]
    figure = Figure(figsize=(8.0, 1.4 + 0.45 * len(sides)), layout="constrained")
    axes = figure.subplots()
    for row, side in enumerate(sides):
        costs = [cost / 1000 for cost in side.costs]
        if side.bound is not None:
            ends = [side.bound / 1000, side.cost / 1000]
            axes.plot(ends, [row, row], color=_GAP, linewidth=7, solid_capstyle="butt", zorder=1)
        axes.plot(costs, [row] * len(costs), "o", color=_COST, markersize=6, alpha=0.8, zorder=2)
    unbound = "\nwithout a line: no bound in these prices" if any(side.bound is None for side in sides) else ""
    # A name is no formula, whatever dollar signs it has.
    axes.set_yticks(range(len(sides)), [side.name for side in sides], parse_math=False)
    axes.set(
        ylim=(len(sides) - 0.5, -0.5),
        xlabel="cost in engineer-minutes: a dot a seed, the line down to the bound" + unbound,
    )
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.grid(axis="x", alpha=0.3)
    # Without a date the same comparison gives the same file.
    figure.savefig(path, dpi=120, metadata={"Software": None})

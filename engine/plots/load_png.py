"""Load against capacity as a picture: work as rows, days or weeks as columns, darker where less is left."""

from collections.abc import Sequence
from pathlib import Path

from . import palette

Cells = Sequence[Sequence[tuple[int, int]]]
"""Minutes asked and minutes there are, by row and column."""


def load_png(title: str, rows: Sequence[str], columns: Sequence[str], cells: Cells, path: Path) -> None:
    """Write the load of each row in each column, in hours and as a colour.

    Parameters
    ----------
    title : str
    rows, columns : sequence of str
        One row and one column at least.
    cells : sequence of sequence of (int, int)
    path : Path
        The file to write.
    """
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

    shares = [[_share(*cell) for cell in row] for row in cells]
    figure = Figure(figsize=(3.2 + 1.15 * len(columns), 1.3 + 0.3 * len(rows)), layout="constrained")
    axes = figure.subplots()
    colours = LinearSegmentedColormap.from_list("load", [palette.WORKING, palette.PRIORITY[2], palette.PRIORITY[1]])
    image = axes.imshow(shares, cmap=colours, vmin=0, vmax=1.5, aspect="auto")
    axes.set_xticks(range(len(columns)), columns, fontsize=8)
    axes.set_yticks(range(len(rows)), rows, fontsize=8, parse_math=False)
    axes.tick_params(length=0, labeltop=True, labelbottom=False)
    axes.set_title(title, loc="left", fontsize=10, weight="bold", parse_math=False)
    for at, row in enumerate(cells):
        for column, (asked, capacity) in enumerate(row):
            ink = palette.WORKING if shares[at][column] > 1.2 else palette.INK
            weight = "bold" if asked > capacity else "normal"
            words = f"{asked / 60:.0f} of {capacity / 60:.0f} h" if asked else ""
            axes.text(column, at, words, ha="center", va="center", fontsize=7, color=ink, weight=weight)
    figure.colorbar(image, ax=axes, label="asked over capacity", fraction=0.05)
    # Without a date the same figures give the same file.
    figure.savefig(path, dpi=120, metadata={"Software": None})


def _share(asked: int, capacity: int) -> float:
    """Return the share asked; where there is nothing, whatever is asked is too much by far."""
    if capacity:
        return asked / capacity
    return 2.0 if asked else 0.0

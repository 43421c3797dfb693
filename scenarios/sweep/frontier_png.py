"""The frontier of a sweep as a picture."""

from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from engine.plots import palette

from .frontier import Outcome
from .frontier_chart import AIMS, OTHER, PANELS, Mark, edge, labels, marks, words

_WIDTH, _PANEL = 15.0, 4.6
"""Inches: of the picture, and of the panels' height."""
_COLUMNS, _LINE = 3, 0.19
"""Of the list below the panels: columns, and inches a line."""
_MOST = 45
"""Outcomes that the list has room for."""


def frontier_png(outcomes: Sequence[Outcome], title: str, path: Path) -> None:
    """Write travel, SLA targets missed and spread against each other as a PNG file, the frontier numbered.

    Parameters
    ----------
    outcomes : sequence of Outcome
    title : str
    path : Path
        File to write; an old one is replaced.
    """
    made = marks(outcomes)
    numbered = [mark for mark in made if mark.number]
    lines = -(-min(len(numbered), _MOST + 1) // _COLUMNS)
    height = 0.95 + _PANEL + 0.3 + lines * _LINE
    figure = Figure(figsize=(_WIDTH, height), facecolor="white")
    FigureCanvasAgg(figure)
    for number, (across, up) in enumerate(PANELS):
        left, bottom = (0.75 + 4.85 * number) / _WIDTH, (height - 0.8 - _PANEL + 0.5) / height
        axes = figure.add_axes((left, bottom, 4.0 / _WIDTH, (_PANEL - 0.5) / height))
        _draw_panel(axes, made, across, up)
    figure.text(0.1 / _WIDTH, 1 - 0.12 / height, title, fontsize=11, weight="bold", va="top", parse_math=False)
    legend = figure.legend(
        handles=_legend(made),
        loc="upper left",
        bbox_to_anchor=(0.02 / _WIDTH, 1 - 0.3 / height),
        ncols=8,
        fontsize=8,
        frameon=False,
    )
    for text in legend.get_texts():
        # A name is no formula, whatever dollar signs it has.
        text.set_parse_math(False)
    _list(figure, numbered, lines, height)
    # Without a date the same outcomes give the same file.
    figure.savefig(path, format="png", dpi=120, metadata={"Software": None})


def _draw_panel(axes: Axes, made: Sequence[Mark], across: int, up: int) -> None:
    for variant in dict.fromkeys(mark.outcome.variant for mark in made):
        ours = [mark for mark in made if mark.outcome.variant == variant]
        line = edge(ours, across, up)
        axes.step(*zip(*line, strict=True), where="post", color=ours[0].colour, linewidth=1, alpha=0.5, zorder=1)
    for mark in sorted(made, key=lambda each: each.number > 0):
        is_best = mark.number > 0
        axes.plot(
            mark.at[across],
            mark.at[up],
            "o",
            markersize=7 if is_best else 4.5,
            color=mark.colour if is_best else OTHER,
            markeredgecolor="white" if is_best else mark.colour,
            markeredgewidth=0.6,
            zorder=3 if is_best else 2,
        )
        if mark.outcome.is_own:
            axes.plot(mark.at[across], mark.at[up], "o", markersize=13, mfc="none", mec=palette.INK, zorder=4)
    for place, text in labels(made, across, up).items():
        axes.annotate(text, place, (4, 4), textcoords="offset points", fontsize=7, color=palette.INK, zorder=5)
    axes.set_xlabel(AIMS[across], fontsize=9)
    axes.set_ylabel(AIMS[up], fontsize=9)
    axes.margins(0.08)
    axes.tick_params(labelsize=8)
    axes.grid(color="#e4e4e4", linewidth=0.6)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_color("#999999")


def _legend(made: Sequence[Mark]) -> list[Line2D]:
    variants = {mark.outcome.variant: mark.colour for mark in made}
    names = {name if len(variants) > 1 else "on the frontier": colour for name, colour in variants.items()}
    found = [_dot(colour, 7, name) for name, colour in names.items()]
    found.append(_dot(OTHER, 4.5, "beaten by another"))
    if any(mark.outcome.is_own for mark in made):
        ring = _dot("none", 11, "the desk's own weights")
        ring.set_markeredgecolor(palette.INK)
        found.append(ring)
    found.append(Line2D([], [], color=palette.TRIP, linewidth=1, alpha=0.5, label="the best by these two alone"))
    return found


def _dot(colour: str, size: float, label: str) -> Line2D:
    return Line2D([], [], marker="o", linestyle="none", color=colour, markersize=size, label=label)


def _list(figure: Figure, numbered: Sequence[Mark], lines: int, height: float) -> None:
    """Say below the panels which weights each number stands for."""
    several = len({mark.outcome.variant for mark in numbered}) > 1
    told = [f"{mark.number}  {words(mark.outcome)}{f'; {mark.outcome.variant}' * several}" for mark in numbered[:_MOST]]
    if len(numbered) > _MOST:
        told.append(f"... and {len(numbered) - _MOST} more in frontier.html")
    for at, text in enumerate(told):
        column, line = divmod(at, lines)
        x, y = (0.45 + column * (_WIDTH - 0.4) / _COLUMNS) / _WIDTH, (0.2 + (lines - line) * _LINE) / height
        figure.text(x, y, text, fontsize=7.5, va="top", color=palette.INK, parse_math=False)

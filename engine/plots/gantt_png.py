"""The Gantt chart of a schedule as a picture."""

from dataclasses import replace
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from ..domain.problem import Problem
from ..domain.schedule import Schedule
from . import palette
from .bars import BarKind
from .chart import Chart, Panel, Piece, read_chart

_WIDTH, _LEFT, _RIGHT = 17.0, 2.0, 0.25
"""Inches: of the picture, and of its margins."""
_TOP, _BOTTOM, _BETWEEN = 0.95, 0.35, 0.62
_FONT = 5.5
_CHARACTER = 0.6
"""Width of a character over its height, a little more than the mean of the font."""
_HEIGHT = {BarKind.APPOINTMENT: 0.92, BarKind.BREAK: 0.92, BarKind.WORK: 0.78, BarKind.SETUP: 0.78, BarKind.TRIP: 0.22}
_FACE = {
    BarKind.SETUP: palette.SETUP,
    BarKind.APPOINTMENT: palette.APPOINTMENT,
    BarKind.BREAK: palette.BREAK,
    BarKind.TRIP: palette.TRIP,
}
_LAYER = {kind: number for number, kind in enumerate(BarKind, start=3)}
_MANY = 25
"""Rows above which they become lower and the hours stand above them too."""
MOST = 60
"""Rows that a picture has room for; the page has them all."""


def gantt_png(problem: Problem, schedule: Schedule, path: Path) -> None:
    """Write the Gantt chart of a schedule as a PNG file.

    Parameters
    ----------
    problem : Problem
    schedule : Schedule
        Engineers and tickets it names exist.
    path : Path
        File to write; an old one is replaced. Of a large desk it shows the first 60 engineers by tier.
    """
    chart = _first_rows(read_chart(problem, schedule))
    row_height = 0.27 if len(chart.rows) <= _MANY else 0.17
    panel_height = max(1, len(chart.rows)) * row_height
    height = _TOP + _BOTTOM + len(chart.panels) * panel_height + (len(chart.panels) - 1) * _BETWEEN
    figure = Figure(figsize=(_WIDTH, height), facecolor="white")
    FigureCanvasAgg(figure)
    for number, panel in enumerate(chart.panels):
        bottom = height - _TOP - (number + 1) * panel_height - number * _BETWEEN
        box = (_LEFT / _WIDTH, bottom / height, (_WIDTH - _LEFT - _RIGHT) / _WIDTH, panel_height / height)
        _draw_panel(figure.add_axes(box), chart, panel)
    figure.text(0.1 / _WIDTH, 1 - 0.12 / height, chart.title, fontsize=11, weight="bold", va="top", parse_math=False)
    figure.legend(
        handles=_legend(),
        loc="upper left",
        bbox_to_anchor=(0.05 / _WIDTH, 1 - 0.33 / height),
        ncols=13,
        fontsize=7,
        frameon=False,
        columnspacing=1.4,
    )
    # A picture may have 2^16 pixels a side.
    figure.savefig(path, format="png", dpi=min(120.0, 60_000 / height), metadata={"Software": None})


def _first_rows(chart: Chart) -> Chart:
    if len(chart.rows) <= MOST:
        return chart
    panels = (
        Panel(
            panel.day,
            tuple(piece for piece in panel.pieces if piece.row < MOST),
            tuple(hours for hours in panel.hours if hours.row < MOST),
        )
        for panel in chart.panels
    )
    title = f"{chart.title} (the first {MOST} of {len(chart.rows)} engineers)"
    return replace(chart, title=title, rows=chart.rows[:MOST], panels=tuple(panels))


def _draw_panel(axes: Axes, chart: Chart, panel: Panel) -> None:
    axes.set_facecolor(palette.OFF)
    axes.set_xlim(chart.low, chart.high)
    axes.set_ylim(max(1, len(chart.rows)) - 0.5, -0.5)
    axes.set_title(panel.title, loc="left", fontsize=9, weight="bold", pad=4 if len(chart.rows) <= _MANY else 14)
    axes.set_xticks(list(chart.ticks), list(chart.ticks.values()), fontsize=7)
    size = 7.5 if len(chart.rows) <= _MANY else 5.5
    axes.set_yticks(range(len(chart.rows)), chart.rows, fontsize=size, parse_math=False)
    axes.tick_params(length=0, labeltop=len(chart.rows) > _MANY)
    axes.set_axisbelow(False)
    for hours in panel.hours:
        face = palette.ON_CALL if hours.is_on_call else palette.WORKING
        axes.broken_barh([(hours.low, hours.high - hours.low)], (hours.row - 0.5, 1), facecolor=face, zorder=1)
    axes.grid(axis="x", color="#d8d8d8", linewidth=0.6, zorder=2)
    for row in range(1, len(chart.rows)):
        axes.axhline(row - 0.5, color="#dddddd", linewidth=0.5, zorder=2)
    for piece in panel.pieces:
        _draw_piece(axes, chart, piece)
    for spine in axes.spines.values():
        spine.set_color("#999999")


def _draw_piece(axes: Axes, chart: Chart, piece: Piece) -> None:
    bar = piece.bar
    low, high = piece.low, piece.high
    height = _HEIGHT[bar.kind]
    is_work = bar.kind is BarKind.WORK
    axes.broken_barh(
        [(low, high - low)],
        (piece.row - height / 2, height),
        facecolor=palette.PRIORITY[bar.priority] if is_work else _FACE[bar.kind],
        edgecolor=palette.HATCH if is_work else "none",
        hatch="////" if bar.is_onsite else None,
        linewidth=0.7 if is_work else 0,
        zorder=_LAYER[bar.kind],
    )
    if not piece.is_labelled:
        return
    label = _fitting(bar.labels, (high - low) * (_WIDTH - _LEFT - _RIGHT) / (chart.high - chart.low))
    if label:
        axes.text(
            (low + high) / 2,
            piece.row,
            label,
            ha="center",
            va="center",
            fontsize=_FONT,
            color=palette.ink_on(bar.priority) if is_work else palette.INK,
            bbox={"facecolor": palette.PRIORITY[bar.priority], "edgecolor": "none", "pad": 0.6}
            if bar.is_onsite
            else None,
            zorder=_LAYER[bar.kind] + 0.5,
            clip_on=True,
            parse_math=False,
        )


def _fitting(labels: tuple[str, ...], inches: float) -> str:
    room = inches * 72 / (_FONT * _CHARACTER)
    return next((label for label in labels if len(label) + 0.5 <= room), "")


def _legend() -> list[Patch]:
    work = [Patch(facecolor=face, label=f"P{priority}") for priority, face in palette.PRIORITY.items()]
    places = [
        Patch(facecolor="#888888", label="remote"),
        Patch(facecolor="#888888", edgecolor=palette.HATCH, hatch="////", label="on-site"),
    ]
    rest = [Patch(facecolor=_FACE[kind], label=kind.value) for kind in (BarKind.SETUP, BarKind.TRIP)]
    rest += [Patch(facecolor=_FACE[kind], label=kind.value) for kind in (BarKind.APPOINTMENT, BarKind.BREAK)]
    hours = [
        Patch(facecolor=face, edgecolor="#bbbbbb", linewidth=0.5, label=words)
        for face, words in ((palette.WORKING, "hours"), (palette.ON_CALL, "on call"), (palette.OFF, "off"))
    ]
    return [*work, *places, *rest, *hours]

"""The Gantt chart of a schedule as a stand-alone page."""

import html
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ..domain.problem import Problem
from ..domain.schedule import Schedule
from . import palette
from .bars import BarKind
from .chart import Chart, Panel, Piece, read_chart

_ROW, _HEAD, _BETWEEN, _TOP = 24, 30, 62, 120
"""Pixels: of a row, of the margin below, between panels, and above them."""
_WIDTH = {BarKind.APPOINTMENT: 0.92, BarKind.BREAK: 0.92, BarKind.WORK: 0.78, BarKind.SETUP: 0.78, BarKind.TRIP: 0.25}
"""Of a bar, in rows."""
_MANY = 25
"""Rows above which the hours stand above rather than below them."""
_LAYERS = tuple(BarKind)
_COLOUR = {
    BarKind.SETUP: palette.SETUP,
    BarKind.APPOINTMENT: palette.APPOINTMENT,
    BarKind.BREAK: palette.BREAK,
    BarKind.TRIP: palette.TRIP,
}


def gantt_html(problem: Problem, schedule: Schedule, path: Path) -> None:
    """Write the Gantt chart of a schedule as an HTML file that needs no network.

    Parameters
    ----------
    problem : Problem
    schedule : Schedule
        Engineers and tickets it names exist.
    path : Path
        File to write; an old one is replaced.
    """
    figure = _figure(read_chart(problem, schedule))
    # The script is inside and the id is fixed: no network, and the same schedule gives the same file.
    page = figure.to_html(include_plotlyjs=True, full_html=True, div_id="gantt", config={"displaylogo": False})
    path.write_text(page, encoding="utf-8", newline="\n")


def _figure(chart: Chart) -> go.Figure:
    count, rows = len(chart.panels), max(1, len(chart.rows))
    height = count * rows * _ROW + (count - 1) * _BETWEEN + _TOP + _HEAD
    figure = make_subplots(
        rows=count,
        cols=1,
        subplot_titles=[panel.title for panel in chart.panels],
        vertical_spacing=_BETWEEN / (height - _TOP - _HEAD) if count > 1 else 0,
    )
    shown: set[str] = set()
    for number, panel in enumerate(chart.panels, start=1):
        for trace in _traces(panel, shown):
            figure.add_trace(trace, row=number, col=1)
    _lay_out(figure, chart, height)
    return figure


def _lay_out(figure: go.Figure, chart: Chart, height: int) -> None:
    figure.update_xaxes(
        range=[chart.low, chart.high],
        tickvals=list(chart.ticks),
        ticktext=list(chart.ticks.values()),
        matches="x",
        side="top" if len(chart.rows) > _MANY else "bottom",
        showgrid=True,
        gridcolor="#d8d8d8",
        zeroline=False,
    )
    figure.update_yaxes(
        range=[max(1, len(chart.rows)) - 0.5, -0.5],
        tickvals=list(range(len(chart.rows))),
        ticktext=[html.escape(row) for row in chart.rows],
        tickfont={"size": 11},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
        automargin=True,
    )
    figure.update_annotations(
        x=0, xanchor="left", yshift=18 if len(chart.rows) > _MANY else 0, font={"size": 13, "color": palette.INK}
    )
    figure.update_layout(
        title={
            "text": html.escape(chart.title),
            "x": 0.01,
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 12},
        },
        barmode="overlay",
        bargap=0,
        height=height,
        margin={"t": _TOP, "b": _HEAD, "l": 20, "r": 20},
        plot_bgcolor=palette.OFF,
        paper_bgcolor="white",
        font={"family": "sans-serif", "size": 12, "color": palette.INK},
        uniformtext={"minsize": 8, "mode": "hide"},
        legend={"orientation": "h", "x": 0, "y": 1 - 38 / height, "yref": "container", "yanchor": "top"},
        hoverlabel={"align": "left"},
        hovermode="closest",
    )


def _traces(panel: Panel, shown: set[str]) -> list[go.Bar]:
    """Return a panel's bars, what lies below first; ``shown`` holds the words that the legend has already."""
    groups: dict[tuple[BarKind, int, bool], list[Piece]] = {}
    for piece in panel.pieces:
        bar = piece.bar
        groups.setdefault((bar.kind, bar.priority, bar.is_onsite), []).append(piece)
    ranked = sorted(groups, key=lambda group: (_LAYERS.index(group[0]), group[1:]))
    return [_hours(panel), *(_bars(group, groups[group], shown) for group in ranked)]


def _hours(panel: Panel) -> go.Bar:
    return go.Bar(
        orientation="h",
        y=[each.row for each in panel.hours],
        base=[each.low for each in panel.hours],
        x=[each.high - each.low for each in panel.hours],
        width=0.96,
        marker={
            "color": [palette.ON_CALL if each.is_on_call else palette.WORKING for each in panel.hours],
            "line": {"width": 0},
        },
        hoverinfo="skip",
        showlegend=False,
    )


def _bars(group: tuple[BarKind, int, bool], pieces: Sequence[Piece], shown: set[str]) -> go.Bar:
    kind, priority, is_onsite = group
    is_work = kind is BarKind.WORK
    name = palette.work_words(priority, is_onsite=is_onsite) if is_work else kind.value
    is_new = name not in shown
    shown.add(name)
    marker: dict[str, Any] = {
        "color": palette.PRIORITY[priority] if is_work else _COLOUR[kind],
        "line": {"width": 1 if is_work else 0, "color": "white"},
    }
    if is_onsite:
        marker["pattern"] = {"shape": "/", "size": 7, "solidity": 0.18, "fgcolor": palette.HATCH, "fillmode": "overlay"}
        marker["pattern"]["bgcolor"] = palette.PRIORITY[priority]
    # A glow in the face's own colour keeps letters readable on the hatching.
    shadow = ", ".join([f"0 0 2px {palette.PRIORITY[priority]}"] * 4) if is_onsite else "none"
    return go.Bar(
        orientation="h",
        y=[piece.row for piece in pieces],
        base=[piece.low for piece in pieces],
        x=[piece.high - piece.low for piece in pieces],
        width=_WIDTH[kind],
        marker=marker,
        text=[html.escape(piece.bar.labels[-1]) if piece.bar.labels and piece.is_labelled else "" for piece in pieces],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": palette.ink_on(priority) if is_work else palette.INK, "size": 10, "shadow": shadow},
        customdata=["<br>".join(html.escape(line) for line in piece.bar.details) for piece in pieces],
        hovertemplate="%{customdata}<extra></extra>",
        name=name,
        legendgroup=name,
        legendrank=(10 * priority + is_onsite) if is_work else 900 + _LAYERS.index(kind),
        showlegend=is_new,
    )

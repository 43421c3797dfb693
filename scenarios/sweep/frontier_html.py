"""The frontier of a sweep as one stand-alone page, with details on hover."""

import html
from collections.abc import Sequence
from pathlib import Path

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine.plots import palette

from .frontier import Outcome
from .frontier_chart import AIMS, OTHER, PANELS, Mark, edge, figures, labels, marks, words


def frontier_html(outcomes: Sequence[Outcome], title: str, path: Path) -> None:
    """Write travel, SLA targets missed and spread against each other as an HTML file that needs no network.

    Parameters
    ----------
    outcomes : sequence of Outcome
    title : str
    path : Path
        File to write; an old one is replaced.
    """
    figure = make_subplots(rows=1, cols=len(PANELS), horizontal_spacing=0.07)
    made = marks(outcomes)
    for column, (across, up) in enumerate(PANELS, start=1):
        for trace in _traces(made, across, up, is_first=column == 1):
            figure.add_trace(trace, row=1, col=column)
        figure.update_xaxes(title_text=AIMS[across], row=1, col=column)
        figure.update_yaxes(title_text=AIMS[up], row=1, col=column)
    figure.update_xaxes(showgrid=True, gridcolor="#e4e4e4", zeroline=False, linecolor="#999999", mirror=True)
    figure.update_yaxes(showgrid=True, gridcolor="#e4e4e4", zeroline=False, linecolor="#999999", mirror=True)
    figure.update_layout(
        title={"text": html.escape(title), "x": 0.01},
        height=620,
        plot_bgcolor="white",
        paper_bgcolor="white",
        font={"family": "sans-serif", "size": 12, "color": palette.INK},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        hoverlabel={"align": "left"},
        hovermode="closest",
    )
    # The script is inside and the id is fixed: no network, and the same outcomes give the same file.
    page = figure.to_html(include_plotlyjs=True, full_html=True, div_id="frontier", config={"displaylogo": False})
    path.write_text(page, encoding="utf-8", newline="\n")


def _traces(made: Sequence[Mark], across: int, up: int, *, is_first: bool) -> list[go.Scatter]:
    found = []
    variants = list(dict.fromkeys(mark.outcome.variant for mark in made))
    for variant in variants:
        ours = [mark for mark in made if mark.outcome.variant == variant]
        name = variant if len(variants) > 1 else "on the frontier"
        found.append(_edge(ours, across, up, variant))
        found.append(_dots([mark for mark in ours if not mark.number], across, up, variant, "beaten by another"))
        found.append(_dots([mark for mark in ours if mark.number], across, up, variant, name))
        for each in found[-2:]:
            each.showlegend = is_first and (each is found[-1] or variant == variants[0])
    own = [mark for mark in made if mark.outcome.is_own]
    ring = {"size": 18, "color": "rgba(0,0,0,0)", "line": {"width": 1.5, "color": palette.INK}}
    found.append(
        go.Scatter(
            x=[mark.at[across] for mark in own],
            y=[mark.at[up] for mark in own],
            mode="markers",
            marker=ring,
            hoverinfo="skip",
            name="the desk's own weights",
            legendgroup="own",
            showlegend=is_first and bool(own),
        )
    )
    return found


def _edge(ours: Sequence[Mark], across: int, up: int, variant: str) -> go.Scatter:
    line = edge(ours, across, up)
    return go.Scatter(
        x=[x for x, _ in line],
        y=[y for _, y in line],
        mode="lines",
        line={"shape": "hv", "width": 1, "color": ours[0].colour},
        opacity=0.5,
        hoverinfo="skip",
        legendgroup=html.escape(variant),
        showlegend=False,
    )


def _dots(ours: Sequence[Mark], across: int, up: int, variant: str, name: str) -> go.Scatter:
    told, is_best = dict(labels(ours, across, up)), any(mark.number for mark in ours)
    return go.Scatter(
        x=[mark.at[across] for mark in ours],
        y=[mark.at[up] for mark in ours],
        mode="markers+text" if is_best else "markers",
        # Where several lie in one place, the first bears the numbers of all.
        text=[told.pop((mark.at[across], mark.at[up]), "") for mark in ours],
        textposition="top right",
        textfont={"size": 10},
        marker={
            "size": 10 if is_best else 6,
            "color": [mark.colour if is_best else OTHER for mark in ours],
            "line": {"width": 1, "color": "white" if is_best else [mark.colour for mark in ours]},
        },
        customdata=[_hover(mark) for mark in ours],
        hovertemplate="%{customdata}<extra></extra>",
        name=html.escape(name),
        legendgroup=html.escape(variant) if is_best else "beaten",
    )


def _hover(mark: Mark) -> str:
    number = f"{mark.number}: " if mark.number else ""
    head = f"<b>{number}{html.escape(words(mark.outcome))}</b>"
    variant = html.escape(mark.outcome.variant)
    weights = ", ".join(f"{html.escape(rule)} = {weight}" for rule, weight in mark.outcome.weights.items())
    return "<br>".join((head, variant, *figures(mark.outcome), weights))

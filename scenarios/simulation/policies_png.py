"""The policies side by side as a picture: one panel a figure, one bar a policy, with its interval."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.plots.palette import APPOINTMENT, PRIORITY

from .figures import FIGURES, Figure, means
from .policies import RULES
from .run import Row

_SHOWN = (
    "sla_met",
    "urgent_sla_met",
    "first_response",
    "utilization_spread",
    "travel",
    "reassigned",
)


def policies_png(rows: Sequence[Row], path: Path) -> None:
    """Write the means over the seeds with their 95 % intervals; the desk rules in grey, ours in colour.

    Parameters
    ----------
    rows : sequence of Row
        Of one source.
    path : Path
        The file to write.
    """
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.figure import Figure as Canvas

    found = means(rows)
    canvas = Canvas(figsize=(11.0, 5.5), layout="constrained")
    shown = [each for each in FIGURES if each.name in _SHOWN]
    for axes, figure in zip(canvas.subplots(2, 3).flat, shown, strict=True):
        intervals = [found[policy][figure.name] for policy in found]
        halves = [each.half or 0.0 for each in intervals]
        colours = [APPOINTMENT if policy in RULES else PRIORITY[3] for policy in found]
        axes.barh(range(len(found)), [each.mean for each in intervals], xerr=halves, color=colours, capsize=3)
        axes.set_yticks(range(len(found)), list(found) if axes.get_subplotspec().is_first_col() else [""] * len(found))
        axes.invert_yaxis()
        axes.set_title(_title(figure), fontsize=10)
        axes.grid(axis="x", alpha=0.3)
    # A desk's name is no formula, whatever dollar signs it has.
    canvas.suptitle(_told(rows), fontsize=10, parse_math=False)
    # Without a date the same rows give the same file.
    canvas.savefig(path, dpi=120, metadata={"Software": None})


def _title(figure: Figure) -> str:
    names: Mapping[str, str] = {
        "urgent_sla_met": "P1 and P2 targets met",
        "utilization_spread": "utilization spread",
    }
    way = {True: "more is better", False: "less is better", None: ""}[figure.more_is_better]
    return f"{names.get(figure.name, figure.words)} ({figure.unit}; {way})"


def _told(rows: Sequence[Row]) -> str:
    seeds = len({each.seed for each in rows})
    return f"{rows[0].source}; means over {seeds} seed{'s' * (seeds > 1)} with 95 % intervals"

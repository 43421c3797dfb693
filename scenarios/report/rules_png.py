"""What differs in cost by rule, as diverging bars."""

from pathlib import Path

from ..comparison import Comparison

_DEARER, _CHEAPER = "#b3361f", "#1a7f4b"
_MOST = 10


def rules_png(comparison: Comparison, path: Path) -> None:
    """Write a picture with a panel a variant: cost after less before, by rule, the largest first.

    Parameters
    ----------
    comparison : Comparison
    path : Path
        File to write; an old one is replaced.
    """
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.figure import Figure

    ranked = [
        sorted(each.by_rule.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:_MOST] for each in comparison.variants
    ]
    heights = [0.6 + 0.28 * max(1, len(rules)) for rules in ranked]
    figure = Figure(figsize=(8.0, sum(heights) + 0.4), layout="constrained")
    panels = figure.subplots(len(ranked), 1, squeeze=False, height_ratios=heights)[:, 0]
    for axes, beside, rules in zip(panels, comparison.variants, ranked, strict=True):
        amounts = [amount / 1000 for _, amount in rules]
        axes.barh(range(len(rules)), amounts, color=[_DEARER if each > 0 else _CHEAPER for each in amounts])
        # A name is no formula, whatever dollar signs it has.
        axes.set_title(beside.side.name, loc="left", fontsize=10, parse_math=False)
        axes.set_yticks(range(len(rules)), [rule.replace("_", " ") for rule, _ in rules])
        axes.set_ylim(max(1, len(rules)) - 0.5, -0.5)
        axes.axvline(0, color="0.4", linewidth=0.8)
        axes.xaxis.set_major_formatter("{x:+,.0f}")
        axes.grid(axis="x", alpha=0.3)
        axes.set_axisbelow(True)
    panels[-1].set_xlabel("engineer-minutes: to the right dearer than before, to the left cheaper")
    # Without a date the same comparison gives the same file.
    figure.savefig(path, dpi=120, metadata={"Software": None})

"""A reliability curve as a picture: what was stated against what came true."""

from collections.abc import Mapping
from pathlib import Path

from ..learning.reliability import Reliability


def reliability_png(curves: Mapping[str, Reliability], path: Path) -> None:
    """Write the curves, each with its name, intervals and expected calibration error, beside the line of perfection.

    Parameters
    ----------
    curves : mapping of str to Reliability
        Empty ones are left out.
    path : Path
        The file to write.
    """
    # A Figure of its own draws to files without a screen, whatever backend is set.
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6.0, 7.0), layout="constrained")
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], "--", color="0.6", label="stated as it comes true")
    for name, curve in curves.items():
        if curve.error is None:
            continue
        stated, share = [each.stated for each in curve.bins], [each.share for each in curve.bins]
        below = [max(0.0, each.share - each.share_low) for each in curve.bins]
        above = [max(0.0, each.share_high - each.share) for each in curve.bins]
        label = f"{name}: error {curve.error:.3f} over {curve.count}"
        axes.errorbar(stated, share, yerr=[below, above], fmt="o-", capsize=3, label=label)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability stated", ylabel="share that came true")
    axes.grid(alpha=0.3)
    for text in figure.legend(loc="outside lower center").get_texts():
        # A name is no formula, whatever dollar signs it has.
        text.set_parse_math(False)
    # Without a date the same curves give the same file.
    figure.savefig(path, dpi=120, metadata={"Software": None})

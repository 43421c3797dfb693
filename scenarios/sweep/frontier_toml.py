"""The frontier of a sweep as weights to choose from, as they stand in desk.toml."""

from collections.abc import Sequence
from pathlib import Path

from engine.files.names import replace_file

from .frontier import Outcome
from .frontier_chart import figures, marks, words


def weights_lines(outcome: Outcome) -> list[str]:
    """Return the weights of an outcome as lines below ``[weights]`` of desk.toml."""
    return [f"{rule} = {weight}" for rule, weight in outcome.weights.items()]


def frontier_toml(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write the weights of every outcome on the frontier, with what they come to, one below the other.

    Parameters
    ----------
    outcomes : sequence of Outcome
    path : Path
        File to write; an old one is replaced.
    """
    blocks = [
        "# Choose one of these, and put its lines below [weights] in desk.toml, in place of those of the same rules.\n"
        "# Lines of other rules stay as they are."
    ]
    for mark in marks(outcomes):
        if mark.number:
            told = [f"{mark.number}: {words(mark.outcome)}; {mark.outcome.variant}", *figures(mark.outcome)]
            # A line of its own for each: a variant's name may hold what would end a comment.
            comment = [f"# {' '.join(each.split())}" for each in told]
            blocks.append("\n".join([*comment, *weights_lines(mark.outcome)]))
    replace_file(path, "\n\n".join(blocks) + "\n")

"""``openday validate``."""

from ..options import AsJson, DeskPath


def validate(desk: DeskPath, as_json: AsJson = False) -> None:
    """Check a desk as a whole and name every error: file, line, field, value, and what to do."""
    from ..contents import contents, say_contents
    from ..loading import load
    from ..screen import print_json, say

    problem, _ = load(desk)
    if as_json:
        print_json({"valid": True} | contents(problem))
        return
    say_contents(problem)
    say("No errors.", "green")

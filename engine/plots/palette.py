"""Colours of the charts, chosen to be told apart by colour-blind readers too, and the words of the legend."""

PRIORITY = {1: "#c2352b", 2: "#e8912d", 3: "#4a86b8", 4: "#b5cfe3"}
"""Face of work, by priority."""
DARK = frozenset({1, 3})
"""Priorities whose colour asks for white letters."""
SETUP = "#7d6b91"
TRIP = "#6e6e6e"
APPOINTMENT = "#c9c9c9"
BREAK = "#f3e9c6"
WORKING = "#ffffff"
ON_CALL = "#e3f1ea"
OFF = "#eeeeee"
INK = "#222222"
HATCH = "#ffffff"


def ink_on(priority: int) -> str:
    """Return the colour of letters on work of a priority."""
    return "#ffffff" if priority in DARK else INK


def work_words(priority: int, *, is_onsite: bool) -> str:
    """Return the legend's words for work."""
    return f"P{priority} {'on-site' if is_onsite else 'remote'}"

"""Charts of a schedule and of what was learned, one a file: data in, file out."""

from .gantt_html import gantt_html
from .gantt_png import gantt_png
from .load_png import load_png
from .reliability_png import reliability_png

__all__ = ["gantt_html", "gantt_png", "load_png", "reliability_png"]

"""Charts of a schedule, one a file: data in, file out."""

from .gantt_html import gantt_html
from .gantt_png import gantt_png

__all__ = ["gantt_html", "gantt_png"]

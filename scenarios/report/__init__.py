"""A comparison to read: a page that stands alone, and plots."""

from .costs_png import costs_png
from .html import report_html
from .rules_png import rules_png

__all__ = ["costs_png", "report_html", "rules_png"]

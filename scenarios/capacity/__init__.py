"""Where a desk fails first: load against capacity by tier and skill, and what one more hour is worth."""

from .report import Report, capacity_report

__all__ = ["Report", "capacity_report"]

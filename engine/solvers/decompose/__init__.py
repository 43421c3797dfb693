"""A plan too large for one search, solved in parts side by side."""

from .decompose import LARGEST, decompose

__all__ = ["LARGEST", "decompose"]

"""The generator of synthetic desks."""

from .generate import generate

__all__ = ["generate"]

"""A page of a list."""

from typing import Generic, TypeVar

from .base import Answer

T = TypeVar("T")


class Listing(Answer, Generic[T]):
    """Items, and where the next page begins (null: this was the last)."""

    items: list[T]
    next: str | None

"""Amounts by priority, and what a VIP client makes of them."""

from typing import Annotated

from pydantic import Field

Amount = Annotated[int, Field(ge=0, le=100_000)]
ByPriority = tuple[Amount, Amount, Amount, Amount]
"""One amount for each priority from 1 to 4."""
VipPercent = Annotated[int, Field(ge=100, le=1000)]


def for_priority(amounts: ByPriority, priority: int) -> int:
    """Return the amount of a priority."""
    return amounts[priority - 1]


def vip_rate(rate: int, percent: int) -> int:
    """Return a rate for a VIP client: whole, and never lost by rounding."""
    return max(1, rate * percent // 100) if rate else 0

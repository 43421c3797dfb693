"""Limits from the command line's options."""

from engine.limits import Limits

from .moments import refusal


def limits_of(seconds: float | None, deterministic: float | None, usual: float) -> Limits:
    """Return the limits asked for; without any, so many seconds.

    Raises
    ------
    DataError
        When both are given, or one is not above zero.
    """
    for option, value in (("--time-limit", seconds), ("--deterministic-limit", deterministic)):
        if value is not None and not 0 < value < 1e7:
            raise refusal(option, value, "is not a number above 0", "give 30")
    if seconds is not None and deterministic is not None:
        message = "cannot be given together with --deterministic-limit"
        raise refusal("--time-limit", seconds, message, "leave one of the two out")
    return Limits(usual if seconds is None and deterministic is None else seconds, deterministic)

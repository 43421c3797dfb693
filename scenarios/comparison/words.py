"""Figures and differences as people read them."""

from engine.words import minutes_text

from .noise import Noise


def amount_text(value: float, unit: str) -> str:
    """Return a figure with its unit where it has one: ``38 h 22 min``, ``81.5 %``, ``132``."""
    match unit:
        case "minutes":
            return minutes_text(round(value))
        case "%":
            return f"{value:.1f} %"
        case "points":
            return f"{value:.1f}"
    return f"{value:,.0f}"


def change_text(difference: float, unit: str) -> str:
    """Return a difference with its sign and unit: ``-2 h 19 min``, ``+3``; ``-`` for none."""
    digits = 1 if unit in ("%", "points") else 0
    if not round(difference, digits):
        return "-"
    if unit == "minutes":
        return f"{'+' if difference > 0 else '-'}{minutes_text(round(abs(difference)))}"
    return f"{difference:+,.{digits}f}{' %' if unit == '%' else ''}".replace(" %", " points")


def spread_text(noise: Noise, unit: str = "") -> str:
    """Return what the seeds say of a figure's difference, as its interval in its unit (minutes as such)."""
    if noise.finding == "same":
        return "no difference"
    if noise.low is None or noise.high is None:
        return "one seed"
    digits = 1 if max(abs(noise.low), abs(noise.high)) < 100 else 0
    low, high = (round(value, digits) + 0.0 for value in (noise.low, noise.high))
    shown = f"{low:+,.{digits}f}" if low == high else f"{low:+,.{digits}f} to {high:+,.{digits}f}"
    shown += {"minutes": " min", "%": " points"}.get(unit, "")
    return {"within": f"noise ({shown})", "every_seed": f"{shown}, all seeds agree"}.get(noise.finding, shown)


def signed(thousandths: int) -> str:
    """Return a difference of costs, given in thousandths, in engineer-minutes with its sign."""
    return f"{round(thousandths / 1000):+,}"

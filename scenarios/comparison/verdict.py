"""What may be said of two costs, by the bounds and by the seeds."""

from dataclasses import dataclass
from typing import Literal

from .noise import Noise

Code = Literal["same", "proven", "beyond_noise", "every_seed", "within_noise", "one_seed"]


@dataclass(frozen=True)
class Verdict:
    """How sure it is that one of two situations costs less.

    Parameters
    ----------
    direction : int
        1 where it gets dearer, -1 where it gets cheaper, 0 where neither can be said.
    code : str
        ``proven`` by the bounds, whatever a better solver would find; ``beyond_noise`` and ``every_seed`` as `Noise`
        says; ``within_noise``; ``one_seed`` where there is nothing to tell noise by; ``same``.
    words : str
        The same as people say it.
    """

    direction: int
    code: Code
    words: str


def verdict(before: int, bound_before: int, after: int, bound_after: int | None, noise: Noise) -> Verdict:
    """Return what may be said of two costs.

    The bounds decide where they can: the cheapest schedule there is costs between bound and cost, so the difference is
    proven where these two spans do not meet. Elsewhere it lies within the gap, and the seeds alone speak.

    Parameters
    ----------
    before, after : int
        Cost of the best schedule, in thousandths of an engineer-minute.
    bound_before, bound_after : int or None
        None where there is no bound in the prices that are compared.
    noise : Noise
        Of the costs by seed.
    """
    if after < bound_before:
        return Verdict(-1, "proven", "proven cheaper")
    if bound_after is not None and bound_after > before:
        return Verdict(1, "proven", "proven dearer")
    if noise.finding == "same":
        return Verdict(0, "same", "no difference")
    way = 1 if noise.difference > 0 else -1
    word = "dearer" if way > 0 else "cheaper"
    match noise.finding:
        case "beyond":
            return Verdict(way, "beyond_noise", f"{word} beyond the noise, within the gap")
        case "every_seed":
            return Verdict(way, "every_seed", f"{word} on every seed, within the gap")
        case "one_seed":
            return Verdict(0, "one_seed", "not proven; one seed cannot tell noise")
    return Verdict(0, "within_noise", "within the noise")

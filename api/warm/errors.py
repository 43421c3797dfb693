"""What can go wrong with a question besides its answer."""

from engine.errors import OpendayError


class TookTooLong(OpendayError):
    """A question that had no answer when its time was over."""


class WorkerLost(OpendayError):
    """A question whose worker died over it, twice; or one asked of a pool that has been closed."""


class NeverTaken(OpendayError):
    """A question that its worker did not live to read; the pool asks another one, and nobody else sees this."""

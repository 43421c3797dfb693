"""When tickets may start on a shift, as masks over its ticks: the relation of `slots`, for many tickets at once."""

from collections.abc import Iterator

import numpy as np

from ...instance import NOWHERE, Instance
from ...slots import slots
from ...timeline import Intervals, intersect
from .kernel.arrays import Bools, Ints


class Starts:
    """Masks of starts on one shift.

    Parameters
    ----------
    instance : Instance
    shift : int
    ticks : int
        Length of the masks less one.
    """

    def __init__(self, instance: Instance, shift: int, ticks: int) -> None:
        self.instance, self.shift, self.ticks = instance, shift, ticks
        self.form = instance.shifts[shift]
        self._runs: dict[Intervals, Ints] = {}
        self._masks: dict[Intervals, Bools] = {}

    def of(
        self, ticket: int, minutes: int, setup: int, absorbed: tuple[int, ...]
    ) -> Iterator[tuple[int, Bools, Bools]]:
        """Yield pauses in ticks, the starts with so many pauses, and those directly after a set-up."""
        if self.instance.ticket_pausable[ticket]:
            yield from self._pausable(ticket, minutes, setup, absorbed)
            return
        plain = (self._run(self.instance.within[ticket]) >= minutes) & self._mask(self.instance.starts[ticket])
        opening = plain
        place = self.instance.ticket_place[ticket]
        if setup and place != NOWHERE:
            # Set-up and the first tick of work are one unbroken stretch.
            opening = np.zeros_like(plain)
            opening[setup:] = plain[setup:] & (self._run(self.instance.opening[place])[:-setup] > setup)
        if plain.any():
            yield 0, plain, opening

    def _pausable(
        self, ticket: int, minutes: int, setup: int, absorbed: tuple[int, ...]
    ) -> Iterator[tuple[int, Bools, Bools]]:
        plain = slots(self.instance, ticket, self.shift, minutes, absorbed=absorbed)
        opening = plain
        if setup:
            opening = slots(self.instance, ticket, self.shift, minutes, setup=setup, absorbed=absorbed)
        for extra in sorted({slot[2] for slot in plain}):
            first, second = (
                self._filled((low, high + 1) for low, high, each in found if each == extra)
                for found in (plain, opening)
            )
            yield extra, first, second

    def _run(self, allowed: Intervals) -> Ints:
        """Return per tick the unbroken free ticks from there on that a set allows."""
        if allowed not in self._runs:
            run = np.zeros(self.ticks + 1, dtype=np.int64)
            for low, high in intersect(self.form.free, allowed):
                a, b = max(0, low - self.form.start), min(self.ticks, high - self.form.start)
                if a < b:
                    run[a:b] = np.arange(b - a, 0, -1)
            self._runs[allowed] = run
        return self._runs[allowed]

    def _mask(self, allowed: Intervals) -> Bools:
        if allowed not in self._masks:
            self._masks[allowed] = self._filled(allowed)
        return self._masks[allowed]

    def _filled(self, pairs: Iterator[tuple[int, int]] | Intervals) -> Bools:
        mask = np.zeros(self.ticks + 1, dtype=np.bool_)
        for low, high in pairs:
            mask[max(0, low - self.form.start) : max(0, high - self.form.start)] = True
        return mask

"""Where an engineer stands in a shift: from when she is free, where she is, and what of it lies behind her."""

from dataclasses import dataclass, field, replace

from .happened import MOVED


@dataclass
class Standing:
    """An engineer in a shift.

    Parameters
    ----------
    free_at : int
        Minute from which she can do something else.
    free_by_plan : int
        Minute from which the published calendar has thought that she can.
    site : str or None
        Where she is; None is nowhere in particular.
    visiting : str
        The site whose set-up is done.
    ticket_id : str
        What she has worked on last.
    met : set of int
        Starts of the appointments that she has been to.
    rested : set of (int, int, int)
        Breaks that she has had, or that had no room, by window and minutes.
    had : list of (int, int)
        Breaks as they were had.
    left : set of (int, str)
        Published trips, by departure and target, that are behind her.
    is_over : bool
        Whether the shift is, or nobody came to it.
    """

    free_at: int
    free_by_plan: int
    site: str | None
    visiting: str = ""
    ticket_id: str = ""
    met: set[int] = field(default_factory=set)
    rested: set[tuple[int, int, int]] = field(default_factory=set)
    had: list[tuple[int, int]] = field(default_factory=list)
    left: set[tuple[int, str]] = field(default_factory=set)
    is_over: bool = False

    @property
    def ahead(self) -> int:
        """Minutes by which she may go on before what was published: those that she has gained, half an hour at most."""
        return min(MOVED, max(0, self.free_by_plan - self.free_at))

    def copied(self) -> "Standing":
        """Return the same, to go on from apart."""
        return replace(self, met=set(self.met), rested=set(self.rested), had=list(self.had), left=set(self.left))

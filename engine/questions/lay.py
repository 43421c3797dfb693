"""The answer laid into the published schedule: at once for the engineer, on demand for the whole desk."""

from dataclasses import dataclass

from ..audit import Audit, audit
from ..compile import weights_of
from ..context import Context
from ..domain.schedule import Schedule, Score
from ..kpis import kpis
from ..reading import Reading
from ..shifts import Shift
from ..timing import Timed
from .frozen_desk import FrozenDesk
from .laid import laid
from .open_time import OpenTime
from .part import Part, laid_in
from .reasons import listed
from .worth import Worths


@dataclass(frozen=True)
class Laid:
    """New work in the schedule around it.

    Parameters
    ----------
    own : Schedule
        Of the part of the problem that the new work has to do with.
    score : Score
        Of the whole. The audit has judged the part; all the rest it has judged once and for all.
    """

    context: Context
    around: Audit
    shifts: tuple[Shift, ...]
    new: Schedule
    own: Schedule
    score: Score

    def whole(self) -> Schedule:
        """Return the whole schedule, with who is left out and the figures."""
        made = laid(self.context, self.around.reading.schedule, self.shifts, self.new)
        reading = Reading(self.context, made, self.around.reading)
        return made.model_copy(update={"unassigned": listed(reading), "kpis": kpis(reading)})


def lay(desk: FrozenDesk, part: Part, time: OpenTime, timed: Timed, priced: Worths) -> Laid:
    """Lay a plan for open time into the schedule.

    What it does not touch stays as it was stated: nobody else's calendar should show that the engine would lay trips
    and breaks otherwise. Where the stated ones break a rule together with the new work, they are laid anew.

    Parameters
    ----------
    part : Part
        What the new work has to do with.
    """
    weights = weights_of(desk.context, desk.rules)
    if desk.stated is not None:
        touched = tuple(sorted({time.shifts[shift] for _, shift in timed.plan.tasks()}))
        shifts, new = _new(time, timed, touched)
        before = audit(part.context, desk.rules, part.of(desk.stated.reading.schedule))
        own = laid(part.context, before.reading.schedule, shifts, new)
        after = audit(part.context, desk.rules, own, before)
        if after.score.hard_findings <= before.score.hard_findings:
            score = laid_in(weights, desk.stated.score, before.score, after.score)
            return Laid(desk.context, desk.stated, shifts, new, own, score)
    shifts, new = _new(time, timed, time.shifts)
    own = laid(part.context, part.of(desk.unchanged.reading.schedule), shifts, new)
    score = laid_in(weights, desk.unchanged.score, priced.without.score, priced.with_all.score)
    return Laid(desk.context, desk.unchanged, shifts, new, own, score)


def _new(time: OpenTime, timed: Timed, shifts: tuple[int, ...]) -> tuple[tuple[Shift, ...], Schedule]:
    return tuple(time.context.shifts[shift] for shift in shifts), time.decoded_with_facts(timed, shifts)

"""What will come: a desk over some weeks, with its tickets, what each really takes, and who is sick when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from engine.calendar import local_days
from engine.context import Context
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.domain.ticket import Ticket
from engine.shifts import Shift
from engine.timeline import ceil_minute

from ..generator.weeks import generate_weeks
from .chance import SICK, SPREAD, effort, sick_days

WARM_UP_DAYS = 5
"""Days before the first week that counts: from the Wednesday on, so that calendars have filled by the Monday."""
LOAD = 0.8
"""The work that comes in, as a share of what the engineers could do."""
FIRST_MONDAY = dt.date(2026, 3, 2)


@dataclass(frozen=True)
class World:
    """A desk and everything that will happen at it whoever dispatches.

    Parameters
    ----------
    problem : Problem
        Its planning window is the time that is simulated, its tickets are all that come in, its appointments are known.
    effort : dict
        Minutes by ticket that the work really takes somebody of the usual speed.
    sick : dict
        Days by engineer on which she does not work; the desk hears of it when her shift starts.
    counted_from : datetime
        Tickets that came in before are warm-up.
    """

    problem: Problem
    effort: Mapping[str, int]
    sick: Mapping[str, frozenset[dt.date]]
    counted_from: dt.datetime

    @cached_property
    def context(self) -> Context:
        """Shifts, appointments, clocks and ways of the whole time."""
        return Context(self.problem)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        return ZoneInfo(self.problem.desk.time_zone)

    @cached_property
    def came_in(self) -> dict[str, int]:
        """Minute by ticket from which it is known, by time."""
        known = ((ceil_minute(self.context.origin, each.created), each.id) for each in self.problem.tickets)
        return {ticket_id: minute for minute, ticket_id in sorted(known)}

    def is_sick(self, shift: Shift) -> bool:
        """Whether nobody comes to a shift."""
        return shift.day in self.sick.get(shift.engineer_id, ())

    def real_minutes(self, engineer: Engineer, ticket: Ticket) -> int:
        """Return the minutes that a ticket really takes an engineer."""
        return self.context.minutes_needed(
            engineer, ticket.model_copy(update={"estimated_minutes": self.effort[ticket.id]})
        )


def generated_world(
    engineers: int, weeks: int, seed: int, *, load: float = LOAD, spread: float = SPREAD, sick: float = SICK
) -> World:
    """Return some weeks of a generated desk, and the days of warm-up before them.

    Parameters
    ----------
    spread : float
        How far work differs from its estimate; 0 is not at all.
    sick : float
        Chance that somebody falls sick on a day.
    """
    first = FIRST_MONDAY - dt.timedelta(days=WARM_UP_DAYS)
    problem = generate_weeks(engineers, WARM_UP_DAYS + 7 * weeks, load, seed, start=first)
    return with_chance(
        problem, seed, problem.desk.planning_window.start + dt.timedelta(days=WARM_UP_DAYS), spread, sick
    )


def with_chance(
    problem: Problem, seed: int, counted_from: dt.datetime, spread: float = SPREAD, sick: float = SICK
) -> World:
    """Return the world of a desk whose tickets are known: how long each really takes and who is sick are drawn."""
    window = problem.desk.planning_window
    days = tuple(local_days(window.start, window.end, ZoneInfo(problem.desk.time_zone)))
    return World(
        problem,
        {each.id: effort(seed, each.id, each.estimated_minutes, spread) for each in problem.tickets},
        {each.id: sick_days(seed, each.id, days, sick) for each in problem.engineers},
        counted_from,
    )

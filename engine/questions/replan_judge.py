"""A plan made after an event as people read it: audited as a whole, with what it changes of what they were told."""

import datetime as dt
from collections.abc import Collection, Iterator

from ..audit import Audit, audit
from ..compile import weights_of
from ..context import Context
from ..decode import decode
from ..domain.schedule import Assignment, Schedule, Trip
from ..errors import SolverFault
from ..instance import Instance
from ..kpis import kpis
from ..over import with_begun
from ..shifts import Shift
from ..timeline import floor_minute
from ..timing import Timed
from .held_up import is_held_up
from .laid import laid
from .reasons import listed
from .replanned import Changed, Freedom, Replanned
from .standing import Standing


class Judge:
    """What says of plans of one desk what they change and cost.

    Parameters
    ----------
    stand : Standing
    seed : int
        It is stated with the schedules.
    """

    def __init__(self, stand: Standing, seed: int) -> None:
        self.stand, self.seed = stand, seed
        self.weights = weights_of(stand.context, stand.rules)
        self.of_changes = {
            rule.name for rule in stand.rules if rule.default_weight is not None and "problem.published" in rule.reads
        }
        """Rules that price what differs from the published schedule."""
        self._told = {each.ticket_id: each for each in stand.told.assignments}
        self._known: Audit | None = None

    def judged(self, freedom: Freedom, context: Context, instance: Instance, timed: Timed) -> Replanned:
        """Return a plan as people read it.

        Days on which all is as it was told stay as they were stated; where their trips no longer hold, all are laid
        anew.

        Raises
        ------
        SolverFault
            When it breaks a rule all the same.
        """
        made = decode(context, instance, timed)
        audited = self._audit(self._beside_told(context, instance, timed, made))
        if audited.hard:
            audited = self._audit(self._going_on(made, set(context.shifts)))
        if audited.hard:
            broken = "; ".join(finding.message for finding in audited.hard[:5])
            raise SolverFault(f"the plan with {freedom.value.replace('_', ' ')} broke a rule: {broken}")
        self._known = audited
        return self._replanned(freedom, audited)

    def _audit(self, schedule: Schedule) -> Audit:
        whole = with_begun(schedule, self.stand.problem)
        return audit(self.stand.context, self.stand.rules, whole, self._known)

    def _beside_told(self, context: Context, instance: Instance, timed: Timed, whole: Schedule) -> Schedule:
        """Return what was told with the days laid in on which the plan is another."""
        made, told = {each.ticket_id: each for each in whole.assignments}, self._told
        differing = {ticket for ticket in (told | made) if not _is_same(told.get(ticket), made.get(ticket))}
        shifts = {
            context.shift_at(who, floor_minute(context.origin, each.start))
            for ticket in differing
            for each in (told.get(ticket), made.get(ticket))
            if each
            for who in each.engineer_ids
        }
        left = {ticket: each for ticket, each in told.items() if ticket not in differing}
        numbers = [at for at, shift in enumerate(context.shifts) if shift in shifts]
        new = self._going_on(decode(context, instance, timed, numbers), shifts)
        new = new.model_copy(update={"assignments": tuple(left.get(each.ticket_id, each) for each in new.assignments)})
        return laid(context, self.stand.told.model_copy(update={"assignments": tuple(left.values())}), shifts, new)

    def _going_on(self, made: Schedule, shifts: Collection[Shift]) -> Schedule:
        """Return what was made of some shifts with the trips and breaks of them that have begun, as they were told.

        To the plan the last of these trips may lie ahead of her still, as her first one.
        """
        now, told = self.stand.problem.desk.now, self.stand.told
        gone = [each for each in told.trips if each.depart < now and self._has_left(each, shifts)]
        last = {each.engineer_id: each for each in gone}
        ahead, seen = list[Trip](), set[str]()
        for each in (trip for trip in made.trips if trip.depart >= now):
            before = last.get(each.engineer_id)
            is_first = each.engineer_id not in seen
            seen.add(each.engineer_id)
            if not (is_first and before and _is_repeated(before, each)):
                ahead.append(each)
        taken = [each for each in told.breaks if each.start < now and self._is_on(each.engineer_id, each.start, shifts)]
        later = [each for each in made.breaks if each.start >= now]
        return made.model_copy(update={"trips": (*gone, *ahead), "breaks": (*taken, *later)})

    def _has_left(self, trip: Trip, shifts: Collection[Shift]) -> bool:
        """Whether a trip of some shifts was begun when it was told to."""
        depart = floor_minute(self.stand.context.origin, trip.depart)
        is_kept = is_held_up(self.stand.context, trip.engineer_id, depart)
        return not is_kept and self._is_on(trip.engineer_id, trip.depart, shifts)

    def _is_on(self, engineer_id: str, instant: dt.datetime, shifts: Collection[Shift]) -> bool:
        context = self.stand.context
        return context.shift_at(engineer_id, floor_minute(context.origin, instant)) in shifts

    def _replanned(self, freedom: Freedom, audited: Audit) -> Replanned:
        score, reading, problem = audited.score, audited.reading, self.stand.problem
        schedule = Schedule(
            planning_window=problem.desk.planning_window,
            assignments=reading.schedule.assignments,
            trips=reading.schedule.trips,
            breaks=reading.schedule.breaks,
            unassigned=listed(reading),
            score=score,
            status="feasible",
            kpis=kpis(reading),
            weights=self.weights,
            weights_version=problem.desk.weights.version,
            seed=self.seed,
        )
        by_rule = {name: self.weights[name] * amount for name, amount in score.amounts.items() if amount}
        return Replanned(
            freedom,
            schedule,
            tuple(self._changes(schedule)),
            tuple(each for each in schedule.assignments if each.ticket_id not in self._told),
            score.total,
            sum(by_rule.get(name, 0) for name in self.of_changes),
            by_rule,
        )

    def _changes(self, schedule: Schedule) -> Iterator[Changed]:
        tickets, now = self.stand.problem.ticket, {each.ticket_id: each for each in schedule.assignments}
        for was in sorted(self._told.values(), key=lambda each: (each.start, each.ticket_id)):
            ticket, given = tickets.get(was.ticket_id), now.get(was.ticket_id)
            if ticket and ticket.is_schedulable and not _is_at(was, given):
                yield Changed(was.ticket_id, was, given, ticket.is_agreed, was.ticket_id in self.stand.lost)


def _is_repeated(before: Trip, after: Trip) -> bool:
    """Whether a trip leads the same way on the same day."""
    same_day = (after.depart - before.depart) < dt.timedelta(hours=16)
    return same_day and (before.from_site, before.to_site) == (after.from_site, after.to_site)


def _is_same(first: Assignment | None, second: Assignment | None) -> bool:
    return _is_at(first, second) and first is not None and second is not None and first.end == second.end


def _is_at(first: Assignment | None, second: Assignment | None) -> bool:
    if first is None or second is None:
        return False
    return first.start == second.start and set(first.engineer_ids) == set(second.engineer_ids)

"""Fix a schedule, made by anybody, in an exact model: the model's own check that such a schedule is allowed."""

from engine.context import Context
from engine.domain.schedule import Schedule
from engine.instance import NOWHERE
from engine.reading import Reading
from engine.shifts import Shift
from engine.solvers.exact.model import Exact
from engine.solvers.exact.routes import HOME
from engine.timeline import ceil_minute, covers, floor_minute


def fix(exact: Exact, context: Context, schedule: Schedule) -> None:
    """Let only one schedule be feasible: its work, and the trips and breaks that it states; facts are there anyway."""
    _Fixing(exact, context, schedule).run()


class _Fixing:
    def __init__(self, exact: Exact, context: Context, schedule: Schedule) -> None:
        self.exact, self.context, self.schedule = exact, context, schedule
        self.instance, self.model = exact.instance, exact.model
        self.shift_index = {(form.key, form.start, form.hard_end): at for at, form in enumerate(exact.instance.shifts)}

    def run(self) -> None:
        """Fix work, then trips, then breaks."""
        left = set(self.exact.made.start)
        for given in self.schedule.assignments:
            ticket = self.instance.tickets.index(given.ticket_id)
            if ticket not in self.instance.facts:
                left.discard(ticket)
                start, end = self.minutes(given.start, given.end)
                self.work(ticket, {self.shift(each, start) for each in given.engineer_ids}, start, end)
        for ticket in left:
            self.model.add(self.exact.made.assigned[ticket] == 0)
        for trip in self.schedule.trips:
            depart, arrive = self.minutes(trip.depart, trip.arrive)
            self.trip(self.shift(trip.engineer_id, depart), depart, arrive, trip.to_site)
        taken: set[tuple[int, int]] = set()
        read = {self.shift_index.get(self.key(each.shift)) for each in Reading(self.context, self.schedule).shifts}
        for pause in sorted(self.schedule.breaks, key=lambda each: each.start):
            start, end = self.minutes(pause.start, pause.end)
            shift = self.shift(pause.engineer_id, start)
            # Nobody asks where a break lies on a day with nothing else.
            if shift in read:
                self.pause(shift, start, end, taken)

    def minutes(self, start, end):  # type: ignore[no-untyped-def]
        """Return two instants as minutes."""
        return floor_minute(self.context.origin, start), ceil_minute(self.context.origin, end)

    def shift(self, engineer_id: str, minute: int) -> int | None:
        """Return the shift to which a minute belongs, None when the instance has none there."""
        return self.shift_index.get(self.key(self.context.shift_at(engineer_id, minute)))

    def key(self, shift: Shift) -> tuple[tuple[str, str, str], int, int]:
        """Return what names a shift in the instance too."""
        return (shift.engineer_id, shift.day.isoformat(), shift.kind.value), shift.start, shift.hard_end

    def impossible(self) -> None:
        """Make the model infeasible: it has no variable for what the schedule says."""
        self.model.add_bool_or([])

    def work(self, ticket: int, shifts: set[int | None], start: int, end: int) -> None:
        """Fix the crew, the start and the end of a ticket."""
        made = self.exact.made
        if ticket not in made.start or not shifts.issubset(made.shifts_of[ticket]):
            self.impossible()
            return
        self.model.add(made.start[ticket] == start)
        self.model.add(made.end[ticket] == end)
        for shift in made.shifts_of[ticket]:
            self.model.add(made.places[ticket, shift].present == (shift in shifts))

    def trip(self, shift: int | None, depart: int, arrive: int, target: str) -> None:
        """Fix the trip to the next stop after it, or home after the last."""
        if depart < self.instance.now:
            return
        if shift is None:
            self.impossible()
            return
        form = self.instance.shifts[shift]
        stops = [(fact.start, fact.place, -1 - at) for at, fact in enumerate(form.placed_facts)]
        for given in self.schedule.assignments:
            ticket = self.instance.tickets.index(given.ticket_id)
            place = self.instance.ticket_place[ticket]
            start, _ = self.minutes(given.start, given.end)
            if ticket in self.instance.facts or place == NOWHERE:
                continue
            if shift in {self.shift(each, start) for each in given.engineer_ids}:
                stops.append((start, place, ticket))
        wanted = next((at for at, name in enumerate(self.instance.places) if name == target), NOWHERE)
        # Facts may start together: the trip leads to the one at its target.
        ahead = (stop for stop in stops if stop[0] >= depart)
        after = min(ahead, key=lambda stop: (stop[0], stop[1] != wanted), default=(0, form.home, None))
        if wanted == NOWHERE or after[1] != wanted:
            self.impossible()
            return
        route = self.exact.routes[shift]
        found = [
            at
            for at, each in route.nodes.items()
            if after[2] is not None and ((each.ticket == after[2] and each.fact < 0) or each.fact == -1 - after[2])
        ]
        node = HOME if after[2] is None else next(iter(found), None)
        if (len(form.placed_facts) if after[2] is None else -1 - after[2]) in form.closed:
            return
        leg = next((each for each in route.legs if each.target == node), None)
        if leg is None:
            self.impossible()
            return
        self.model.add(leg.present == 1)
        self.model.add(leg.depart == depart)
        self.model.add(leg.ticks == arrive - depart)

    def pause(self, shift: int | None, start: int, end: int, taken: set[tuple[int, int]]) -> None:
        """Fix a floating break."""
        # A break that the model does not ask for, or cannot take there, counts as not stated.
        if shift is not None and covers(self.instance.shifts[shift].free, start, end):
            breaks = enumerate(self.instance.shifts[shift].breaks)
            for index, pause in sorted(breaks, key=lambda each: each[1].high):
                fits = pause.low <= start and end <= pause.high and end - start == pause.minutes
                if fits and (shift, index) not in taken:
                    taken.add((shift, index))
                    self.model.add(self.exact.routes[shift].breaks[index] == start)
                    return

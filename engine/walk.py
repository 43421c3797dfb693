"""One shift, walked from its first token to its last: earliest starts, trips, visits and load.

A visit is a maximal run of on-site tickets at one site: placeless work does not end it, another place does. Its set-up
lies directly before its first ticket, inside the site's opening hours. A trip is one unbroken block of free time
between two consecutive places; where the order does not say when, it directly precedes the set-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .instance import NOWHERE, FactForm, Instance, ShiftForm
from .plan import Kind, Sequence, Token
from .slots import first_start, inside, slots
from .timeline import covers, earliest_fit


@dataclass
class ShiftTimes:
    """A walked shift, in ticks. ``trips`` are ``(depart, arrive, from, to)``, those over closed legs left out."""

    starts: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Task to start and end."""
    trips: list[tuple[int, int, int, int]] = field(default_factory=list)
    breaks: list[tuple[int, int]] = field(default_factory=list)
    setups: list[tuple[int, int]] = field(default_factory=list)
    visits: list[int] = field(default_factory=list)
    """Place of each visit."""
    travel: int = 0
    load: int = 0
    last_end: int = 0


class _InfeasibleError(Exception):
    """The order has no timing."""


def walk(
    instance: Instance,
    shift: int,
    sequence: Sequence,
    *,
    earliest: Mapping[int, int] = {},
    exact: Mapping[int, int] = {},
    minutes: Mapping[int, int] = {},
) -> ShiftTimes | None:
    """Return the earliest timing of an order on a shift, None when there is none.

    Parameters
    ----------
    instance : Instance
    shift : int
    sequence : Sequence
        Tasks, trips and floating breaks in order, and every placed fact of the shift.
    earliest, exact : mapping
        Task to its earliest start, or to the one start it must have.
    minutes : mapping
        Task to its ticks where they are not the engineer's own (several engineers together).
    """
    try:
        return _Walker(instance, shift, earliest, exact, minutes).run(sequence)
    except _InfeasibleError:
        return None


class _Walker:
    def __init__(
        self,
        instance: Instance,
        shift: int,
        earliest: Mapping[int, int],
        exact: Mapping[int, int],
        minutes: Mapping[int, int],
    ) -> None:
        self.instance, self.shift, self.form = instance, shift, instance.shifts[shift]
        self.earliest, self.exact, self.minutes = earliest, exact, minutes
        self.at = self.form.start
        self.place = self.form.home  # where the engineer is
        self.visiting = NOWHERE  # the site whose set-up is done
        self.last_placed = -1  # the placed fact that came last, when nothing has come since
        self.facts_met = 0
        self.moved = False  # whether anything placed has come
        self.ends: list[int] = []
        self.times = ShiftTimes(last_end=self.form.normal_end)

    def run(self, sequence: Sequence) -> ShiftTimes:
        form = self.form
        self._placeless_facts(form)
        for position, token in enumerate(sequence):
            if token.kind is Kind.TASK:
                self._task(token)
            elif token.kind is Kind.FACT:
                self._fact(form.placed_facts[token.item], token.item)
            elif token.kind is Kind.BREAK:
                self._break(token.item)
            else:
                self._trip_to(self._target(sequence, position))
        if self.facts_met != len(form.placed_facts):
            raise _InfeasibleError
        self._home()
        self.ends += [end for _, end in self.times.starts.values()] + [trip[1] for trip in self.times.trips]
        self.ends += [fact.end for fact in form.facts if fact.ticket >= 0]
        self.times.last_end = max(self.ends, default=form.normal_end)
        self.times.load += self.times.travel
        return self.times

    def _placeless_facts(self, form: ShiftForm) -> None:
        for fact in form.facts:
            if fact.ticket >= 0 and fact.place == NOWHERE:
                self.times.load += fact.load

    def _target(self, sequence: Sequence, position: int) -> int:
        for token in sequence[position + 1 :]:
            if token.kind is Kind.FACT:
                return self.form.placed_facts[token.item].place
            if token.kind is Kind.TASK and self._place_of(token.item) != NOWHERE:
                return self._place_of(token.item)
        return self.form.home

    def _place_of(self, task: int) -> int:
        return self.instance.ticket_place[self.instance.task_ticket[task]]

    def _trip_to(self, target: int) -> None:
        ticks = self.instance.travel_ticks(self.form.engineer, self.place, target)
        if ticks:
            depart = earliest_fit(self.form.free, self.at, ticks)
            if depart is None:
                raise _InfeasibleError
            self.times.trips.append((depart, depart + ticks, self.place, target))
            self.times.travel += ticks
            self.at = depart + ticks
        self.place = target

    def _arrive(self, place: int) -> int:
        """Travel to a place if not there yet; return the set-up due there."""
        if self.place != place:
            self._trip_to(place)
        setup = self.instance.setup[place] if self.visiting != place else 0
        self.moved = True
        return setup

    def _task(self, token: Token) -> None:
        instance, task = self.instance, token.item
        ticket = instance.task_ticket[task]
        place = instance.ticket_place[ticket]
        setup = self._arrive(place) if place != NOWHERE else 0
        ticks = self.minutes.get(task, instance.pairs[ticket][self.form.engineer][0])
        found = slots(instance, ticket, self.shift, ticks, setup=setup, absorbed=token.absorbed)
        low = max(self.at + setup, self.earliest.get(task, self.at), self.exact.get(task, self.at))
        first = first_start(found, low)
        if first is None or (task in self.exact and first[0] != self.exact[task]):
            raise _InfeasibleError
        start, extra = first
        end = start + ticks + extra
        if setup:
            self.times.setups.append((start - setup, start))
        if token.absorbed:
            self._absorb(token.absorbed, start, end)
        self.times.starts[task] = (start, end)
        self.times.load += ticks + setup
        if place != NOWHERE:
            if self.visiting != place:
                self.times.visits.append(place)
            self.visiting = place
        self.at, self.last_placed = end, -1

    def _absorb(self, absorbed: tuple[int, ...], start: int, end: int) -> None:
        pauses = [self.form.breaks[index] for index in absorbed]
        for pause, at in zip(pauses, inside(self.form.free, pauses, start, end), strict=True):
            if at is None:
                raise _InfeasibleError
            self.times.breaks.append((at, at + pause.minutes))

    def _break(self, index: int) -> None:
        pause = self.form.breaks[index]
        at = earliest_fit(self.form.free, max(self.at, pause.low), pause.minutes)
        if at is None or at + pause.minutes > pause.high:
            raise _InfeasibleError
        self.times.breaks.append((at, at + pause.minutes))
        self.at, self.last_placed = at + pause.minutes, -1

    def _fact(self, fact: FactForm, index: int) -> None:
        if index != self.facts_met:
            raise _InfeasibleError
        if index in self.form.closed:
            self._closed(fact, index)
            setup = self._setup_of(fact)
        else:
            if self.place != fact.place:
                self._trip_to(fact.place)
            setup = self._setup_of(fact)
            begin = fact.start - setup
            if self.at > begin or (setup and not covers(self.form.free, begin, fact.start)):
                raise _InfeasibleError
        if setup:
            self.times.setups.append((fact.start - setup, fact.start))
        if fact.ticket >= 0:
            self.times.load += fact.load + setup
            if self.visiting != fact.place:
                self.times.visits.append(fact.place)
            self.visiting = fact.place
        elif self.visiting != fact.place:
            self.visiting = NOWHERE
        self.place, self.moved = fact.place, True
        self.facts_met, self.last_placed = index + 1, index
        self.at = max(self.at, fact.end)

    def _setup_of(self, fact: FactForm) -> int:
        return self.instance.setup[fact.place] if fact.ticket >= 0 and self.visiting != fact.place else 0

    def _closed(self, fact: FactForm, index: int) -> None:
        """Cut the trip between two facts down to the time there is; it is paid, but no block of its own."""
        if self.last_placed != index - 1 or (index == 0 and (self.times.starts or self.times.breaks)):
            raise _InfeasibleError
        ticks = self.instance.travel_ticks(self.form.engineer, self.place, fact.place)
        if ticks:
            self.ends.append(fact.start - self._setup_of(fact))
            self.times.travel += ticks

    def _home(self) -> None:
        home = self.form.home
        if not self.moved or home == NOWHERE or self.place == home:
            return
        if len(self.form.placed_facts) in self.form.closed:
            ticks = self.instance.travel_ticks(self.form.engineer, self.place, home)
            if self.last_placed < 0:
                raise _InfeasibleError
            if ticks:
                self.ends.append(min(self.at + ticks, max(self.form.hard_end, self.at)))
                self.times.travel += ticks
        else:
            self._trip_to(home)

"""The variables of an exact model, and the tickets' own: who, when, how long."""

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from ...instance import NOWHERE, Instance
from ...slots import Slots, slots
from ...timing import Timed
from .scope import Scope

Lit = cp_model.IntVar
Domain = cp_model.Domain


@dataclass
class Place:
    """Variables of one ticket on one shift."""

    present: Lit
    begin: cp_model.LinearExprT
    """Start of the set-up, of the work where there is none."""
    interval: cp_model.IntervalVar
    setup: Lit | None = None
    absorbs: dict[tuple[int, ...], Lit] = field(default_factory=dict)


@dataclass
class Variables:
    """All variables, by ticket or by (ticket, shift)."""

    start: dict[int, cp_model.IntVar] = field(default_factory=dict)
    end: dict[int, cp_model.IntVar] = field(default_factory=dict)
    assigned: dict[int, Lit] = field(default_factory=dict)
    ticks: dict[int, dict[int, Lit]] = field(default_factory=dict)
    """Of tickets for several engineers: a literal per possible duration."""
    places: dict[tuple[int, int], Place] = field(default_factory=dict)
    on_shift: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Tickets that may be on a shift."""
    staying: set[int] = field(default_factory=set)
    """Tickets on the shifts that keep shift and start."""
    shifts_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))


def add_tickets(model: cp_model.CpModel, instance: Instance, scope: Scope, current: Timed) -> Variables:
    """Make the variables of the tickets in scope: presence per shift, start and end in the slots."""
    made = Variables()
    inside = set(scope.shifts)
    free = set(scope.tickets)
    for ticket in scope.tickets:
        shifts = [shift for shift in instance.candidates[ticket] if shift in inside]
        _add(model, instance, made, ticket, shifts, None)
    for ticket, crew in sorted(current.crew.items()):
        if ticket not in free and ticket not in instance.facts and inside.intersection(crew):
            made.staying.add(ticket)
            _add(model, instance, made, ticket, sorted(inside.intersection(crew)), current.span[ticket])
    return made


def _add(
    model: cp_model.CpModel,
    instance: Instance,
    made: Variables,
    ticket: int,
    shifts: list[int],
    fixed: tuple[int, int] | None,
) -> None:
    """Add one ticket; ``fixed`` is the span of one that stays."""
    needed = len(instance.ticket_tasks[ticket])
    rows = {shift: _rows(instance, ticket, shift, fixed if needed > 1 else None) for shift in shifts}
    shifts = [shift for shift in shifts if rows[shift]]
    values = [entry for shift in shifts for _, _, found in rows[shift] for entry in found]
    if fixed:
        low, high, top = fixed[0], fixed[0], fixed[1]
    elif values:
        low, high = min(v[0] for v in values), max(v[1] for v in values)
        top = max(
            found[-1][1] + ticks + max(e for _, _, e in found) for s in shifts for ticks, _, found in rows[s] if found
        )
    else:
        return
    name = instance.tickets[ticket]
    start = made.start[ticket] = model.new_int_var(low, high, f"start {name}")
    end = made.end[ticket] = model.new_int_var(low, top, f"end {name}")
    assigned = made.assigned[ticket] = model.new_bool_var(f"assigned {name}")
    if fixed:
        model.add(assigned == 1)
    # A dropped ticket's start rests at its least value, so that lateness needs no enforcement.
    model.add(start == low).only_enforce_if(assigned.negated())
    model.add(end == low).only_enforce_if(assigned.negated())
    if needed > 1:
        made.ticks[ticket] = {
            ticks: model.new_bool_var(f"{name} takes {ticks}")
            for ticks in sorted({row[0] for s in shifts for row in rows[s]})
        }
        model.add(sum(made.ticks[ticket].values()) == assigned)
        for ticks, lit in made.ticks[ticket].items():
            model.add(end == start + ticks).only_enforce_if(lit)
    for shift in shifts:
        _place(model, instance, made, ticket, shift, rows[shift])
    _crew(model, instance, made, ticket, shifts, 1 if fixed and needed > 1 else needed, bool(fixed))


def _rows(
    instance: Instance, ticket: int, shift: int, fixed: tuple[int, int] | None
) -> list[tuple[int, tuple[int, ...], Slots]]:
    """Return (ticks, absorbed breaks, slots without set-up) of a ticket on a shift."""
    form = instance.shifts[shift]
    own = instance.pairs[ticket][form.engineer][0]
    lengths = [own]
    if len(instance.ticket_tasks[ticket]) > 1:
        lengths = sorted({ticks for ticks, _ in instance.pairs[ticket].values() if ticks >= own})
        if fixed:
            lengths = [fixed[1] - fixed[0]]
    subsets = _subsets(len(form.breaks)) if instance.ticket_pausable[ticket] else [()]
    found = [
        (ticks, each, slots(instance, ticket, shift, ticks, absorbed=each)) for ticks in lengths for each in subsets
    ]
    return [row for row in found if row[2]]


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [tuple(i for i in range(count) if bits >> i & 1) for bits in range(1 << count)]


def _place(
    model: cp_model.CpModel,
    instance: Instance,
    made: Variables,
    ticket: int,
    shift: int,
    rows: list[tuple[int, tuple[int, ...], Slots]],
) -> None:
    name = f"{instance.tickets[ticket]}@{shift}"
    present = model.new_bool_var(name)
    start, end = made.start[ticket], made.end[ticket]
    site = instance.ticket_place[ticket]
    setup_ticks = instance.setup[site] if site != NOWHERE else 0
    needs_visit = site != NOWHERE
    setup = model.new_bool_var(f"setup {name}") if needs_visit else None
    if setup is not None:
        model.add_implication(setup, present)
    absorbs: dict[tuple[int, ...], Lit] = {}
    variants: list[Lit] = []
    for ticks, lit in made.ticks.get(ticket, {}).items():
        if all(row[0] != ticks for row in rows):
            model.add_bool_or([present.negated(), lit.negated()])
    for ticks, absorbed, found in rows:
        guard = [made.ticks[ticket][ticks]] if ticket in made.ticks else []
        opened = slots(instance, ticket, shift, ticks, setup=setup_ticks, absorbed=absorbed) if setup_ticks else found
        if not instance.ticket_pausable[ticket]:
            _start_in(model, start, found, [present, *guard])
            if setup is not None and opened != found:
                _start_in(model, start, opened, [setup, *guard])
            if not guard:
                model.add(end == start + ticks).only_enforce_if(present)
            continue
        absorb = absorbs.setdefault(absorbed, model.new_bool_var(f"{name} over {absorbed}"))
        for extra in sorted({slot[2] for slot in found}):
            lit = model.new_bool_var(f"{name} pauses {extra} {absorbed}")
            variants.append(lit)
            model.add_implication(lit, absorb)
            _start_in(model, start, tuple(s for s in found if s[2] == extra), [lit])
            if setup is not None and opened != found:
                _start_in(model, start, tuple(s for s in opened if s[2] == extra), [lit, setup])
            model.add(end == start + ticks + extra).only_enforce_if(lit)
    if instance.ticket_pausable[ticket]:
        model.add(sum(variants) == present)
        model.add(sum(absorbs.values()) == present)
    begin: cp_model.LinearExprT = start
    if setup is not None and setup_ticks:
        begin = model.new_int_var(instance.shifts[shift].start, instance.horizon, f"begin {name}")
        model.add(begin == start - setup_ticks * setup).only_enforce_if(present)
    size = model.new_int_var(1, instance.horizon, f"size {name}")
    interval = model.new_optional_interval_var(begin, size, end, present, name)
    made.places[ticket, shift] = Place(present, begin, interval, setup, {k: v for k, v in absorbs.items() if k})
    made.on_shift[shift].append(ticket)
    made.shifts_of[ticket].append(shift)


def _start_in(model: cp_model.CpModel, start: cp_model.IntVar, found: Slots, guard: list[Lit]) -> None:
    if not found:
        model.add_bool_or([lit.negated() for lit in guard])
        return
    domain = Domain.from_intervals([[low, high] for low, high, _ in found])
    model.add_linear_expression_in_domain(start, domain).only_enforce_if(guard)


def _crew(
    model: cp_model.CpModel,
    instance: Instance,
    made: Variables,
    ticket: int,
    shifts: list[int],
    needed: int,
    is_fixed: bool,
) -> None:
    """So many engineers or none; each at most once; the named one among them; the slowest one's time."""
    present = {shift: made.places[ticket, shift].present for shift in shifts}
    assigned = made.assigned[ticket]
    if is_fixed:
        for lit in present.values():
            model.add(lit == 1)
        return
    model.add(sum(present.values()) == needed * assigned)
    if needed == 1:
        return
    by_engineer: dict[int, list[Lit]] = defaultdict(list)
    for shift, lit in present.items():
        by_engineer[instance.shifts[shift].engineer].append(lit)
    for lits in by_engineer.values():
        model.add_at_most_one(lits)
    named = instance.task_engineer.get(instance.ticket_tasks[ticket][0])
    if named is not None:
        model.add(sum(by_engineer.get(named, [])) == assigned)
    for ticks, lit in made.ticks[ticket].items():
        longest = [x for e, lits in by_engineer.items() if instance.pairs[ticket][e][0] == ticks for x in lits]
        model.add_bool_or([*longest, lit.negated()])
        for engineer, lits in by_engineer.items():
            if instance.pairs[ticket][engineer][0] > ticks:
                for each in lits:
                    model.add_implication(lit, each.negated())

"""One shift of an exact model: the order of places as a circuit, trips as unbroken blocks, nothing at once."""

from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from ...instance import NOWHERE, Instance, ShiftForm
from ...timeline import Intervals, covers, intersect, length, overlap, subtract
from .variables import Lit, Place, Variables

HOME = 0


@dataclass
class Node:
    """A placed ticket or a placed fact in the circuit of a shift."""

    place: int
    ticket: int
    start: cp_model.LinearExprT
    begin: cp_model.LinearExprT
    end: cp_model.LinearExprT
    present: Lit | None
    """None when it is always there."""
    setup: Lit | int
    fact: int = -1


@dataclass
class Leg:
    """The trip into a node, or home."""

    depart: cp_model.IntVar
    ticks: cp_model.IntVar
    present: Lit
    target: int


@dataclass
class Route:
    """What the prices and the answer read of a shift."""

    travel: cp_model.LinearExprT = 0
    nodes: dict[int, Node] = field(default_factory=dict)
    arcs: dict[tuple[int, int], Lit] = field(default_factory=dict)
    legs: list[Leg] = field(default_factory=list)
    breaks: dict[int, cp_model.IntVar] = field(default_factory=dict)
    absorbed: dict[int, list[Lit]] = field(default_factory=dict)
    fact_setups: list[tuple[int, cp_model.LinearExprT]] = field(default_factory=list)
    """Place of a ticket that is a fact, and whether it opens a visit."""


def add_shift(model: cp_model.CpModel, instance: Instance, made: Variables, shift: int) -> Route:
    """Add one shift: circuit, trips, breaks, and that nothing overlaps."""
    form, route = instance.shifts[shift], Route()
    blocks = [made.places[ticket, shift].interval for ticket in made.on_shift[shift]]
    blocks += _breaks(model, instance, made, shift, route)
    _nodes(model, instance, made, shift, route)
    if route.nodes:
        trips = _circuit(model, instance, form, route)
        blocks += trips
        blocks += _fact_blocks(model, instance, form, route)
        _trips_avoid_holes(model, form, trips)
    if len(blocks) > 1:
        model.add_no_overlap(blocks)
    _fits(model, instance, made, shift, route)
    return route


def _breaks(
    model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route
) -> list[cp_model.IntervalVar]:
    form, blocks, pauses = instance.shifts[shift], [], []
    for index, pause in enumerate(form.breaks):
        rooms = [(a, b - pause.minutes) for a, b in intersect(form.free, ((pause.low, pause.high),))]
        domain = cp_model.Domain.from_intervals([[a, b] for a, b in rooms if a <= b])
        start = route.breaks[index] = model.new_int_var_from_domain(domain, f"break {index}@{shift}")
        pauses.append(model.new_fixed_size_interval_var(start, pause.minutes, ""))
        absorbing = route.absorbed[index] = []
        for ticket in made.on_shift[shift]:
            for taken, lit in made.places[ticket, shift].absorbs.items():
                if index in taken:
                    absorbing.append(lit)
                    model.add(start >= made.start[ticket] + 1).only_enforce_if(lit)
                    model.add(start + pause.minutes <= made.end[ticket] - 1).only_enforce_if(lit)
        if absorbing:
            alone = model.new_bool_var("")
            model.add(alone + sum(absorbing) == 1)
            blocks.append(model.new_optional_fixed_size_interval_var(start, pause.minutes, alone, ""))
        else:
            blocks.append(pauses[-1])
    if len(pauses) > 1:
        model.add_no_overlap(pauses)
    return blocks


def _nodes(model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route) -> None:
    form = instance.shifts[shift]
    for index, fact in enumerate(form.placed_facts):
        setup: Lit | int = model.new_bool_var("") if fact.ticket >= 0 else 0
        ticks = instance.setup[fact.place] if fact.ticket >= 0 else 0
        begin = fact.start - ticks * setup if ticks else fact.start
        if ticks and index not in form.closed and not covers(form.free, fact.start - ticks, fact.start):
            model.add(setup == 0)
        node = Node(fact.place, fact.ticket, fact.start, begin, fact.end, None, setup, index)
        route.nodes[len(route.nodes) + 1] = node
        if fact.ticket >= 0:
            route.fact_setups.append((fact.place, setup))
    for ticket in made.on_shift[shift]:
        place: Place = made.places[ticket, shift]
        site = instance.ticket_place[ticket]
        if site != NOWHERE and place.setup is not None:
            node = Node(site, ticket, made.start[ticket], place.begin, made.end[ticket], place.present, place.setup)
            route.nodes[len(route.nodes) + 1] = node


def _circuit(model: cp_model.CpModel, instance: Instance, form: ShiftForm, route: Route) -> list[cp_model.IntervalVar]:
    nodes, arcs = route.nodes, route.arcs
    facts = {node.fact: at for at, node in nodes.items() if node.fact >= 0}
    circuit: list[tuple[int, int, cp_model.LiteralT]] = []
    for at, node in nodes.items():
        if node.present is not None:
            circuit.append((at, at, node.present.negated()))
    if not facts:
        idle = model.new_bool_var("")
        circuit.append((HOME, HOME, idle))
    for i in (HOME, *nodes):
        for j in (HOME, *nodes):
            if i == j or not _may_follow(instance, form, route, i, j):
                continue
            arcs[i, j] = model.new_bool_var(f"{i}>{j}")
            circuit.append((i, j, arcs[i, j]))
    model.add_circuit(circuit)
    for leg in form.closed:
        before = facts[leg - 1] if leg else HOME
        after = facts.get(leg, HOME)
        model.add(arcs[before, after] == 1)
    _visits(model, route)
    return _trips(model, instance, form, route)


def _may_follow(instance: Instance, form: ShiftForm, route: Route, i: int, j: int) -> bool:
    """Whether node j can come after node i at all: facts in their order, and time enough between."""
    first, second = route.nodes.get(i), route.nodes.get(j)
    if first is None or second is None:
        if second is not None and second.fact > 0:
            return False  # the first fact comes before it
        return first is None or first.fact < 0 or first.fact == len(form.placed_facts) - 1
    if first.fact >= 0 and second.fact >= 0:
        return second.fact == first.fact + 1
    ticks = instance.travel_ticks(form.engineer, first.place, second.place)
    setup = instance.setup[second.place] if first.place != second.place and second.ticket >= 0 else 0
    return _least(first.end) + ticks + setup <= _most(second.start)


def _least(expression: cp_model.LinearExprT) -> int:
    return expression if isinstance(expression, int) else min(expression.proto.domain)  # type: ignore[union-attr]


def _most(expression: cp_model.LinearExprT) -> int:
    return expression if isinstance(expression, int) else max(expression.proto.domain)  # type: ignore[union-attr]


def _visits(model: cp_model.CpModel, route: Route) -> None:
    """Let a ticket pay set-up unless the visit is under way: the ticket before, appointments aside, has its place."""
    under_way: dict[int, Lit] = {at: model.new_bool_var("") for at, node in route.nodes.items() if node.ticket < 0}
    for at, node in route.nodes.items():
        same: list[cp_model.LinearExprT] = []
        for other, before in route.nodes.items():
            if before.place != node.place or (other, at) not in route.arcs:
                continue
            arc = route.arcs[other, at]
            if before.ticket >= 0:
                same.append(arc)
            else:
                both = model.new_bool_var("")
                model.add_multiplication_equality(both, [arc, under_way[other]])
                same.append(both)
        there: cp_model.LinearExprT = 1 if node.present is None else node.present
        if node.ticket < 0:
            model.add(under_way[at] == sum(same))
        else:
            model.add(cp_model.LinearExpr.sum([node.setup, *same]) == there)


def _trips(model: cp_model.CpModel, instance: Instance, form: ShiftForm, route: Route) -> list[cp_model.IntervalVar]:
    """Make a trip into every node, and home; sum up travel."""
    intervals, travel = [], []
    for j in (*route.nodes, HOME):
        target = route.nodes.get(j)
        place = target.place if target else form.home
        index = target.fact if target else len(form.placed_facts)
        is_closed = index >= 0 and index in form.closed
        timed: list[tuple[int, Lit]] = []
        for i in (HOME, *route.nodes):
            arc = route.arcs.get((i, j))
            if arc is None:
                continue
            source = route.nodes.get(i)
            origin = source.place if source else form.home
            ticks = instance.travel_ticks(form.engineer, origin, place)
            travel.append(ticks * arc)
            if is_closed:
                continue
            if ticks:
                timed.append((ticks, arc))
            elif source and target:
                model.add(source.end <= target.begin).only_enforce_if(arc)
            elif target:
                model.add(target.begin >= form.start).only_enforce_if(arc)
        if timed:
            intervals.append(_trip(model, form, route, j, timed))
    route.travel = sum(travel)
    return intervals


def _trip(
    model: cp_model.CpModel, form: ShiftForm, route: Route, j: int, timed: list[tuple[int, Lit]]
) -> cp_model.IntervalVar:
    low, high = form.free[0][0] if form.free else form.start, max(form.hard_end, form.start)
    depart = model.new_int_var(low, max(low, high), "")
    ticks = model.new_int_var(0, max(each for each, _ in timed), "")
    arrive = model.new_int_var(low, max(low, high), "")
    present = model.new_bool_var("")
    model.add(sum(arc for _, arc in timed) == present)
    model.add(ticks == sum(each * arc for each, arc in timed))
    target = route.nodes.get(j)
    if target:
        model.add(arrive <= target.begin).only_enforce_if(present)
    arc_from = {arc.index: i for (i, to), arc in route.arcs.items() if to == j}
    for _, arc in timed:
        source = route.nodes.get(arc_from[arc.index])
        if source:
            model.add(depart >= source.end).only_enforce_if(arc)
    route.legs.append(Leg(depart, ticks, present, j))
    return model.new_optional_interval_var(depart, ticks, arrive, present, "")


def _fact_blocks(
    model: cp_model.CpModel, instance: Instance, form: ShiftForm, route: Route
) -> list[cp_model.IntervalVar]:
    """Set-ups before tickets that are facts; the facts themselves are not free time."""
    blocks = []
    for node in route.nodes.values():
        if node.fact >= 0 and node.ticket >= 0 and node.fact not in form.closed and instance.setup[node.place]:
            ticks = instance.setup[node.place]
            fact = form.placed_facts[node.fact]
            blocks.append(model.new_optional_fixed_size_interval_var(fact.start - ticks, ticks, node.setup, ""))
    return blocks


def _trips_avoid_holes(model: cp_model.CpModel, form: ShiftForm, trips: list[cp_model.IntervalVar]) -> None:
    holes: Intervals = subtract(((form.start, form.hard_end),), form.free) if form.hard_end > form.start else ()
    if holes and trips:
        model.add_no_overlap([*trips, *(model.new_fixed_size_interval_var(a, b - a, "") for a, b in holes)])


def _fits(model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route) -> None:
    """Redundant, and what makes a day provable: work, set-up, trips and breaks fit into the free time."""
    form, tickets = instance.shifts[shift], made.on_shift[shift]
    if not tickets:
        return
    work: list[cp_model.LinearExprT] = []
    low, high = form.hard_end, form.start
    for ticket in tickets:
        place = made.places[ticket, shift]
        work.append(instance.pairs[ticket][form.engineer][0] * place.present)
        setup = 0
        if place.setup is not None:
            setup = instance.setup[instance.ticket_place[ticket]]
            work.append(setup * place.setup)
        low, high = min(low, _least(made.start[ticket]) - setup), max(high, _most(made.end[ticket]))
    breaks = [pause.minutes for pause in form.breaks]
    model.add(cp_model.LinearExpr.sum([*work, *breaks, *(leg.ticks for leg in route.legs)]) <= length(form.free))
    # The same for the span that the new work can reach: trips between two of its stops lie inside it.
    between = [
        instance.travel_ticks(form.engineer, route.nodes[i].place, route.nodes[j].place) * arc
        for (i, j), arc in route.arcs.items()
        if HOME not in (i, j) and route.nodes[i].fact < 0 and route.nodes[j].fact < 0
    ]
    inside = [pause.minutes for pause in form.breaks if low <= pause.low and pause.high <= high]
    model.add(cp_model.LinearExpr.sum([*work, *inside, *between]) <= overlap(form.free, low, high))

"""The objective of an exact model: the same costs as the instance's forms."""

from collections import defaultdict

from ortools.sat.python import cp_model

from ...cost import hinged
from ...instance import Hinges, Instance, ShiftForm
from ...steps import Steps, evaluate, slope_at
from ...timing import Timed
from .routes import HOME, Route
from .scope import Scope
from .variables import Lit, Variables

Expr = cp_model.LinearExprT


def add_links(model: cp_model.CpModel, instance: Instance, made: Variables, current: Timed) -> None:
    """Let a dependent be worked only with its predecessor, and after it."""
    for before, after, lag in instance.orders:
        b_free, a_free = before in made.start, after in made.start
        b_span, a_span = _given(before, made, current), _given(after, made, current)
        if a_free and not b_free and b_span is None:
            model.add(made.assigned[after] == 0)
        elif a_free and not b_free and b_span:
            model.add(made.start[after] >= b_span[1] + lag).only_enforce_if(made.assigned[after])
        elif b_free and not a_free and a_span:
            if after not in instance.facts:
                model.add(made.assigned[before] == 1)
            model.add(made.end[before] + lag <= a_span[0]).only_enforce_if(made.assigned[before])
        elif b_free and a_free:
            model.add_implication(made.assigned[after], made.assigned[before])
            model.add(made.start[after] >= made.end[before] + lag).only_enforce_if(made.assigned[after])


def _given(ticket: int, made: Variables, current: Timed) -> tuple[int, int] | None:
    """Return the span of a ticket that the model does not decide."""
    return None if ticket in made.start else current.span.get(ticket)


def objective(
    model: cp_model.CpModel,
    instance: Instance,
    scope: Scope,
    made: Variables,
    routes: dict[int, Route],
    current: Timed,
) -> Expr:
    """Return the cost of what the model decides, plus what it shares with the rest (loads, groups)."""
    terms: list[Expr] = [_ticket(model, instance, made, ticket) for ticket in made.start]
    terms += [instance.drop[ticket] for ticket in scope.tickets if ticket not in made.start]
    terms.append(_beyond(instance, made, current))
    loads: dict[int, list[Expr]] = defaultdict(list)
    for shift, route in routes.items():
        load = _load(model, instance, made, shift, route)
        loads[instance.shifts[shift].engineer].append(load)
        terms.append(_shift(model, instance, made, shift, route, load))
    for engineer, inside in loads.items():
        if instance.window_load[engineer]:
            outside = sum(current.shifts[s].load for s in instance.shifts_of[engineer] if s not in routes)
            terms.append(_hinges(model, instance, instance.window_load[engineer], sum(inside) + outside))
    terms += _groups(model, instance, made, current)
    return sum(terms)


def _beyond(instance: Instance, made: Variables, current: Timed) -> int:
    """Return the price of engineers beyond the scope on work of several engineers that stays."""
    return sum(
        instance.pairs[ticket][instance.shifts[shift].engineer][1]
        for ticket in made.staying
        for shift in current.crew[ticket]
        if shift not in made.shifts_of[ticket]
    )


def _ticket(model: cp_model.CpModel, instance: Instance, made: Variables, ticket: int) -> Expr:
    assigned = made.assigned[ticket]
    terms: list[Expr] = []
    for shift in made.shifts_of[ticket]:
        pair = instance.pairs[ticket][instance.shifts[shift].engineer]
        terms.append(pair[1] * made.places[ticket, shift].present)
    rest = 0
    for steps, moment in (
        (instance.late_start[ticket], made.start[ticket]),
        (instance.late_end[ticket], made.end[ticket]),
    ):
        late, least = _lateness(model, steps, moment)
        terms.append(late)
        rest += least
    # A dropped ticket rests at its least start and pays that lateness there already.
    terms.append((instance.drop[ticket] - rest) * assigned.negated())
    change = instance.changes.get(ticket)
    if change and change.cost:
        moved = model.new_bool_var("")
        near = cp_model.Domain(change.start - change.tolerance, change.start + change.tolerance)
        model.add_linear_expression_in_domain(made.start[ticket], near).only_enforce_if([assigned, moved.negated()])
        terms.append(change.cost * moved)
    return sum(terms)


def _lateness(model: cp_model.CpModel, steps: Steps, moment: cp_model.IntVar) -> tuple[Expr, int]:
    """Return the cost of a moment, and its least value."""
    domain = list(moment.proto.domain)
    low, high = min(domain), max(domain)
    least = evaluate(steps, low)
    parts = [(low, least, slope_at(steps, low)), *(entry for entry in steps if low < entry[0] <= high)]
    if all(not slope for _, _, slope in parts) and len(parts) == 1:
        return least, least
    if len(parts) == 1:
        return least + parts[0][2] * (moment - low), least
    late = model.new_int_var(least, evaluate(steps, high), "")
    lits = [model.new_bool_var("") for _ in parts]
    model.add_exactly_one(lits)
    for at, (lit, (x, value, slope)) in enumerate(zip(lits, parts, strict=True)):
        end = parts[at + 1][0] - 1 if at + 1 < len(parts) else high
        model.add_linear_expression_in_domain(moment, cp_model.Domain(x, end)).only_enforce_if(lit)
        model.add(late >= value + slope * (moment - x)).only_enforce_if(lit)
    # Redundant and linear: what each part costs at least.
    model.add(late >= sum(value * lit for lit, (_, value, _) in zip(lits, parts, strict=True)))
    return late, least


def _load(model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route) -> Expr:
    """Work, set-up and travel of a shift, facts included."""
    form = instance.shifts[shift]
    terms: list[Expr] = [route.travel]
    terms += [fact.load for fact in form.facts]
    terms += [instance.setup[place] * setup for place, setup in route.fact_setups]
    for ticket in made.on_shift[shift]:
        place = made.places[ticket, shift]
        if place.setup is not None:
            terms.append(instance.setup[instance.ticket_place[ticket]] * place.setup)
        if ticket not in made.ticks:
            terms.append(instance.pairs[ticket][form.engineer][0] * place.present)
            continue
        busy = model.new_int_var(0, max(made.ticks[ticket]), "")
        for ticks, lit in made.ticks[ticket].items():
            model.add(busy >= ticks).only_enforce_if([place.present, lit])
        terms.append(busy)
    return sum(terms)


def _shift(model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route, load: Expr) -> Expr:
    form = instance.shifts[shift]
    if form.load_cap is not None:
        model.add(load <= form.load_cap)
    terms: list[Expr] = [instance.travel_cost[form.engineer] * route.travel]
    terms.append(_hinges(model, instance, form.load, load))
    terms += [instance.visit_cost[place] * setup for place, setup in route.fact_setups]
    for ticket in made.on_shift[shift]:
        setup = made.places[ticket, shift].setup
        if setup is not None:
            terms.append(instance.visit_cost[instance.ticket_place[ticket]] * setup)
    if form.end_cost:
        terms.append(form.end_cost * (_last_end(model, instance, made, shift, route) - form.normal_end))
    return sum(terms)


def _last_end(
    model: cp_model.CpModel, instance: Instance, made: Variables, shift: int, route: Route
) -> cp_model.IntVar:
    form = instance.shifts[shift]
    facts = [fact.end for fact in form.facts if fact.ticket >= 0]
    facts += [_closed_arrival(instance, form, leg) for leg in form.closed if form.placed_facts]
    least = max([form.normal_end, *facts])
    end = model.new_int_var(least, max(least, form.hard_end), "")
    for ticket in made.on_shift[shift]:
        model.add(end >= made.end[ticket]).only_enforce_if(made.places[ticket, shift].present)
    for leg in route.legs:
        # A trip to a ticket arrives before the ticket's end, which is there already.
        if leg.target == HOME or route.nodes[leg.target].ticket < 0:
            model.add(end >= leg.depart + leg.ticks).only_enforce_if(leg.present)
    return end


def _closed_arrival(instance: Instance, form: ShiftForm, leg: int) -> int:
    """Return when a trip between facts arrives for which there is no time; it is cut down to the time there is."""
    facts = form.placed_facts
    origin = facts[leg - 1].place if leg else form.home
    target = facts[leg].place if leg < len(facts) else form.home
    ticks = instance.travel_ticks(form.engineer, origin, target)
    if not ticks:
        return form.start
    if leg < len(facts):
        return facts[leg].start
    done = max(fact.end for fact in facts)
    return min(done + ticks, max(form.hard_end, done))


def _hinges(model: cp_model.CpModel, instance: Instance, hinges: Hinges, load: Expr) -> Expr:
    if not hinges:
        return 0
    if isinstance(load, int):
        return hinged(hinges, load)
    terms = []
    for point, each in hinges:
        over = model.new_int_var(0, 64 * (instance.horizon + 1), "")
        model.add(over >= load - point)
        terms.append(each * over)
    return sum(terms)


def _groups(model: cp_model.CpModel, instance: Instance, made: Variables, current: Timed) -> list[Expr]:
    terms: list[Expr] = []
    for group in instance.groups:
        used: dict[int, list[Lit]] = defaultdict(list)
        fixed: set[int] = set()
        for ticket in group.tickets:
            inside = made.shifts_of.get(ticket, [])
            for shift in inside:
                used[instance.shifts[shift].engineer].append(made.places[ticket, shift].present)
            if ticket not in made.start:
                fixed |= {instance.shifts[shift].engineer for shift in current.crew.get(ticket, ())}
            elif made_outside := set(current.crew.get(ticket, ())) - set(inside):
                # Work of several engineers that stays, partly beyond the scope.
                fixed |= {instance.shifts[s].engineer for s in made_outside} if ticket in made.staying else set()
        extra = model.new_int_var(0, len(used) + len(fixed), "")
        engaged: list[Expr] = [len(fixed)]
        for engineer, lits in used.items():
            if engineer not in fixed:
                lit = model.new_bool_var("")
                for each in lits:
                    model.add_implication(each, lit)
                engaged.append(lit)
        model.add(extra >= sum(engaged) - 1)
        terms.append(group.cost * extra)
    return terms

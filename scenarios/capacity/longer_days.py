"""A longer day of somebody who is there already, and what it is worth."""

import datetime as dt
from collections import Counter
from contextlib import suppress

from engine.compile import compile_instance
from engine.constraint import Rules
from engine.context import Context
from engine.domain.engineer import Engineer
from engine.domain.problem import Problem
from engine.timeline import intersect

from ..changes.longer_day import LongerDay, longer_hours
from ..parts import renewed, with_engineer
from .demand import Demands
from .hour import Hour, foretold
from .prices import Prices


def longer_days(problem: Problem, rules: Rules, found: Demands, priced: Prices, minutes: int) -> tuple[Hour, ...]:
    """Return what it is worth that an engineer stays so much longer, for each of her days from now on."""
    more = problem
    for engineer in problem.engineers:
        more = with_engineer(more, _every_day_longer(engineer, minutes))
    context = Context(more)
    there = Demands(context, compile_instance(context, rules))
    made, names = [], Counter(map(_name, problem.engineers))
    for shift, form in enumerate(there.instance.shifts):
        added = intersect(there.free[shift], ((form.normal_end - minutes, form.normal_end),))
        day = dt.date.fromisoformat(form.key[1])
        # A shift that the window cuts short has no later end to win.
        if there.is_regular(shift) and added and form.key in _ends(found, form.normal_end - minutes):
            who = problem.engineer[form.key[0]]
            change = LongerDay(engineer=who.id, day=f"{day}T12:00", minutes=minutes)
            skills = tuple(sorted(skill.name for skill in who.skills))
            words = _name(who) if names[_name(who)] == 1 else f"{who.label} (tier {who.tier}, {who.id})"
            made.append(
                foretold(Hour(words, who.tier, skills, day, minutes, change, who.id), there, priced, shift, added)
            )
    return tuple(made)


def _name(engineer: Engineer) -> str:
    return f"{engineer.label} (tier {engineer.tier})"


def _ends(found: Demands, minute: int) -> set[tuple[str, str, str]]:
    """Return the keys of the desk's shifts whose hours end at a minute."""
    return {form.key for form in found.instance.shifts if form.normal_end == minute}


def _every_day_longer(engineer: Engineer, minutes: int) -> Engineer:
    for weekday in range(7):
        with suppress(ValueError):
            engineer = renewed(engineer, working_hours=longer_hours(engineer, weekday, minutes))
    return engineer

"""A situation with changes: names and instants made plain, each change applied and the whole checked."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from constraints import by_name
from engine.domain.desk import TravelTime
from engine.errors import DataError, Flaw
from engine.files.cells import write_instant
from engine.files.jsonfile import json_flaws
from engine.validate import check_rules, validate

from .change import Change
from .moments import Moment, instant, require_in_window
from .names import Ref, pick, require
from .parts import Part
from .situation import Situation


@dataclass(frozen=True)
class Step:
    """A change as it was made: with ids and instants in place of what stood for them, and in words."""

    change: Change
    words: str


def changed(base: Situation, changes: Sequence[Change], source: str = "changes") -> Situation:
    """Return a situation in which all of some changes are so; see `steps`."""
    return steps(base, changes, source)[0]


def steps(base: Situation, changes: Sequence[Change], source: str = "changes") -> tuple[Situation, tuple[Step, ...]]:
    """Return a situation in which all of some changes are so, and how each was made.

    Changes that do not speak of the same thing may be told in any order. What they add stands behind what there was,
    by id.

    Parameters
    ----------
    base : Situation
        Whoever is named by what she is to the desk (``@key``) is picked here, before any change.
    changes : sequence of Change
    source : str
        Where they stand, for messages.

    Raises
    ------
    DataError
        Naming the change, and what is wrong with it.
    """
    flaws, made = list[Flaw](), list[Step]()
    situation = base
    for at, change in enumerate(changes):
        place = f"changes[{at}].{change.change}"
        try:
            known = situation
            meant = plain(change, base, known)
            situation = meant.on(known)
            made.append(Step(meant, meant.say(known.problem)))
        except ValidationError as errors:
            flaws += [replace(each, field=f"{place}.{each.field}") for each in json_flaws(source, errors)]
            continue
        except ValueError as error:
            flaws.append(Flaw(source, 0, place, "", str(error)))
            continue
        if situation.problem is not known.problem:
            found = [*validate(situation.problem), *check_rules(situation.problem.desk, by_name())]
            flaws += [Flaw(source, 0, place, each.value, f"{each.field}: {each.message}", each.hint) for each in found]
            if found:
                situation = known
    if flaws:
        raise DataError(flaws)
    return _settled(base, situation), tuple(made)


def plain(change: Change, base: Situation, known: Situation) -> Change:
    """Return a change with ids in place of ``@key`` and the like, and instants in ISO 8601.

    Parameters
    ----------
    base : Situation
        In which things are picked and days are counted.
    known : Situation
        In which what is named has to be.

    Raises
    ------
    ValueError
        When the desk has no such thing, a text is no instant, or the planning window leaves all instants out.
    """
    found: dict[str, Any] = {}
    instants: list[dt.datetime] = []
    for name, field in type(change).model_fields.items():
        value = getattr(change, name)
        if not isinstance(value, str):
            continue
        for mark in _marks(field.metadata, field.annotation):
            if isinstance(mark, Ref):
                found[name] = pick(mark.kind, value, base)
                require(mark.kind, found[name], known.problem)
            elif isinstance(mark, Moment):
                desk = base.problem.desk
                instants.append(instant(value, desk))
                found[name] = write_instant(instants[-1], ZoneInfo(desk.time_zone))
    require_in_window(instants, base.problem.desk)
    return change.model_copy(update=found) if found else change


def _marks(metadata: Sequence[object], annotation: object) -> Iterator[object]:
    yield from metadata
    for inner in get_args(annotation):
        yield from _marks(getattr(inner, "__metadata__", ()), inner)


def _settled(base: Situation, situation: Situation) -> Situation:
    """Return the situation with what is new behind what there was, by id: the order in which it was told is lost."""
    was, now = base.problem, situation.problem
    ways = {_way(each) for each in was.desk.travel_times}
    new = sorted((each for each in now.desk.travel_times if _way(each) not in ways), key=_way)
    times = (*(each for each in now.desk.travel_times if _way(each) in ways), *new)
    problem = now.model_copy(
        update={
            "desk": now.desk.model_copy(update={"travel_times": times}) if new else now.desk,
            "engineers": _in_order(now.engineers, was.engineer),
            "clients": _in_order(now.clients, was.client),
            "sites": _in_order(now.sites, was.site),
            "tickets": _in_order(now.tickets, was.ticket),
        }
    )
    return Situation(problem, situation.off)


def _in_order(parts: tuple[Part, ...], known: dict[str, Any]) -> tuple[Part, ...]:
    old: list[Part] = [each for each in parts if each.id in known]
    new: list[Part] = [each for each in parts if each.id not in known]
    return tuple(old + sorted(new, key=lambda each: each.id))


def _way(known: TravelTime) -> tuple[str, str, str]:
    return known.profile, known.from_site, known.to_site

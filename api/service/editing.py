"""Changing a desk's data: every change is checked as part of the whole, then written all or not at all.

Like publishing, a change is thought out on one state of the store and written only if that is still the present one.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError
from sqlalchemy.orm import Session

from api.store import desks, schedules
from api.store.desks import KINDS, Edit, Snapshot
from api.store.trail import note
from constraints import by_name
from engine.domain.base import Frozen
from engine.domain.desk import Desk
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw, UnknownId
from engine.files.jsonfile import json_flaws
from engine.files.upserts import upsert
from engine.over import is_given_up
from engine.validate import check_rules, validate

from .creating import published_of
from .errors import Busy
from .feeds import refresh_feeds
from .fit import unfit
from .service import Service

ATTEMPTS = 8
SINGULAR = {"engineers": "engineer", "clients": "client", "sites": "site", "tickets": "ticket"}


@dataclass(frozen=True)
class Change:
    """A desk as it is to be, and how to write that."""

    problem: Problem
    write: Callable[[Session, dt.datetime], None]
    action: str
    target: str
    rows: int = 1
    """How many rows it changes."""


@dataclass(frozen=True)
class Changed:
    """What a change came to: the new data version, how many rows are others, and the desk as it was written."""

    data_version: int
    rows: int
    after: Snapshot


Think = Callable[[Snapshot], Change]
Remember = Callable[[Session, Changed], None]


def change(
    service: Service, desk_id: str, actor: str, think: Think, remember: Remember = lambda _session, _changed: None
) -> Changed:
    """Change a desk's data.

    Parameters
    ----------
    think : callable
        Called with the desk as it is, and again when others were faster.
    remember : callable
        Given the transaction that writes, and what it comes to.

    Raises
    ------
    DataError
        With every flaw of the desk as it would be; nothing is written then.
    Busy
        When others change it all the time.
    """
    for _ in range(ATTEMPTS):
        now = service.snapshot(desk_id)
        wanted = think(now)
        _require_valid(wanted.problem)
        gives_up = _gives_up(now, wanted.problem)
        at, version = service.clock(), now.data_version + 1
        changed = Changed(version, wanted.rows, replace(now, problem=wanted.problem, data_version=version))
        with service.database.write() as session:
            if not desks.count_up(session, desk_id, now.data_version):
                continue
            wanted.write(session, at)
            if gives_up:
                refresh_feeds(session, replace(now, problem=wanted.problem))
            note(session, desk_id, at, actor, wanted.action, wanted.target)
            remember(session, changed)
        return changed
    raise Busy("others change the desk's data all the time; nothing was written. Maybe try again in a moment")


def _gives_up(now: Snapshot, problem: Problem) -> bool:
    """Whether published work ahead is given up by a change, or taken up again: then calendars say something else."""
    given = now.published.assignments if now.published else ()
    return any(is_given_up(now.problem, each) != is_given_up(problem, each) for each in given)


def _require_valid(problem: Problem) -> None:
    flaws = validate(problem) + check_rules(problem.desk, by_name())
    if flaws:
        raise DataError(flaws)


def replace_rows(kind: str, models: Sequence[Frozen], *, action: str) -> Think:
    """Return a change that writes rows of one kind, new ones at the end."""

    def think(now: Snapshot) -> Change:
        given = {_id(model): model for model in models}
        there = getattr(now.problem, kind)
        kept = tuple(_merged(given.pop(each.id), each) if each.id in given else each for each in there)
        problem = now.problem.model_copy(update={kind: (*kept, *given.values())})
        edits = [Edit(kind, _id(model), model) for model in models]
        target = f"{SINGULAR[kind]} {_id(models[0])}" if len(models) == 1 else f"{len(models)} {kind}"
        return Change(problem, lambda session, _at: desks.write(session, now.desk_id, edits), action, target)

    return think


def lay_over(sheet: str, data: bytes, most_rows: int) -> Think:
    """Return a change that lays a CSV file over the desk; what its rows leave as it was is not written."""

    def think(now: Snapshot) -> Change:
        problem = upsert(now.problem, sheet, data, most_rows)
        edits = list(edits_between(now.problem, problem))
        for edit in edits:
            if edit.model is not None:
                _require_fit(edit.model, f"{sheet}.csv")

        def write(session: Session, _at: dt.datetime) -> None:
            desks.write(session, now.desk_id, edits)
            if problem.desk != now.problem.desk:
                desks.set_desk(session, now.desk_id, problem.desk, is_window_kept=True)

        ways = set(problem.desk.travel_times) - set(now.problem.desk.travel_times)
        rows = len(edits) + len(ways)
        return Change(problem, write, "upload", f"{sheet}: {rows} rows changed", rows)

    return think


def edits_between(old: Problem, new: Problem) -> Iterator[Edit]:
    """Yield the rows that a problem has otherwise than another one, or that are new in it."""
    for kind in KINDS:
        there = {_id(each): each for each in getattr(old, kind)}
        for model in getattr(new, kind):
            if there.get(_id(model)) != model:
                yield Edit(kind, _id(model), model)


def delete_row(kind: str, id_: str) -> Think:
    """Return a change that takes one row away; what still refers to it is an error."""

    def think(now: Snapshot) -> Change:
        there = getattr(now.problem, kind)
        if not any(each.id == id_ for each in there):
            raise UnknownId(f"the desk has no {SINGULAR[kind]} {id_!r}")
        problem = now.problem.model_copy(update={kind: tuple(each for each in there if each.id != id_)})
        published = problem.published
        if published and kind in ("tickets", "engineers"):
            problem = problem.model_copy(update={"published": None})

        def write(session: Session, _at: dt.datetime) -> None:
            desks.write(session, now.desk_id, [Edit(kind, id_, None)])
            refresh_feeds(session, replace(now, problem=problem))

        return Change(problem, write, "delete", f"{SINGULAR[kind]} {id_}")

    return think


def patched(now: Snapshot, kind: str, id_: str, patch: Mapping[str, Any]) -> Frozen:
    """Return a row with a JSON merge patch (RFC 7396) applied.

    Raises
    ------
    UnknownId
        When there is no such row.
    DataError
        When the outcome is not valid.
    """
    model = next((each for each in getattr(now.problem, kind) if each.id == id_), None)
    if model is None:
        raise UnknownId(f"the desk has no {SINGULAR[kind]} {id_!r}")
    body = merge(model.model_dump(mode="json", exclude={"busy"}), patch)
    if body.get("id") != id_:
        message = "an id stays as it is"
        raise DataError([Flaw("request", 0, "id", str(body.get("id")), message, "delete the one and write another")])
    return parsed(KINDS[kind][1], body)


def set_desk(patch: Mapping[str, Any], actor: str) -> Think:
    """Return a change of what holds for everybody at the desk."""

    def think(now: Snapshot) -> Change:
        old = now.problem.desk
        desk = parsed(Desk, merge(old.model_dump(mode="json"), patch))
        assert isinstance(desk, Desk)

        def write(session: Session, at: dt.datetime) -> None:
            is_kept = desk.planning_window == old.planning_window
            desks.set_desk(session, now.desk_id, desk, is_window_kept=is_kept)
            if desk.weights.values != old.weights.values:
                newer = desk.weights.model_copy(update={"version": old.weights.version + 1})
                desks.set_weights(session, now.desk_id, newer, at, actor)

        return Change(now.problem.model_copy(update={"desk": desk}), write, "edit", "desk")

    return think


def set_busy(engineer_id: str, busy: Sequence[Any], source: str) -> Think:
    """Return a change of an engineer's busy time of one source."""

    def think(now: Snapshot) -> Change:
        engineer = now.problem.engineer.get(engineer_id)
        if engineer is None:
            raise UnknownId(f"the desk has no engineer {engineer_id!r}")
        one = engineer.model_copy(update={"busy": tuple(busy)})
        engineers = tuple(one if each.id == engineer_id else each for each in now.problem.engineers)

        def write(session: Session, at: dt.datetime) -> None:
            desks.set_busy(session, now.desk_id, one, at, source)

        problem = now.problem.model_copy(update={"engineers": engineers})
        return Change(problem, write, "busy", f"engineer {engineer_id}")

    return think


def take_over(problem: Problem, actor: str) -> Think:
    """Return a change that puts a whole problem in a desk's place, its published schedule included.

    Raises
    ------
    DataError
        With every flaw of the problem.
    """
    _require_valid(problem)
    # Judging a whole schedule takes longer than others can wait for a transaction.
    published = published_of(problem)

    def think(now: Snapshot) -> Change:
        def write(session: Session, at: dt.datetime) -> None:
            desks.fill(session, now.desk_id, problem, at)
            desks.set_desk(session, now.desk_id, problem.desk)
            version = now.problem.desk.weights.version + 1
            weights = problem.desk.weights.model_copy(update={"version": version})
            desks.set_weights(session, now.desk_id, weights, at, actor)
            new = replace(now, problem=problem)
            if published:
                version = schedules.first(session, now.desk_id, published, at, actor)
                new = replace(new, published=published, published_version=version)
            refresh_feeds(session, new)

        return Change(problem, write, "import", "desk")

    return think


def parsed(model: type[Frozen], body: Any) -> Frozen:
    """Return a model of plain JSON.

    Raises
    ------
    DataError
        With every flaw.
    """
    try:
        made = model.model_validate(body)
    except ValidationError as errors:
        raise DataError(json_flaws("request", errors)) from None
    _require_fit(made)
    return made


def _require_fit(model: Frozen, file: str = "request") -> None:
    flaws = [Flaw(file, 0, each.path, each.shown, each.message) for each in unfit(model)]
    if flaws:
        raise DataError(flaws)


def merge(target: Any, patch: Any) -> Any:
    """Return a JSON value with a merge patch (RFC 7396) applied: null takes a member away."""
    if not isinstance(patch, Mapping):
        return patch
    merged = dict(target) if isinstance(target, Mapping) else {}
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = merge(merged.get(name), value)
    return merged


def _id(model: Frozen) -> str:
    return str(model.id)  # type: ignore[attr-defined]


def _merged(new: Frozen, old: Frozen) -> Frozen:
    """Return a new row; an engineer's busy time is not part of it and stays."""
    return new.model_copy(update={"busy": old.busy}) if hasattr(old, "busy") else new

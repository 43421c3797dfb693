"""A new desk in the store: its data, the schedule it brings along, and the first key where it has none."""

from sqlalchemy import select

from api.access.keys import first_key
from api.store import desks, schedules, tables
from api.store.database import Database
from api.store.trail import note
from constraints import rules_for
from engine.audit import audit, facts_only
from engine.context import Context
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.stated import with_trips
from engine.timeline import floor_minute

from .service import wall_clock

ACTOR = "service:set-up"


def create_desk(database: Database, desk_id: str, problem: Problem, *, is_live: bool) -> None:
    """Write a desk that the store does not have yet.

    Raises
    ------
    ValueError
        When it has one of that id.
    """
    at = wall_clock()
    with database.write() as session:
        if session.get(tables.Desk, desk_id) is not None:
            raise ValueError(f"there is a desk {desk_id!r} already")
        desks.create(session, desk_id, problem, at, ACTOR, is_live=is_live)
        published = published_of(problem)
        if published:
            schedules.first(session, desk_id, published, at, ACTOR)
        note(session, desk_id, at, ACTOR, "create", "desk")


def published_of(problem: Problem) -> Schedule | None:
    """Return the published schedule that a problem brings along, whole: with its trips, breaks and pinned work, scored.

    A schedule made by hand may leave them out. Were they found anew each time, days that nobody touched would change.
    """
    if problem.published is None:
        return None
    context = Context(problem)
    whole = _whole(context, problem.published)
    return whole.model_copy(update={"score": audit(context, rules_for(problem.desk), whole).score})


def _whole(context: Context, published: Schedule) -> Schedule:
    placed = {each.ticket_id for each in published.assignments}
    pinned = tuple(each for each in facts_only(context).assignments if each.ticket_id not in placed)
    if published.trips and not pinned:
        return published
    whole = published.model_copy(update={"assignments": (*published.assignments, *pinned)})
    touched = {
        context.shift_at(who, floor_minute(context.origin, each.start)) for each in pinned for who in each.engineer_ids
    }
    return with_trips(context, whole, touched if published.trips else None)


def first_keys(database: Database) -> dict[str, str]:
    """Return a new admin key for each desk that has none at all, by desk."""
    with database.write() as session:
        made = {desk: first_key(session, desk, wall_clock()) for desk in session.scalars(select(tables.Desk.id))}
    return {desk: key for desk, key in made.items() if key is not None}


def desk_ids(database: Database) -> list[str]:
    """Return the ids of all desks."""
    with database.read() as session:
        return list(session.scalars(select(tables.Desk.id).order_by(tables.Desk.id)))

"""Preferences of a client for an engineer: confirmed by a person, who owns them, and ended before their time."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from api.store import desks
from api.store.desks import Edit, Snapshot
from engine.domain.client import Client
from engine.domain.preference import Preference
from engine.errors import DataError, Flaw, UnknownId

from .editing import Change, Changed, Remember, Think, change
from .service import Service


def listed(now: Snapshot) -> list[dict[str, Any]]:
    """Return the preferences of a desk's clients, those that end first before the others."""
    problem, today = now.problem, _today(now)
    found = [
        {
            **each.model_dump(mode="json"),
            "client": client.label,
            "engineer": problem.engineer[each.engineer_id].label,
            "is_live": each.expires >= today,
        }
        for client in problem.clients
        for each in client.preferences
        if each.engineer_id in problem.engineer
    ]
    return sorted(found, key=lambda each: (each["expires"], each["client_id"], each["engineer_id"]))


def confirm(service: Service, desk_id: str, wanted: Preference, actor: str, remember: Remember) -> Changed:
    """Let a preference count from now on, in place of one of the same client, engineer and type.

    Raises
    ------
    UnknownId
        When the desk has no such client or engineer.
    DataError
        When it would have ended already.
    """

    def think(now: Snapshot) -> Change:
        if wanted.engineer_id not in now.problem.engineer:
            raise UnknownId(f"the desk has no engineer {wanted.engineer_id!r}")
        if wanted.expires < _today(now):
            message = f"has gone by, it is {_today(now).isoformat()}"
            raise DataError([Flaw("request", 0, "expires", wanted.expires.isoformat(), message, "name a later day")])
        client = _client(now, wanted.client_id)
        kept = tuple(each for each in client.preferences if not _same(each, wanted))
        return _with(now, client, (*kept, wanted), "prefer", wanted.engineer_id)

    return _changed(service, desk_id, actor, think, remember)


def end(
    service: Service,
    desk_id: str,
    client_id: str,
    engineer_id: str,
    ticket_type: str | None,
    actor: str,
    remember: Remember,
) -> Changed:
    """Take a preference away.

    Raises
    ------
    UnknownId
        When there is none.
    """

    def think(now: Snapshot) -> Change:
        client = _client(now, client_id)
        meant = (engineer_id, ticket_type)
        kept = tuple(each for each in client.preferences if (each.engineer_id, each.ticket_type) != meant)
        if len(kept) == len(client.preferences):
            raise UnknownId(f"client {client_id!r} has no such preference for {engineer_id!r}")
        return _with(now, client, kept, "end preference", engineer_id)

    return _changed(service, desk_id, actor, think, remember)


def _changed(service: Service, desk_id: str, actor: str, think: Think, remember: Remember) -> Changed:
    done = change(service, desk_id, actor, think, remember)
    service.warm(desk_id)
    return done


def _with(now: Snapshot, client: Client, preferences: tuple[Preference, ...], action: str, whom: str) -> Change:
    new = client.model_copy(update={"preferences": preferences})
    clients = tuple(new if each.id == client.id else each for each in now.problem.clients)

    def write(session: Session, _at: dt.datetime) -> None:
        desks.write(session, now.desk_id, [Edit("clients", client.id, new)])

    problem = now.problem.model_copy(update={"clients": clients})
    return Change(problem, write, action, f"client {client.id}, engineer {whom}")


def _client(now: Snapshot, client_id: str) -> Client:
    client = now.problem.client.get(client_id)
    if client is None:
        raise UnknownId(f"the desk has no client {client_id!r}")
    return client


def _same(one: Preference, other: Preference) -> bool:
    return (one.engineer_id, one.ticket_type) == (other.engineer_id, other.ticket_type)


def _today(now: Snapshot) -> dt.date:
    desk = now.problem.desk
    return desk.now.astimezone(ZoneInfo(desk.time_zone)).date()

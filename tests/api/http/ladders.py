"""Trust ladders for tests: set, and looked at by a confidence that is always sure."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from served_desks import Caller

from api.service.pilot.place import Place
from engine.learning.ladder import Sure


@dataclass(frozen=True)
class Known:
    """A confidence."""

    probability: float | None = 0.95
    count: int = 40


def sure(_found: Place, _at: dt.datetime) -> Sure:
    """Be sure of everything."""
    return Known()


def let(caller: Caller, level: str, **fields: Any) -> Any:
    """Set the level of all tickets, and return the ladder."""
    policy = {"level": level, "threshold": 0.9, "window_minutes": 15} | fields.pop("policy", {})
    answer = caller.put("/trust", {"daily_limit": 1, "policies": [policy]} | fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def actions(caller: Caller, *states: str) -> list[Any]:
    """Return the actions that are in some state, newest first."""
    query = "&".join(f"state={each}" for each in states)
    found: list[Any] = caller.json(f"/trust/actions?{query}")["items"]
    return found


def origins(caller: Caller) -> list[str]:
    """Return who made the versions, newest first."""
    return [each["origin"] for each in caller.json("/schedules")["items"]]


def first(caller: Caller) -> str:
    """Return the first waiting ticket that somebody is recommended for."""
    for each in caller.json("/queue")["items"]:
        answer = caller.get(f"/tickets/{each['ticket_id']}/recommendation")
        if answer.status_code == 200 and answer.json()["ranked"]:
            return str(each["ticket_id"])
    raise AssertionError("nobody is recommended for anything")

"""Every route of the service: who may call it, and how it is called with ids of one's own desk or of another one's."""

from dataclasses import dataclass, field
from typing import Any

from served_desks import EVENING, NOON

from api.access.roles import Permission, Role

OPEN: frozenset[Role] = frozenset()
"""No key is asked for."""
KNOWN = frozenset(Role)


def _with(*permissions: Permission) -> frozenset[Role]:
    return frozenset(role for role in Role if role.permissions & set(permissions))


READ, OWN = _with(Permission.READ), _with(Permission.READ, Permission.READ_OWN)
PLAN, PUBLISH = _with(Permission.PLAN), _with(Permission.PUBLISH)
EDIT, MANAGE = _with(Permission.EDIT), _with(Permission.MANAGE)


@dataclass(frozen=True)
class Call:
    """How a route is called: ``{names}`` in path and body stand for ids."""

    roles: frozenset[Role]
    body: Any = None
    send: dict[str, Any] = field(default_factory=dict)
    """What goes with the request instead of a JSON body."""
    is_stream: bool = False
    makes: bool = False
    """Whether an id that the desk does not have is a new one."""
    query: str = ""
    status: int = 200
    """What who may call it is answered."""


MOVE = {"moves": [{"ticket_id": "{ticket}", "engineer_ids": ["{engineer}"], "start": "2026-03-03T10:00:00-06:00"}]}
FILL = {"engineer_id": "{engineer}", "start": NOON, "end": EVENING, "seconds": 0.1}
RELIEVE = {"engineer_id": "{engineer}", "start": NOON, "end": EVENING}
SICK = {"name": "sick", "changes": [{"change": "engineer_absent", "engineer": "{engineer}"}]}
PREFERENCE = {"client_id": "{client}", "engineer_id": "{engineer}", "expires": "2026-06-30"}
SUBSCRIPTION = {"engineer_id": "{engineer}", "url": "http://127.0.0.1:9/calendar.ics"}
CSV = {"files": {"file": ("clients.csv", b"id,name\nnew-client,New\n")}}
ICS = {"content": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "headers": {"Content-Type": "text/calendar"}}
ENGINEER = {"tier": 1, "time_zone": "UTC", "working_hours": "mon-fri 08:00-17:00"}
TICKET = {"client_id": "{client}", "estimated_minutes": 30, "created": "2026-03-02T07:00:00-06:00"}

CALLS = {
    "GET /": Call(OPEN, status=307),
    "GET /app": Call(OPEN, status=307),
    "GET /docs": Call(OPEN),
    "GET /openapi.json": Call(OPEN),
    "GET /health": Call(OPEN),
    "GET /ready": Call(OPEN),
    "GET /metrics": Call(MANAGE),
    "POST /session": Call(OPEN, {"key": "{shown}"}, status=204),
    "DELETE /session": Call(KNOWN, status=204),
    "GET /me": Call(KNOWN),
    "GET /keys": Call(MANAGE),
    "POST /keys": Call(MANAGE, {"name": "new", "role": "engineer", "engineer_id": "{engineer}"}, status=201),
    "GET /desk": Call(READ),
    "PATCH /desk": Call(EDIT, {"freeze_minutes": 0}),
    "GET /engineers": Call(READ),
    "GET /tickets": Call(READ),
    "GET /clients": Call(READ),
    "GET /sites": Call(READ),
    "GET /engineers/{engineer}": Call(READ),
    "GET /tickets/{ticket}": Call(READ),
    "GET /clients/{client}": Call(READ),
    "GET /sites/{site}": Call(READ),
    "PUT /engineers/{engineer}": Call(EDIT, ENGINEER, makes=True),
    "PUT /tickets/{ticket}": Call(EDIT, TICKET, makes=True),
    "PUT /clients/{client}": Call(EDIT, {"name": "new"}, makes=True),
    "PUT /sites/{site}": Call(EDIT, {"latitude": 0, "longitude": 0}, makes=True),
    "PATCH /engineers/{engineer}": Call(EDIT, {"name": "new"}),
    "PATCH /tickets/{ticket}": Call(EDIT, {"summary": "new"}),
    "PATCH /clients/{client}": Call(EDIT, {"vip": True}),
    "PATCH /sites/{site}": Call(EDIT, {"setup_minutes": 5}),
    "DELETE /engineers/{engineer}": Call(EDIT, status=422),
    "DELETE /tickets/{ticket}": Call(EDIT, status=204),
    "DELETE /clients/{client}": Call(EDIT, status=422),
    "DELETE /sites/{site}": Call(EDIT, status=422),
    "PUT /engineers/{engineer}/busy": Call(EDIT, send=ICS),
    "GET /export": Call(READ),
    "POST /import": Call(EDIT, {"desk": {"name": "not whole"}}, status=422),
    "POST /import/{sheet}": Call(EDIT, send=CSV),
    "GET /board": Call(READ),
    "GET /queue": Call(READ),
    "GET /kpis": Call(READ),
    "GET /events": Call(READ, is_stream=True),
    "GET /engineers/{engineer}/calendar": Call(OWN),
    "GET /tickets/{ticket}/recommendation": Call(READ, status=422),
    "POST /tickets/{ticket}/recommendation": Call(PLAN, {"engineer_id": "{engineer}"}, status=422),
    "POST /tickets/{ticket}/recommendation/reject": Call(PUBLISH, {}, status=422),
    "GET /tickets/{ticket}/slots": Call(READ, status=422),
    "POST /tickets/{ticket}/slots": Call(PUBLISH, {"engineer_id": "{engineer}", "start": NOON}, status=422),
    "GET /tickets/{ticket}/add-ons": Call(READ, query="?engineer_id={engineer}", status=422),
    "POST /recommendations": Call(PLAN, {"ticket_ids": ["{ticket}"]}, status=422),
    "GET /tickets/{ticket}/explanation": Call(READ),
    "POST /fill": Call(PLAN, FILL),
    "POST /evaluate": Call(PLAN, MOVE),
    "POST /relieve": Call(PLAN, RELIEVE),
    "POST /replan": Call(PLAN, {"events": SICK["changes"]}),
    "POST /relieve/refuse": Call(PUBLISH, RELIEVE | MOVE | {"ticket_id": "{ticket}", "stays": "{ticket}"}, status=422),
    "POST /plans": Call(PLAN, {"seconds": 1}, status=202),
    "GET /plans": Call(READ),
    "GET /plans/{plan}": Call(READ),
    "GET /plans/{plan}/events": Call(READ, is_stream=True),
    "GET /plans/{plan}/explanation": Call(READ),
    "POST /plans/{plan}/publish": Call(PUBLISH),
    "DELETE /plans/{plan}": Call(PLAN, status=202),
    "GET /changes": Call(READ),
    "GET /scenarios": Call(READ),
    "POST /scenarios/preview": Call(READ, {"scenario": SICK}),
    "POST /what-ifs": Call(PLAN, {"scenario": SICK, "each_seconds": 1, "seeds": 1}, status=202),
    "GET /what-ifs": Call(READ),
    "GET /what-ifs/{what_if}": Call(READ),
    "GET /what-ifs/{what_if}/report": Call(READ),
    "GET /what-ifs/{what_if}/events": Call(READ, is_stream=True),
    "DELETE /what-ifs/{what_if}": Call(PLAN, status=202),
    "GET /proposals/{proposal}": Call(READ),
    "GET /proposals/{proposal}/board": Call(READ),
    "GET /proposals/{proposal}/compare": Call(READ),
    "POST /proposals/{proposal}/publish": Call(PUBLISH),
    "POST /proposals/{proposal}/discard": Call(PUBLISH),
    "GET /schedules": Call(READ),
    "GET /schedules/{version}": Call(READ),
    "GET /schedules/{version}/board": Call(READ),
    "GET /schedules/{version}/export.csv": Call(READ),
    "POST /schedules/{version}/undo": Call(PUBLISH, status=200),
    "GET /decisions": Call(READ),
    "POST /decisions/{decision}/reason": Call(PUBLISH, {"reason": "they know each other"}),
    "POST /decisions/{decision}/withdraw": Call(PUBLISH),
    "POST /reasons/understand": Call(READ, {"text": "they know each other"}),
    "GET /learning": Call(READ),
    "GET /learning/comparison": Call(READ),
    "POST /learning/apply": Call(EDIT, status=409),
    "POST /learning/undo": Call(EDIT, {}, status=409),
    "POST /learning/freeze": Call(EDIT, {"rule": "travel", "frozen": True}),
    "POST /learning/mode": Call(EDIT, {"mode": "daily"}),
    "GET /learning/preferences": Call(READ),
    "POST /learning/preferences": Call(EDIT, PREFERENCE),
    "POST /learning/preferences/end": Call(EDIT, {"client_id": "{client}", "engineer_id": "{engineer}"}, status=404),
    "GET /audit": Call(MANAGE),
    "GET /scoreboard": Call(READ),
    "GET /trust": Call(READ),
    "PUT /trust": Call(PUBLISH, {"policies": [{"level": "shadow", "category": {"type": "network"}}]}),
    "POST /trust/preview": Call(READ, {"trust": {"policies": []}}),
    "GET /trust/actions": Call(READ),
    "POST /trust/actions/{action}/stop": Call(READ),
    "POST /trust/off": Call(PUBLISH),
    "POST /engineers/{engineer}/feed": Call(MANAGE, status=201),
    "DELETE /engineers/{engineer}/feed": Call(MANAGE, status=204),
    "GET /engineers/{engineer}/calendar.ics": Call(OPEN, query="?token={token}"),
    "GET /subscriptions": Call(MANAGE),
    "POST /subscriptions": Call(MANAGE, SUBSCRIPTION, status=201),
    "POST /subscriptions/{subscription}/refresh": Call(MANAGE),
    "DELETE /subscriptions/{subscription}": Call(MANAGE, status=204),
    "DELETE /keys/{key}": Call(MANAGE, status=204),
}
"""In an order in which each still finds what it names."""
PARAMETERS = {
    "engineer_id": "engineer",
    "ticket_id": "ticket",
    "plan_id": "plan",
    "what_if_id": "what_if",
    "proposal_id": "proposal",
    "subscription_id": "subscription",
    "key_id": "key",
    "decision_id": "decision",
    "action_id": "action",
}
"""The names of path parameters, as the calls above have them; ``row_id`` is named by its kind."""


def filled(value: Any, ids: dict[str, str]) -> Any:
    """Return a value with the ids in place of their names."""
    match value:
        case str():
            return value.format(**ids) if "{" in value else value
        case dict():
            return {name: filled(each, ids) for name, each in value.items()}
        case list():
            return [filled(each, ids) for each in value]
    return value

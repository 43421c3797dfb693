"""A tiny incident log written by hand."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

HEADER = (
    "number",
    "incident_state",
    "active",
    "reassignment_count",
    "reopen_count",
    "sys_mod_count",
    "made_sla",
    "caller_id",
    "opened_by",
    "opened_at",
    "sys_updated_at",
    "location",
    "category",
    "subcategory",
    "u_symptom",
    "priority",
    "assignment_group",
    "assigned_to",
    "closed_code",
    "resolved_by",
    "resolved_at",
    "closed_at",
)
DEFAULTS = {
    "active": "true",
    "made_sla": "true",
    "opened_at": "1/3/2016 08:00",
    "location": "Location 1",
    "category": "Category 1",
    "subcategory": "Subcategory 1",
    "u_symptom": "Symptom 1",
    "priority": "3 - Moderate",
    "assignment_group": "Group 1",
}
AT = dt.datetime(2016, 3, 3, 9, 0, tzinfo=dt.UTC)
FINAL = ("resolved_by", "resolved_at", "closed_at", "closed_code")

# INC1 and INC2 are resolved before AT by person 5 (as assignee) who is 3 (as resolver). INC3 is open; its
# final values already stand in its first row, as in the real log. INC4 awaits its user; INC5 was reopened; INC6 has no
# group; INC7 stands resolved at AT and is resolved again later by somebody else; INC8 is first seen after AT.
DONE = {"assigned_to": "Resolver 5", "resolved_by": "Resolved by 3", "resolved_at": "2/3/2016 10:00"}
LATER = {"resolved_by": "Resolved by 9", "resolved_at": "5/3/2016 10:00", "closed_at": "9/3/2016 10:00"}
TINY: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("INC1", "New", "1/3/2016 08:05", {**DONE, "assigned_to": "?"}),
    ("INC1", "Resolved", "2/3/2016 10:00", DONE),
    ("INC2", "Active", "1/3/2016 09:00", {**DONE, "assigned_to": "Resolver 6"}),
    ("INC2", "Resolved", "2/3/2016 10:00", DONE),
    ("INC3", "New", "2/3/2016 08:00", LATER),
    ("INC3", "Active", "2/3/2016 09:30", {**LATER, "assigned_to": "Resolver 6", "priority": "2 - High"}),
    ("INC3", "Resolved", "5/3/2016 10:00", {**LATER, "assigned_to": "Resolver 10", "priority": "1 - Critical"}),
    ("INC4", "Awaiting User Info", "2/3/2016 11:00", {**LATER, "category": "?", "subcategory": "?", "location": "?"}),
    ("INC5", "Resolved", "2/3/2016 12:00", {**LATER, "assigned_to": "Resolver 5"}),
    ("INC5", "Active", "3/3/2016 08:00", {**LATER, "assigned_to": "Resolver 5", "opened_at": "29/2/2016 08:00"}),
    ("INC6", "New", "3/3/2016 09:00", {**LATER, "assignment_group": "?"}),
    ("INC7", "Resolved", "3/3/2016 08:30", {**LATER, "assigned_to": "Resolver 6", "assignment_group": "Group 2"}),
    ("INC7", "Resolved", "5/3/2016 10:00", {**LATER, "assigned_to": "Resolver 10", "assignment_group": "Group 3"}),
    ("INC8", "New", "3/3/2016 09:01", {**LATER, "opened_at": "3/3/2016 08:59"}),
)


def tiny_rows() -> list[dict[str, str]]:
    """Return the tiny log's rows, all columns filled."""
    orders: dict[str, int] = {}
    rows = []
    for number, state, updated_at, values in TINY:
        orders[number] = orders.get(number, -1) + 1
        row = {"number": number, "incident_state": state, "sys_mod_count": str(orders[number])}
        rows.append(dict.fromkeys(HEADER, "?") | DEFAULTS | row | {"sys_updated_at": updated_at} | values)
    return rows


Write = Callable[[list[dict[str, str]]], Path]

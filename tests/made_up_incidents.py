"""An incident log made up by chance, for tests of what is learned from one."""

import datetime as dt
import random

START = dt.datetime(2016, 3, 1, 8, tzinfo=dt.UTC)


def text(at: dt.datetime) -> str:
    """Return an instant as the log writes it."""
    return f"{at.day}/{at.month}/{at.year} {at:%H:%M}"


def made_up_log(incidents: int = 50) -> list[dict[str, str]]:
    """Return a log of some days: who resolves hangs on the group and on chance; some are reopened, some not dated."""
    rng = random.Random(3)
    rows: list[dict[str, str]] = []
    for number in range(incidents):
        opened = START + dt.timedelta(minutes=90 * number)
        group, who = rng.randrange(3), rng.randrange(2)
        done = opened + dt.timedelta(minutes=rng.choice([20, 300, 2000, 6000]))
        person = 2 * group + who
        facts = {
            "number": f"INC{number:04}",
            "caller_id": f"Caller {rng.randrange(9)}",
            "opened_by": f"Opened by {rng.randrange(4)}",
            "opened_at": text(opened),
            "made_sla": "true",
            "location": "Location 1",
            "subcategory": "Subcategory 1",
            "u_symptom": "?",
            "priority": "3 - Moderate",
            "category": f"Category {group + rng.randrange(2)}",
            "assignment_group": f"Group {group}",
            "resolved_by": f"Resolved by {person}",
            "resolved_at": text(done) if rng.random() < 0.8 else "?",
        }
        course = [("New", opened, "?"), ("Active", opened + dt.timedelta(minutes=10), f"Resolver {person + 50}")]
        if rng.random() < 0.2:
            course += [("Resolved", done - dt.timedelta(minutes=5), f"Resolver {person + 50}")]
            course += [("Active", done - dt.timedelta(minutes=3), "Resolver 99")]
        course += [("Resolved", done, f"Resolver {person + 50}")]
        course += [("Closed", done + dt.timedelta(days=2), f"Resolver {person + 50}")]
        for order, (state, at, holder) in enumerate(course):
            now = {"incident_state": state, "sys_updated_at": text(at), "assigned_to": holder}
            rows.append(facts | now | {"sys_mod_count": str(order)})
    return rows

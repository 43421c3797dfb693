"""``openday outcome incidents``."""

from ..options import AsJson, LogAt, LogDays, LogFile, SchedulePath


def outcome_incidents(
    file: LogFile, schedule: SchedulePath, at: LogAt, days: LogDays = 1, as_json: AsJson = False
) -> None:
    """Print what really happened to a schedule's tickets in the incident log, beside the schedule.

    Give the same instant and days as for the import.
    """
    import dataclasses
    from zoneinfo import ZoneInfo

    from api.connectors.incidents import agreement, what_happened, window_of
    from engine.files.jsonfile import read_json
    from engine.files.schedulefile import parse_schedule, schedule_path

    from ..moments import read_moment, require_window
    from ..outcomes import say_outcome, tickets_of
    from ..screen import print_json

    utc = ZoneInfo("UTC")
    began = read_moment("--at", at, utc).astimezone(utc)
    path = schedule_path(schedule)
    given = parse_schedule(read_json(path), path.name, utc)
    ids = tickets_of(given)
    window = window_of(began, days)
    require_window(given, window, at)
    happened = what_happened(file, began, window.end, ids)
    agreed = agreement(happened, given)
    if not as_json:
        say_outcome(given, happened, agreed)
        return
    known = ("tickets", "resolved_in_window", "sla_met", "median_elapsed_minutes")
    print_json(
        {
            "schedule": {"tickets": len(ids), "assigned": len({each.ticket_id for each in given.assignments})},
            "outcome": {name: getattr(happened, name) for name in known},
            "agreement": dataclasses.asdict(agreed),
        }
    )

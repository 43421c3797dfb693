"""``openday export``."""

from ..options import AsJson, DeskPath, Out, SchedulePath


def export(desk: DeskPath, schedule: SchedulePath, out: Out = None, as_json: AsJson = False) -> None:
    """Write a schedule again: as JSON, CSV, calendars and charts, without --out to the schedule's own folder.

    Calendars that are there already are updated: what moved or vanished since has its next sequence number.
    """
    from engine.files import read_schedule

    from ..loading import load
    from ..screen import print_json, say_files
    from ..solving import prepare, write_plan

    problem, _ = load(desk)
    given = read_schedule(schedule, problem)
    folder = out or (schedule if schedule.is_dir() else schedule.parent)
    prepare(folder)
    files = write_plan(given, problem, folder)
    if as_json:
        print_json({"files": [str(path) for path in files]})
    else:
        say_files(files, folder)

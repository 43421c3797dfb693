"""Nightly plans as an operator sees them: progress on the way, a line for each desk."""

from api.jobs.nightly import Planned, enqueue_all, follow
from api.service.service import wall_clock
from api.settings import Settings
from engine.limits import Limits, Progress

from .databases import database_of
from .progress import Watch
from .screen import say
from .tables import percent


def plan_nights(settings: Settings, desk_id: str | None, *, again: bool, is_quiet: bool) -> list[Planned]:
    """Have desks planned, show how it goes, and return what became of each.

    Raises
    ------
    DataError
        When the database cannot be opened, or has no such desk.
    UnknownId
        When it has no desk at all.
    """
    seconds, publish = settings.nightly_seconds, settings.nightly_publishes
    with database_of(settings, desk_id) as database:
        nights = enqueue_all(database, desk_id, seconds=seconds, publish=publish, at=wall_clock(), again=again)
        found = []
        with Watch(Limits(seconds * len(nights))) as watch:
            for planned in follow(database, settings, nights, lambda body: watch.progress(Progress(**body))):
                found.append(planned)
                if not is_quiet:
                    say(f"{planned.desk_id}: {_words(planned)}", whole=True)
        return found


def _words(planned: Planned) -> str:
    plan = planned.plan
    said = [plan["state"], planned.summary]
    if plan["progress"]:
        said.append(f"gap {percent(plan['progress']['gap'])}")
    said += [plan["note"], plan["error"] or ""]
    return ", ".join(each for each in said if each)

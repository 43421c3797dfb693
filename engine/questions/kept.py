"""A fill laid into the published schedule: what it did not touch stays as it was stated, to the minute."""

from ..audit import audit
from ..constraint import Rules
from ..context import Context
from ..domain.schedule import Schedule
from ..kpis import kpis
from ..result import Result
from ..shifts import Shift
from ..timeline import floor_minute


def keep_stated(
    context: Context, rules: Rules, answer: Result, published: Schedule | None, changed: set[Shift]
) -> Result:
    """Return the answer with the published trips, breaks and assignments of every shift that got no new work.

    The engine lays trips and breaks of frozen work anew; nobody else's calendar should show that. The cost is the
    audit's of the schedule as returned, and the bound moves with it, since the rest costs the same either way.
    """
    if published is None or not (published.trips or published.breaks):
        return answer

    def is_changed(engineer_id: str, minute: int) -> bool:
        return context.shift_at(engineer_id, minute) in changed

    made, origin = answer.schedule, context.origin
    stated = {each.ticket_id: each for each in published.assignments}
    assignments = tuple(
        each
        if each.ticket_id not in stated
        or any(is_changed(e, floor_minute(origin, each.start)) for e in each.engineer_ids)
        else stated[each.ticket_id]
        for each in made.assignments
    )
    trips = [each for each in made.trips if is_changed(each.engineer_id, floor_minute(origin, each.depart))]
    trips += [each for each in published.trips if not is_changed(each.engineer_id, floor_minute(origin, each.depart))]
    breaks = [each for each in made.breaks if is_changed(each.engineer_id, floor_minute(origin, each.start))]
    breaks += [each for each in published.breaks if not is_changed(each.engineer_id, floor_minute(origin, each.start))]
    kept = made.model_copy(
        update={
            "assignments": assignments,
            "trips": tuple(sorted(trips, key=lambda t: (t.depart, t.engineer_id, t.arrive))),
            "breaks": tuple(sorted(breaks, key=lambda b: (b.start, b.engineer_id))),
        }
    )
    judged = audit(context, rules, kept)
    if judged.hard or made.score is None or made.bound is None:
        return answer
    bound = made.bound + judged.score.total - made.score.total
    final = kept.model_copy(update={"score": judged.score, "bound": bound, "kpis": kpis(judged.reading)})
    return Result(final, judged)

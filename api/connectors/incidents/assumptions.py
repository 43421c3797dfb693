"""What the log does not say and the importer assumes, and the sentences that tell it to people."""

from engine.domain.engineer import Break
from engine.domain.hours import WeeklyHours
from engine.domain.sla import SlaClock, SlaPolicy, SlaTarget

TIER = 1
HOURS = WeeklyHours.parse("mon-fri 08:00-17:00")
LUNCH = Break(window_start=11 * 60, window_end=14 * 60, minutes=60)

WORK_MINUTES = 30
WORK_MINUTES_LEAST, WORK_MINUTES_MOST, WORK_MINUTES_STEP = 15, 120, 5

HALF_LIFE_DAYS = 14
ASSIGNED_WORTH = 0.25
LEVEL_POINTS = (2.0, 5.0, 12.0, 30.0)
"""Points from which levels 2, 3, 4 and 5 are reached; any point at all is level 1."""

UNKNOWN_CLIENT = "Location unknown"
LATITUDE, LONGITUDE = 0.0, 0.0

SLA = SlaPolicy(
    id="incidents",
    clock=SlaClock.DESK,
    targets=(
        SlaTarget(priority=1, respond_minutes=15, resolve_minutes=4 * 60),
        SlaTarget(priority=2, respond_minutes=30, resolve_minutes=9 * 60),
        SlaTarget(priority=3, respond_minutes=4 * 60, resolve_minutes=3 * 9 * 60),
        SlaTarget(priority=4, respond_minutes=9 * 60, resolve_minutes=5 * 9 * 60),
    ),
)


def sentences(counts: dict[str, int]) -> tuple[str, ...]:
    """Return the assumptions in words, with the figures of this import."""
    points = ", ".join(f"{points:g}" for points in LEVEL_POINTS)
    respond = ", ".join(_duration(target.respond_minutes) for target in SLA.targets)
    resolve = ", ".join(_duration(target.resolve_minutes) for target in SLA.targets)
    return (
        f"Work minutes: the log has none (elapsed time is not worked time). {WORK_MINUTES} minutes, scaled by how many "
        "updates the resolved incidents of the category took against the usual number, "
        f"{WORK_MINUTES_LEAST} to {WORK_MINUTES_MOST}.",
        f"Tiers: the log has none. Every engineer and every ticket is tier {TIER}, so the tier gate is neutral.",
        f"Hours: everybody works Monday to Friday {HOURS.spans[0].text()[4:]} UTC with a floating lunch of "
        f"{LUNCH.minutes} minutes; no leave and no holiday is known.",
        "People: 'Resolver N' and 'Resolved by N' number people differently. Two labels are one person when each is "
        f"the other's most frequent partner among resolved incidents: {counts['linked']} of {counts['resolvers']} "
        f"resolvers, true of {counts['link_percent']} % of the incidents with both labels. Engineers are all "
        f"{counts['engineers']} people seen, of whom {counts['engineers'] - counts['solvers']} were only assigned.",
        "Skills: the assignment groups. An incident resolved in a group earns 1 point, one assigned "
        f"{ASSIGNED_WORTH:g}, halved every {HALF_LIFE_DAYS} days; levels 2 to 5 start at {points} points. A ticket "
        f"asks for level 1 of its group; {counts['group_guessed']} without one ask for their category's usual group, "
        f"{counts['group_unknown']} for none; {counts['nobody']} ask for a group in which nobody was seen.",
        f"Status: incidents that await somebody or something are on hold and not scheduled ({counts['on_hold']}); New "
        "and Active ones are open, reopened ones included. The first assignment or the first state but New is the "
        "response.",
        "SLA: the log has no targets and settles made_sla only when an incident is closed. Assumed, in the desk's "
        f"hours and without pauses: respond in {respond} and resolve in {resolve} for priorities 1 to 4.",
        "Places: each location is a client with one site. All work is remote; the log has no coordinates, so the sites "
        f"stand at {LATITUDE:g}, {LONGITUDE:g} and are never travelled to.",
    )


def preferred(most: int) -> str:
    """Return in words what was made of likely resolvers."""
    return (
        f"Preferred engineers: for each ticket the {most} likeliest to resolve it, learned from who held and resolved "
        "incidents of the same opener, group, category, place and caller until then. Who resolves is not always who "
        "should."
    )


def _duration(minutes: int | None) -> str:
    minutes = minutes or 0
    return f"{minutes} min" if minutes % 60 else f"{minutes // 60} h"

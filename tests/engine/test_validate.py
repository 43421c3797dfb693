"""The cross-checks of a problem that was not read from files."""

import datetime as dt
from typing import Any, ClassVar

import pytest
from pydantic import Field
from silent_rule import SilentRule

from engine.constraint import Rule
from engine.domain.client import Client, Familiarity
from engine.domain.desk import Desk, PlanningWindow, TravelTime
from engine.domain.engineer import Break, Busy, Certificate, Engineer, OnCall, Skill, Speed
from engine.domain.hours import WeeklyHours
from engine.domain.preference import Preference
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule, Trip, Unassigned
from engine.domain.site import Site
from engine.domain.sla import SlaPolicy
from engine.domain.ticket import Contact, Dependency, Pin, SkillNeed, Status, Ticket, TimeWindow
from engine.domain.weights import Weights
from engine.flaws import Gaps
from engine.validate import check_rules, validate

START = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
HOURS = WeeklyHours.parse("mon-fri 08:00-17:00")


def at(hours: float) -> dt.datetime:
    """Return so many hours after the planning window's start."""
    return START + dt.timedelta(hours=hours)


def window(start: float, end: float) -> TimeWindow:
    """Return a time window in such hours."""
    return TimeWindow(start=at(start), end=at(end))


def desk(**changes: Any) -> Desk:
    """Return a desk in UTC."""
    return Desk(
        **{"time_zone": "UTC", "planning_window": PlanningWindow(start=START, end=at(120)), "now": at(8)} | changes
    )


def engineer(key: str = "ann", **changes: Any) -> Engineer:
    """Return an engineer."""
    return Engineer(**{"id": key, "tier": 2, "time_zone": "UTC", "working_hours": HOURS} | changes)


def ticket(key: str = "T-1", **changes: Any) -> Ticket:
    """Return a ticket of an hour."""
    return Ticket(**{"id": key, "client_id": "acme", "estimated_minutes": 60, "created": START} | changes)


def problem(**changes: Any) -> Problem:
    """Return a sound problem, with changes."""
    usual = {
        "desk": desk(),
        "engineers": (engineer(), engineer("ben")),
        "clients": (Client(id="acme"), Client(id="globex")),
        "sites": (Site(id="hq", client_id="acme", latitude=1, longitude=2), Site(id="office", latitude=1, longitude=2)),
        "tickets": (ticket(),),
    }
    return Problem(**usual | changes)


def pinned(key: str, start: float, **changes: Any) -> Ticket:
    """Return a ticket pinned to Ann."""
    return ticket(key, pin=Pin(engineer_id="ann", start=at(start)), **changes)


BREAKS = (Break(window_start=720, window_end=750, minutes=30), Break(window_start=700, window_end=745, minutes=20))
WORK = Assignment(ticket_id="T-1", engineer_ids=("ann",), start=at(9), end=at(10))


def work(**changes: Any) -> Problem:
    """Return a problem of one ticket."""
    return problem(tickets=(ticket(**changes),))


def person(**changes: Any) -> Problem:
    """Return a problem of one engineer."""
    return problem(engineers=(engineer(**changes),))


def acme(**changes: Any) -> Problem:
    """Return a problem of one client."""
    return problem(clients=(Client(id="acme", **changes),))


def wish(**changes: Any) -> Preference:
    """Return a preference of acme."""
    values = {"client_id": "acme", "engineer_id": "ann", "owner": "dora", "expires": START.date()}
    return Preference(**values | changes)


# name: problem, field of the flaw, words of its message and hint
CASES: dict[str, tuple[Problem, str, str, str]] = {
    "ticket twice": (problem(tickets=(ticket(), ticket())), "id", "ticket is given twice", ""),
    "policy twice": (problem(desk=desk(sla_policies=(SlaPolicy(id="x"), SlaPolicy(id="x")))), "id", "SLA", ""),
    "skill twice": (person(skills=(Skill(name="x", level=1),) * 2), "id", "skill is given", ""),
    "speed twice": (person(speeds=(Speed(type="x", percent=9),) * 2), "speeds", "twice", ""),
    "certificate twice": (
        person(certificates=(Certificate(name="x"),) * 2), "certificates", "twice", ""),
    "familiarity twice": (
        acme(familiarity=(Familiarity(engineer_id="ann"),) * 2), "id", "familiarity", ""),
    "travel time twice": (
        problem(desk=desk(travel_times=(TravelTime(from_site="hq", to_site="office", minutes=1),) * 2)),
        "id", "travel", ""),
    "no engineers": (problem(engineers=()), "", "no engineer", ""),
    "unknown client": (work(client_id="acne"), "client_id", "no such client", "'acme'"),
    "unknown site": (work(site_id="hg"), "site_id", "no such site", ""),
    "foreign site": (work(client_id="globex", site_id="hq"), "site_id", "belongs to client 'acme'", ""),
    "unknown client of a site": (problem(sites=(Site(id="x", client_id="y", latitude=0, longitude=0),)),
                                 "client_id", "no such", ""),
    "unknown home": (person(home_site="x"), "home_site", "no such site", ""),
    "unknown place of busy time": (
        person(busy=(Busy(start=at(1), end=at(2), site_id="x"),)), "busy", "no such site", ""),
    "unknown profile": (person(travel_profile="cars"), "travel_profile", "travel profile", "'car'"),
    "unknown preferred": (work(preferred_engineers=("anm",)), "preferred_engineers", "", "'ann'"),
    "unknown required": (work(required_engineers=("x",)), "required_engineers", "", ""),
    "unknown excluded": (work(excluded_engineers=("x",)), "excluded_engineers", "", ""),
    "unknown pinned": (work(pin=Pin(engineer_id="x")), "pin_engineer_id", "no such engineer", ""),
    "unknown contact": (
        work(recent_contact=Contact(engineer_id="x", at=START)), "recent_contact_engineer_id", "", ""),
    "unknown favourite of a client": (
        acme(preferred_engineers=("x",)), "preferred_engineers", "no such engineer", ""),
    "familiarity of a stranger": (
        acme(familiarity=(Familiarity(engineer_id="x"),)), "engineer_id", "no such", ""),
    "preference twice": (acme(preferences=(wish(), wish())), "id", "preference is given twice", ""),
    "preference for a stranger": (acme(preferences=(wish(engineer_id="x"),)), "engineer_id", "no such", ""),
    "preference kept elsewhere": (
        acme(preferences=(wish(client_id="globex"),)), "client_id", "kept with client 'acme'", ""),
    "unknown dependency": (work(depends_on=(Dependency(ticket_id="T-7"),)), "depends_on", "", ""),
    "unknown policy": (acme(sla_policy="x"), "sla_policy", "no such SLA policy", ""),
    "unknown zone": (person(time_zone="Europe/Pari"), "time_zone", "IANA", "'Europe/Paris'"),
    "folder as zone": (acme(time_zone="Europe"), "time_zone", "IANA", ""),
    "path as zone": (acme(time_zone="../UTC"), "time_zone", "IANA", ""),
    "unknown country": (person(holiday_country="ZZ"), "holiday_country", "holidays", "ISO"),
    "subdivision alone": (problem(desk=desk(holiday_subdivision="BY")), "holiday_subdivision", "needs its country", ""),
    "desk never open": (problem(desk=desk(business_hours=WeeklyHours())), "business_hours", "never open", ""),
    "client never open": (acme(business_hours=WeeklyHours()), "business_hours", "empty", ""),
    "skill nobody has": (work(skills=(SkillNeed(name="x"),)), "skills", "no engineer", ""),
    "certificate nobody has": (work(certificates=("x",)), "certificates", "no engineer", ""),
    "too many needed": (work(engineers_needed=3), "engineers_needed", "only 2", ""),
    "now is over": (problem(desk=desk(now=at(120))), "now", "already over", ""),
    "breaks overlap": (person(breaks=BREAKS[:1] * 2), "breaks", "overlap", ""),
    "on call for nothing": (person(on_call=(OnCall(hours=HOURS, priorities=()),)), "on_call", "", ""),
    "itself": (work(depends_on=(Dependency(ticket_id="T-1"),)), "depends_on", "on itself", ""),
    "circle of three": (
        problem(tickets=tuple(
            ticket(f"T-{n}", depends_on=(Dependency(ticket_id=f"T-{n % 3 + 1}"),)) for n in (3, 1, 2)
        )),
        "depends_on", "T-1 -> T-2 -> T-3 -> T-1", ""),
    "pins clash": (problem(tickets=(pinned("T-1", 9), pinned("T-2", 9.5))), "pin_start", "'T-1' is pinned", ""),
    "pin under a long one": (
        problem(tickets=(pinned("T-1", 9, estimated_minutes=300), pinned("T-2", 10), ticket("T-3"))),
        "pin_start", "'T-1'", ""),
    "windows short": (work(time_windows=(window(9, 9.5), window(10, 10.9))), "time_windows", "54 min", ""),
    "window before the earliest start": (
        work(earliest_start=at(30), time_windows=(window(9, 12), window(30, 40))),
        "time_windows", "before the ticket's earliest start", ""),
    "published ticket": (problem(tickets=(), published=Schedule(assignments=(WORK,))), "ticket_id", "no such", ""),
    "published trip": (
        problem(published=Schedule(assignments=(), trips=(
            Trip(engineer_id="ann", depart=START, arrive=START, from_site="hq", to_site="x"),))),
        "trips.to_site", "", ""),
    "published unassigned": (
        problem(published=Schedule(assignments=(), unassigned=(Unassigned(ticket_id="x"),))),
        "unassigned.ticket_id", "", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_contradiction_one_flaw(name: str) -> None:
    """Each contradiction gives exactly one flaw with its field, a message and, where one exists, the close match."""
    flawed, field, message, hint = CASES[name]
    flaws = validate(flawed)
    assert len(flaws) == 1, [str(flaw) for flaw in flaws]
    assert flaws[0].field == field
    assert message in flaws[0].message
    assert hint in flaws[0].hint


SOUND: dict[str, Problem] = {
    "the usual": problem(),
    "breaks that fit in one order": problem(engineers=(engineer(breaks=BREAKS),)),
    "many fixed breaks": problem(
        engineers=(
            engineer(breaks=tuple(Break(window_start=n, window_end=n + 5, minutes=5) for n in range(0, 80, 10))),
        )
    ),
    "pins one after the other": problem(tickets=(pinned("T-1", 9), pinned("T-2", 10))),
    "pins of several engineers together": problem(
        tickets=(pinned("T-1", 9, engineers_needed=2), pinned("T-2", 9, engineers_needed=2))
    ),
    "a clash with closed work": problem(tickets=(pinned("T-1", 9), pinned("T-2", 9, status=Status.CLOSED))),
    "a closed ticket's old window": problem(tickets=(ticket(status=Status.CLOSED, time_windows=(window(-9, -5),)),)),
    "a short window for pausable work": problem(tickets=(ticket(pausable=True, time_windows=(window(9, 9.5),)),)),
    "a short window for the fastest engineer": problem(
        engineers=(engineer(speeds=(Speed(type="incident", percent=50),)),),
        tickets=(ticket(time_windows=(window(9, 9.5),)),),
    ),
    "a site of the desk's own": problem(tickets=(ticket(client_id="globex", site_id="office"),)),
    "a chain": problem(
        tickets=(
            ticket("T-1"),
            ticket("T-2", depends_on=(Dependency(ticket_id="T-1"),)),
            ticket("T-3", depends_on=(Dependency(ticket_id="T-1"), Dependency(ticket_id="T-2"))),
        )
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_problems(name: str) -> None:
    """What only looks like a contradiction is none."""
    assert validate(SOUND[name]) == []


def test_two_circles_are_two_flaws() -> None:
    """Each circle is told, once."""
    pairs = [("T-1", "T-2"), ("T-2", "T-1"), ("T-3", "T-4"), ("T-4", "T-3")]
    tickets = tuple(ticket(one, depends_on=(Dependency(ticket_id=other),)) for one, other in pairs)
    messages = [flaw.message for flaw in validate(problem(tickets=tickets))]
    assert [message.split(": ")[-1] for message in messages] == ["T-1 -> T-2 -> T-1", "T-3 -> T-4 -> T-3"]


def test_gaps_are_not_reported_again() -> None:
    """A reference to something that could not be read is no second error."""
    flawed = problem(tickets=(ticket(client_id="x", site_id="y", skills=(SkillNeed(name="z"),)),))
    assert len(validate(flawed)) == 3
    gaps = Gaps(kinds=frozenset({"skill", "site"}), keys=frozenset({("client", "x")}))
    assert validate(flawed, gaps=gaps) == []


def test_places_come_from_locate() -> None:
    """A flaw stands where locate says, and then does not repeat the name of the thing."""
    flawed = problem(tickets=(ticket(client_id="x"),))
    (named,) = validate(flawed)
    assert str(named).startswith("tickets.csv, client_id: ticket 'T-1': the desk has no such client (found 'x')")
    (placed,) = validate(flawed, lambda kind, key, field, /, nth=0: (f"{kind}-{key}-{field}", 7 + nth))
    assert str(placed).startswith("ticket-T-1-client_id, line 7, client_id: the desk has no such client")


class Stretch(SilentRule):
    """A rule at a price with a parameter."""

    name: ClassVar[str] = "stretch"
    default_weight: ClassVar[int | None] = 1000
    tiers: int = Field(default=0, ge=0, le=3)


class Gate(SilentRule):
    """A rule that only gates."""

    name: ClassVar[str] = "gate"


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"weights": Weights(values={"strech": 1})}, "weights.strech", "no rule of this name"),
        ({"weights": Weights(values={"gate": 1})}, "weights.gate", "has no weight"),
        ({"rules": {"gates": {}}}, "rules.gates", "no rule of this name"),
        ({"rules": {"stretch": {"tiers": 4}}}, "rules.stretch.tiers", "must be at most 3"),
        ({"rules": {"stretch": {"tier": 1}}}, "rules.stretch.tier", "has no such parameter"),
    ],
)
def test_names_of_rules(changes: dict[str, Any], field: str, message: str) -> None:
    """A weight, a rule or a parameter that the rules do not know is one flaw."""
    rules: dict[str, type[Rule]] = {"stretch": Stretch, "gate": Gate}
    (flaw,) = check_rules(desk(**changes), rules)
    assert (flaw.file, flaw.field) == ("desk.toml", field)
    assert message in flaw.message
    assert check_rules(desk(weights=Weights(values={"stretch": 5}), rules={"stretch": {"tiers": 1}}), rules) == []

"""Random sound desks, with texts that CSV, TOML, ICS and spreadsheets treat apart."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from good_desk import KPIS
from hypothesis import strategies as st

from engine.domain.client import Client, Familiarity
from engine.domain.desk import Desk, PlanningWindow, TravelProfile, TravelTime
from engine.domain.engineer import Break, Busy, Certificate, Engineer, OnCall, Skill, Speed
from engine.domain.hours import WeeklyHours
from engine.domain.preference import Kind, Preference
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Reason, Schedule, Score, Trip, Unassigned
from engine.domain.site import Site
from engine.domain.sla import SlaClock, SlaPolicy, SlaTarget
from engine.domain.ticket import Contact, Dependency, Pin, SkillNeed, Status, Ticket, TimeWindow
from engine.domain.weights import Weights

START = dt.datetime(2026, 3, 27, tzinfo=dt.UTC)
WINDOW = PlanningWindow(start=START, end=START + dt.timedelta(days=5))
POLICY = 'gold; "x"'
TEXTS = st.text(st.sampled_from("aZ9 ,;:\"'\\/|+-=@#%[]{}\n\tüß漢😀."), max_size=12)
NAMES = TEXTS.map(str.strip).filter(bool)
INSTANTS = st.integers(0, 5 * 1440 - 1).map(lambda minute: START + dt.timedelta(minutes=minute))
HOURS = st.sampled_from(["mon-fri 08:00-17:00", "mon 08:00-12:00 13:00-17:00; sun 20:00-04:00"]).map(WeeklyHours.parse)
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1))
BREAKS = (
    Break(window_start=720, window_end=750, minutes=30, paid=True),
    Break(window_start=780, window_end=1020, minutes=15),
)
Texts = tuple[str, ...]


@dataclass(frozen=True)
class Ids:
    """The ids of one desk: two of each kind, and the skills and certificates that its engineers have."""

    people: Texts
    clients: Texts
    sites: Texts
    tickets: Texts
    skills: Texts
    certificates: Texts


def some(values: Texts) -> st.SearchStrategy[Texts]:
    """Up to three of the values."""
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple) if values else st.just(())


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """None, or a value."""
    return st.none() | strategy


@st.composite
def ids(draw: st.DrawFn) -> Ids:
    """Ids that differ, also where upper and lower case are one."""
    names = draw(st.lists(NAMES, min_size=8, max_size=8, unique_by=str.casefold))
    held = [tuple(draw(st.lists(NAMES, max_size=3, unique=True))) for _ in range(2)]
    return Ids(*(tuple(names[at : at + 2]) for at in range(0, 8, 2)), *held)


@st.composite
def busy_times(draw: st.DrawFn, known: Ids) -> Busy:
    """An appointment inside the planning window, or running out of it."""
    start, minutes = draw(INSTANTS), draw(st.integers(1, 5000))
    site = draw(maybe(st.sampled_from(known.sites)))
    return Busy(start=start, end=start + dt.timedelta(minutes=minutes), summary=draw(TEXTS), site_id=site)


def engineers(key: str, known: Ids) -> st.SearchStrategy[Engineer]:
    """An engineer of this id."""
    speeds = st.builds(Speed, type=NAMES, percent=st.integers(100, 300))
    return st.builds(
        Engineer,
        id=st.just(key),
        name=TEXTS,
        tier=st.integers(1, 4),
        time_zone=st.sampled_from(["Europe/Berlin", "UTC"]),
        skills=st.just(tuple(Skill(name=name, level=3) for name in known.skills)),
        speeds=st.lists(speeds, unique_by=lambda speed: speed.type, max_size=2),
        certificates=st.tuples(
            *(st.builds(Certificate, name=st.just(name), expires=maybe(DATES)) for name in known.certificates)
        ),
        home_site=maybe(st.sampled_from(known.sites)),
        working_hours=HOURS | st.just(WeeklyHours()),
        holiday_country=st.sampled_from([None, "DE"]),
        busy=st.lists(busy_times(known), max_size=3),
        breaks=st.sampled_from([(), BREAKS]),
        remote_only_days=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
        on_call=st.lists(st.builds(OnCall, hours=HOURS, priorities=st.sampled_from([(1,), (2, 1)])), max_size=2),
        overtime_minutes=st.integers(0, 90),
        daily_cap_minutes=maybe(st.integers(0, 600)),
        cost_per_hour=st.integers(0, 99),
        territories=st.lists(NAMES, max_size=2),
    )


def clients(key: str, known: Ids) -> st.SearchStrategy[Client]:
    """A client of this id."""
    familiar = [
        st.builds(Familiarity, engineer_id=st.just(each), visits=st.integers(0, 9), last=maybe(DATES))
        for each in known.people
    ]
    wishes = [
        st.builds(
            Preference,
            client_id=st.just(key),
            engineer_id=st.just(each),
            kind=st.sampled_from(Kind),
            ticket_type=maybe(NAMES),
            minutes=st.integers(0, 90),
            owner=NAMES,
            reason=TEXTS,
            expires=DATES,
        )
        for each in known.people
    ]
    return st.builds(
        Client,
        id=st.just(key),
        name=TEXTS,
        vip=st.booleans(),
        sla_policy=st.sampled_from([None, POLICY]),
        time_zone=st.sampled_from([None, "America/Chicago"]),
        business_hours=maybe(HOURS),
        preferred_engineers=some(known.people),
        excluded_engineers=some(known.people),
        familiarity=st.tuples(*familiar) | st.just(()),
        preferences=st.tuples(*wishes) | st.just(()),
    )


def sites(key: str) -> st.SearchStrategy[Site]:
    """A site of this id that belongs to nobody."""
    return st.builds(
        Site,
        id=st.just(key),
        name=TEXTS,
        latitude=st.floats(-90, 90),
        longitude=st.floats(-180, 180),
        opening_hours=maybe(HOURS),
        setup_minutes=st.integers(0, 60),
        territory=maybe(NAMES),
    )


def tickets(key: str, known: Ids, before: Texts) -> st.SearchStrategy[Ticket]:
    """A ticket of this id that may depend on those before it."""
    pins = st.builds(Pin, engineer_id=st.sampled_from(known.people)) | st.builds(
        lambda at, late: Pin(earliest=at, latest=at + dt.timedelta(minutes=late)), INSTANTS, st.integers(0, 99)
    )
    windows = INSTANTS.map(lambda at: TimeWindow(start=at, end=at + dt.timedelta(minutes=400)))
    dues = {name: maybe(INSTANTS) for name in ("respond_by", "plan_by", "resolve_by", "responded_at", "planned_at")}
    return st.builds(
        Ticket,
        id=st.just(key),
        client_id=st.sampled_from(known.clients),
        site_id=maybe(st.sampled_from(known.sites)),
        summary=TEXTS,
        description=TEXTS,
        type=NAMES,
        subtype=TEXTS,
        priority=st.integers(1, 4),
        tier=st.integers(1, 4),
        tiers_above=maybe(st.integers(0, 3)),
        skills=some(known.skills).map(lambda names: tuple(SkillNeed(name=name, min_level=2) for name in names)),
        certificates=some(known.certificates),
        estimated_minutes=st.integers(1, 400),
        created=INSTANTS,
        paused_minutes=st.integers(0, 99),
        time_windows=st.lists(windows, max_size=2),
        preferred_engineers=some(known.people),
        depends_on=some(before).map(lambda names: tuple(Dependency(ticket_id=name, lag_minutes=5) for name in names)),
        pausable=st.booleans(),
        pin=maybe(pins),
        recent_contact=maybe(st.builds(Contact, engineer_id=st.sampled_from(known.people), at=INSTANTS)),
        group=maybe(NAMES),
        status=st.sampled_from(Status),
        tags=st.lists(NAMES, max_size=2),
        **dues,
    )


def schedules(known: Ids) -> st.SearchStrategy[Schedule]:
    """A published schedule with every part in use."""
    first, second = known.people
    here, there = known.sites
    ticket = known.tickets[0]

    def schedule(at: dt.datetime) -> Schedule:
        end = at + dt.timedelta(minutes=30)
        reason = Reason(code="skills", engineer_id=second, detail="x")
        return Schedule(
            planning_window=WINDOW,
            assignments=(Assignment(ticket_id=ticket, engineer_ids=(first, second), start=at, end=end, site_id=here),),
            trips=(Trip(engineer_id=first, depart=at, arrive=end, from_site=there, to_site=here),),
            unassigned=(Unassigned(ticket_id=ticket, reasons=(reason,)),),
            score=Score(total=3, amounts={"travel": 3}),
            bound=1,
            gap=0.1,
            kpis=KPIS,
            weights={"travel": 1000},
            seed=7,
        )

    return INSTANTS.map(schedule)


@st.composite
def desks(draw: st.DrawFn, known: Ids) -> Desk:
    """A desk with policies, profiles, weights and a rule's parameters."""
    here, there = known.sites
    return Desk(
        name=draw(TEXTS),
        time_zone="Europe/Berlin",
        planning_window=WINDOW,
        now=draw(INSTANTS),
        freeze_minutes=60,
        sla_policies=(
            SlaPolicy(id=POLICY, clock=SlaClock.CLIENT, targets=(SlaTarget(priority=1, plan_minutes=9),)),
            SlaPolicy(id="none"),
        ),
        travel_profiles=(TravelProfile(), TravelProfile(id="bike,1", km_per_hour=15)),
        travel_times=(TravelTime(profile="bike,1", from_site=here, to_site=there, minutes=12),),
        weights=Weights(version=4, values={"travel": draw(st.integers(0, 2000))}),
        rules={"tier_stretch": {"tiers_above": 2}},
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A sound problem."""
    known = draw(ids())
    first, second = known.tickets
    return Problem(
        desk=draw(desks(known)),
        engineers=tuple(draw(engineers(each, known)) for each in known.people),
        clients=tuple(draw(clients(each, known)) for each in known.clients),
        sites=tuple(draw(sites(each)) for each in known.sites),
        tickets=(draw(tickets(first, known, ())), draw(tickets(second, known, (first,)))),
        published=draw(maybe(schedules(known))),
    )

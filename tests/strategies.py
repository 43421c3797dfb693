"""Tiny random desks: small enough to enumerate, odd enough to hit every corner of the rules.

A desk is drawn from a seed by an ordinary random generator. `desks` wraps the seed for hypothesis; ``forced`` turns
features on for certain, so that a test can look at one rule closely.
"""

import datetime as dt
import random
from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from constraints import RULES, rules_for
from engine.domain.client import Client, Familiarity
from engine.domain.desk import Desk, PlanningWindow, TravelTime
from engine.domain.engineer import Break, Busy, Certificate, Engineer, OnCall, Skill, Speed
from engine.domain.hours import WeeklyHours, clock_text, midnight
from engine.domain.preference import Kind, Preference
from engine.domain.problem import Problem
from engine.domain.schedule import Assignment, Schedule
from engine.domain.site import Site
from engine.domain.sla import SlaClock, SlaPolicy, SlaTarget
from engine.domain.ticket import Contact, Dependency, Pin, SkillNeed, Status, Ticket, TimeWindow
from engine.domain.weights import Weights
from engine.timeline import resolve_local
from engine.validate import validate

ZONE = ZoneInfo("Europe/Berlin")
PRICES = tuple(rule.name for rule in RULES if rule.default_weight is not None and rule.name != "client_preference")
T = TypeVar("T")


@st.composite
def desks(draw: st.DrawFn, forced: Collection[str] = (), tickets: int = 4) -> Problem:
    """Draw a valid tiny problem."""
    return desk(draw(st.integers(0, 2**32 - 1)), forced, tickets)


def desk(seed: int, forced: Collection[str] = (), tickets: int = 4) -> Problem:
    """Return the valid tiny problem of a seed."""
    rng, aside = random.Random(seed), random.Random(f"wishes {seed}")
    while True:
        problem = _Drawing(rng, aside, frozenset(forced)).problem(tickets)
        if not validate(problem):
            return problem


class _Drawing:
    """One attempt at a desk."""

    def __init__(self, rng: random.Random, aside: random.Random, forced: frozenset[str]) -> None:
        self.rng, self.forced = rng, forced
        self.aside = aside
        """A stream of its own for confirmed preferences, which leaves all else of a seed's desk as it was."""
        # Sunday 29 March 2026 is the day of the spring change, Sunday 25 October that of the autumn change.
        self.first = dt.date(2026, 3, 2)
        self.opens = 8 * 60
        if self.has("dst", 0.12):
            self.first, self.opens = self.pick((dt.date(2026, 3, 28), dt.date(2026, 10, 24))), 60
        self.days = 2 if self.has("two days", 0.5) else 1
        self.places = self.has("places", 0.6)
        self.hours = self.rng.randrange(120, 301, 10)

    def has(self, feature: str, chance: float) -> bool:
        """Whether a feature is on."""
        return self.rng.random() < chance or feature in self.forced

    def pick(self, values: Sequence[T]) -> T:
        """Return one of some values."""
        return self.rng.choice(values)

    def some(self, values: Sequence[T]) -> tuple[T, ...]:
        """Return one or all of some values."""
        return (self.pick(values),) if self.rng.random() < 0.7 else tuple(values)

    def step(self, low: int, high: int) -> int:
        """Return minutes on a grid of five, now and then an odd one."""
        odd = self.rng.randrange(5) if self.rng.random() < 0.15 else 0
        return min(high, self.rng.randrange(low, high + 1, 5) + odd)

    def at(self, minute: int, day: int = 0) -> dt.datetime:
        """Return an instant of a day."""
        return resolve_local(midnight(self.first + dt.timedelta(day), minute), ZONE)

    def in_shift(self) -> dt.datetime:
        """Return an instant in or around some shift."""
        return self.at(self.opens + self.step(0, self.hours), self.rng.randrange(self.days))

    def problem(self, tickets: int) -> Problem:
        """Return a problem, which may not be valid."""
        engineers = self.engineers()
        ids = tuple(engineer.id for engineer in engineers)
        clients = tuple(self.client(name, ids) for name in ("c1", "c2"))
        sites = self.sites()
        most = tickets if self.days * len(engineers) < 3 else min(tickets, 3)
        amount = self.rng.choice((1, 2, 3, 3, 3, 4, 4, 4))
        amount = min(most, max(amount, 2 if self.forced else 1))
        known: list[Ticket] = []
        for number in range(1, amount + 1):
            known.append(self.ticket(f"t{number}", engineers, sites, known))
        problem = Problem(
            desk=self.desk(sites), engineers=engineers, clients=clients, sites=sites, tickets=tuple(known)
        )
        if not self.has("published", 0.3):
            return problem
        return problem.model_copy(update={"published": self.published(problem)})

    def desk(self, sites: tuple[Site, ...]) -> Desk:
        start, end = self.at(self.opens - self.pick((0, 0, 60))), self.at(self.opens + 600, self.days - 1)
        now = start if not self.has("now", 0.25) else self.at(self.opens + self.step(5, self.hours // 2))
        ids = [site.id for site in sites]
        level = self.pick((0, 10, 20))
        times = [
            TravelTime(from_site=a, to_site=b, minutes=level and self.pick((0, 5, level, level, 13)))
            for a in ids
            for b in ids
            if a != b
        ]
        targets = tuple(self.target(priority) for priority in (1, 2, 3, 4))
        weights = {name: self.pick((0, 1, 250, 1000, 3000)) for name in PRICES if self.rng.random() < 0.1}
        if self.aside.random() < 0.1:
            weights["client_preference"] = self.aside.choice((0, 1, 250, 1000, 3000))
        rules: dict[str, dict[str, Any]] = {"skill_tier": {"tiers_above": self.pick((0, 1, 2, 2, 2))}}
        rules["stability"] = {"tolerance_minutes": self.pick((0, 10, 30))}
        rules["familiarity"] = {"stale_days": 60}
        return Desk(
            time_zone=ZONE.key,
            planning_window=PlanningWindow(start=start, end=end),
            now=now,
            freeze_minutes=self.pick((0, 0, 30, 90)),
            business_hours=WeeklyHours.parse(f"mon-sun {clock_text(self.opens)}-{clock_text(self.opens + 120)}"),
            appointments_are_load=self.has("appointments are load", 0.3),
            sla_policies=(SlaPolicy(id="p", clock=self.pick(tuple(SlaClock)), targets=targets),),
            travel_times=tuple(times),
            weights=Weights(values=weights),
            rules=rules if self.rng.random() < 0.9 else {},
        )

    def target(self, priority: int) -> SlaTarget:
        chance = 0.9 if "sla" in self.forced else 0.4
        limits = [self.step(0, 400) if self.rng.random() < chance else None for _ in range(3)]
        return SlaTarget(
            priority=priority, respond_minutes=limits[0], plan_minutes=limits[1], resolve_minutes=limits[2]
        )

    def sites(self) -> tuple[Site, ...]:
        if not self.places:
            return ()
        found = [Site(id="H", latitude=50, longitude=8)]
        for name, client in (("A", "c1"), ("B", "c1"), ("C", "c2"))[: self.rng.randint(1, 3)]:
            opening = None
            if self.has("opening", 0.25):
                low = self.opens + self.step(0, 60)
                opening = WeeklyHours.parse(f"mon-sun {clock_text(low)}-{clock_text(low + self.step(60, 180))}")
            found.append(
                Site(
                    id=name,
                    client_id=client,
                    latitude=50,
                    longitude=8,
                    opening_hours=opening,
                    setup_minutes=self.pick((0, 5, 10)) if self.has("set-up", 0.6) else 0,
                    territory=self.pick(("north", "south")) if self.has("territory", 0.2) else None,
                )
            )
        return tuple(found)

    def client(self, name: str, engineers: Sequence[str]) -> Client:
        known = ()
        if self.has("familiarity", 0.25):
            last = self.pick((None, self.first - dt.timedelta(5), self.first - dt.timedelta(61)))
            known = (Familiarity(engineer_id=self.pick(engineers), visits=self.rng.randrange(7), last=last),)
        return Client(
            id=name,
            vip=self.has("vip", 0.2),
            sla_policy="p" if self.has("sla", 0.4) else None,
            time_zone="Europe/London" if self.has("client zone", 0.15) else None,
            business_hours=WeeklyHours.parse("mon-fri 09:00-11:00; sun 01:30-04:00")
            if self.rng.random() < 0.3
            else None,
            preferred_engineers=self.some(engineers) if self.has("preferred", 0.15) else (),
            excluded_engineers=(self.pick(engineers),) if self.has("excluded", 0.05) else (),
            familiarity=known,
            preferences=self.wishes(name, engineers),
        )

    def wishes(self, client: str, engineers: Sequence[str]) -> tuple[Preference, ...]:
        draw = self.aside
        if draw.random() >= 0.15 and "wishes" not in self.forced:
            return ()
        return tuple(
            Preference(
                client_id=client,
                engineer_id=each,
                kind=draw.choice(tuple(Kind)),
                ticket_type=draw.choice((None, None, "incident")),
                minutes=draw.randrange(41),
                owner="dora",
                expires=self.first + dt.timedelta(draw.choice((-2, -1, 0, 1))),
            )
            for each in draw.sample(engineers, draw.randint(1, len(engineers)))
        )

    def engineers(self) -> tuple[Engineer, ...]:
        count = 2 if self.has("two engineers", 0.55) else 1
        return tuple(self.engineer(f"e{number}") for number in range(1, count + 1))

    def engineer(self, name: str) -> Engineer:
        opens = self.opens + self.pick((0, 0, 0, 30))
        closes = opens + self.hours
        hours = f"{clock_text(opens)}-{clock_text(closes)}"
        if self.has("split hours", 0.15):
            middle = opens + self.step(40, self.hours - 60)
            hours = f"{clock_text(opens)}-{clock_text(middle)} {clock_text(middle + 20)}-{clock_text(closes)}"
        return Engineer(
            id=name,
            tier=self.pick((1, 1, 1, 1, 2, 3)),
            time_zone="Europe/London" if self.has("engineer zone", 0.06) else ZONE.key,
            skills=tuple(
                Skill(name=each, level=self.rng.randint(1, 5)) for each in ("vpn", "erp")[: self.pick((0, 1, 2, 2, 2))]
            ),
            speeds=(Speed(type="incident", percent=self.pick((50, 80, 133, 150))),) if self.has("speed", 0.25) else (),
            certificates=self.certificates(),
            home_site="H" if self.places and self.rng.random() < 0.6 else None,
            working_hours=WeeklyHours.parse(f"mon-sun {hours}"),
            busy=tuple(self.busy() for _ in range(self.pick((1, 1, 2)) if self.has("meetings", 0.4) else 0)),
            breaks=self.breaks(opens, closes) if self.has("breaks", 0.35) else (),
            remote_only_days=(self.first.weekday(),) if self.has("remote only", 0.12) else (),
            on_call=self.on_call(closes),
            overtime_minutes=self.pick((15, 30, 60)) if self.has("overtime", 0.35) else 0,
            daily_cap_minutes=self.step(30, 150) if self.has("cap", 0.15) else None,
            cost_per_hour=self.pick((0, 30, 60, 90, 95)),
            territories=(self.pick(("north", "south")),) if self.has("territory", 0.2) else (),
        )

    def certificates(self) -> tuple[Certificate, ...]:
        if not self.has("certificates", 0.4):
            return ()
        expires = self.pick((None, self.first, self.first, self.first + dt.timedelta(1), self.first - dt.timedelta(1)))
        return (Certificate(name="iso", expires=expires),)

    def busy(self) -> Busy:
        start = self.in_shift()
        end = (start.astimezone(dt.UTC) + dt.timedelta(minutes=self.step(5, 60))).astimezone(ZONE)
        site = self.pick(("H", "A")) if self.places and self.rng.random() < 0.4 else None
        return Busy(start=start, end=end, summary=self.pick(("meeting", "review")), site_id=site)

    def breaks(self, opens: int, closes: int) -> tuple[Break, ...]:
        low = opens + self.step(0, 60)
        minutes = self.pick((10, 15, 20))
        slack = 0 if self.rng.random() < 0.3 else self.step(5, 90)
        found = [
            Break(window_start=low, window_end=low + minutes + slack, minutes=minutes, paid=self.rng.random() < 0.3)
        ]
        if self.rng.random() < 0.25:
            second = self.step(0, 60) + low
            found.append(
                Break(window_start=second, window_end=max(second + 10, min(second + 60, closes + 5)), minutes=10)
            )
        return tuple(found)

    def on_call(self, closes: int) -> tuple[OnCall, ...]:
        if not self.has("on call", 0.15):
            return ()
        low = closes + self.pick((0, 0, 30))
        hours = WeeklyHours.parse(f"mon-sun {clock_text(low)}-{clock_text(low + 90)}")
        return (OnCall(hours=hours, priorities=self.pick(((1,), (1, 2), (1, 2, 3, 4)))),)

    def ticket(
        self, name: str, engineers: Sequence[Engineer], sites: Sequence[Site], known: Sequence[Ticket]
    ) -> Ticket:
        ids = tuple(engineer.id for engineer in engineers)
        client_sites = [site for site in sites if site.client_id]
        site = self.pick(client_sites) if client_sites and self.rng.random() < 0.65 else None
        together = len(ids) > 1 and self.has("together", 0.12)
        pausable = not together and self.has("pausable", 0.25)
        values: dict[str, Any] = {
            "id": name,
            "client_id": (site.client_id if site else None) or self.pick(("c1", "c2")),
            "site_id": site.id if site else None,
            "type": self.pick(("incident", "incident", "request")),
            "priority": self.rng.randint(1, 4),
            "tier": min(self.pick(engineers).tier, self.pick((1, 2, 3, 3))),
            "tiers_above": self.pick((None, None, None, 0, 2)),
            "estimated_minutes": self.step(30, 120) if pausable else self.step(10, 60),
            "created": self.in_shift() - dt.timedelta(hours=self.pick((0, 5, 24, 50))),
            "engineers_needed": 2 if together else 1,
            "pausable": pausable,
            "status": self.pick((Status.ON_HOLD, Status.CLOSED)) if self.rng.random() < 0.04 else Status.OPEN,
            "group": "g" if self.has("group", 0.2) else None,
        }
        if self.has("skills", 0.2):
            values["skills"] = (SkillNeed(name=self.pick(("vpn", "erp")), min_level=self.pick((1, 1, 1, 2, 3))),)
        if self.has("certificates", 0.15):
            values["certificates"] = ("iso",)
        self.times(values)
        self.people(values, ids)
        if known and self.has("dependencies", 0.2):
            other = self.pick(known)
            values["depends_on"] = (Dependency(ticket_id=other.id, lag_minutes=self.pick((0, 0, 15, 60))),)
        if self.has("pin", 0.12):
            values["pin"] = self.pin(ids)
        return Ticket(**values)

    def times(self, values: dict[str, Any]) -> None:
        if self.has("earliest", 0.2):
            values["earliest_start"] = self.in_shift()
        if self.has("windows", 0.15):
            starts = [self.in_shift() for _ in range(self.pick((1, 1, 2)))]
            lengths = [self.step(30, 180) for _ in starts]
            values["time_windows"] = tuple(
                TimeWindow(start=s, end=s.astimezone(dt.UTC) + dt.timedelta(minutes=n))
                for s, n in zip(starts, lengths, strict=True)
            )
        for field in ("respond_by", "plan_by", "resolve_by"):
            if self.has("dues", 0.15):
                values[field] = self.in_shift()
        for field in ("responded_at", "planned_at"):
            if self.rng.random() < 0.06:
                values[field] = values["created"]
        if self.rng.random() < 0.1:
            values["paused_minutes"] = self.step(5, 90)

    def people(self, values: dict[str, Any], ids: tuple[str, ...]) -> None:
        if self.has("preferred", 0.15):
            values["preferred_engineers"] = (self.pick(ids),)
        if self.has("required", 0.08):
            values["required_engineers"] = (self.pick(ids),)
        elif self.has("excluded", 0.07):
            values["excluded_engineers"] = (self.pick(ids),)
        if self.has("contact", 0.2):
            at = self.at(self.opens) - dt.timedelta(hours=self.pick((-2, 0, 3, 71, 80)))
            values["recent_contact"] = Contact(engineer_id=self.pick(ids), at=at)

    def pin(self, ids: tuple[str, ...]) -> Pin:
        kind = self.pick(("engineer", "start", "range", "full", "full", "engineer range"))
        values: dict[str, Any] = {"engineer_id": self.pick(ids)} if "engineer" in kind or kind == "full" else {}
        if kind in ("start", "full"):
            values["start"] = self.in_shift()
        if "range" in kind:
            values["earliest"] = self.in_shift()
            if self.rng.random() < 0.6:
                values["latest"] = values["earliest"] + dt.timedelta(minutes=self.step(0, 90))
        return Pin(**values)

    def published(self, problem: Problem) -> Schedule:
        """Return a published schedule made at random, as a person or an older plan might have left it."""
        given = []
        for ticket in problem.schedulable:
            if self.rng.random() < 0.7:
                start = self.in_shift()
                end = start.astimezone(dt.UTC) + dt.timedelta(minutes=ticket.estimated_minutes)
                crew = tuple(engineer.id for engineer in problem.engineers)
                crew = crew if ticket.engineers_needed > 1 else (self.pick(crew),)
                given.append(
                    Assignment(ticket_id=ticket.id, engineer_ids=crew, start=start, end=end, site_id=ticket.site_id)
                )
        return Schedule(assignments=tuple(given))


def rules_of(problem: Problem) -> tuple[Any, ...]:
    """Return the rules with the parameters of a problem's desk."""
    return rules_for(problem.desk)

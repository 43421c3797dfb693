"""Any change of a tiny desk, drawn at random; and which parts of the desk a change touches.

`DRAWN` has a function for every change there is. It returns None where the desk has nothing that could change so.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st
from strategies import PRICES, desk

from constraints import RULES
from engine.domain.problem import Problem
from engine.domain.ticket import SkillNeed, Status
from scenarios.change import Change
from scenarios.changed import changed, steps
from scenarios.changes.certificate_gained import CertificateGained
from scenarios.changes.certificate_lapsed import CertificateLapsed
from scenarios.changes.client_lost import ClientLost
from scenarios.changes.client_policy_changed import ClientPolicyChanged
from scenarios.changes.client_won import ClientWon
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.engineer_late import EngineerLate
from scenarios.changes.engineer_leaves_early import EngineerLeavesEarly
from scenarios.changes.longer_day import LongerDay
from scenarios.changes.more_hours import MoreHours
from scenarios.changes.new_hire import NewHire
from scenarios.changes.overtime_allowed import OvertimeAllowed
from scenarios.changes.restored import Restored, reverse
from scenarios.changes.rule_off import NEEDED, RuleOff
from scenarios.changes.site_closed import SiteClosed
from scenarios.changes.skill_gained import SkillGained
from scenarios.changes.sla_policy_changed import SlaPolicyChanged
from scenarios.changes.team_absent import TeamAbsent
from scenarios.changes.ticket_arrives import TicketArrives
from scenarios.changes.ticket_cancelled import TicketCancelled
from scenarios.changes.ticket_escalates import TicketEscalates
from scenarios.changes.ticket_overruns import TicketOverruns
from scenarios.changes.ticket_shortened import TicketShortened
from scenarios.changes.tier_policy_changed import TierPolicyChanged
from scenarios.changes.travel_slower import TravelSlower
from scenarios.changes.volume_changed import VolumeChanged
from scenarios.changes.weights_changed import WeightsChanged
from scenarios.situation import Situation

CAN_BE_OFF = tuple(rule.name for rule in RULES if rule.name not in NEEDED)
SEEDS = st.integers(0, 2**32 - 1)
Part = tuple[str, str]
"""Collection and id; the id ``*`` is every one of them."""
T = TypeVar("T")


class Drawing:
    """A desk, and a source of chance to change it by."""

    def __init__(self, problem: Problem, seed: int) -> None:
        self.problem, self.rng = problem, random.Random(f"changes {seed}")

    def pick(self, values: Sequence[T]) -> T:
        """Return one of some values."""
        return self.rng.choice(values)

    def engineer(self) -> str:
        """Return an engineer's id, or a word for one."""
        return self.pick(("@key", "@spare", *self.problem.engineer))

    def client(self) -> str:
        """Return a client's id."""
        return self.pick(tuple(self.problem.client))

    def ticket(self) -> str | None:
        """Return the id of a ticket that is planned, and whose windows do not bind its length."""
        found = [each.id for each in self.problem.schedulable if not each.time_windows]
        return self.pick(found) if found else None

    def instant(self, low: float = 0.0, high: float = 1.0) -> str:
        """Return an instant of a part of the planning window."""
        window = self.problem.desk.planning_window
        minutes = (window.end - window.start).total_seconds() / 60
        at = dt.timedelta(minutes=self.rng.randint(int(low * minutes), int(high * minutes)))
        return (window.start.astimezone(dt.UTC) + at).isoformat()

    def name(self) -> str:
        """Return an id that no other draw gives."""
        return f"new {self.rng.randrange(10**9)}"


def _sites_client(drawing: Drawing) -> tuple[str | None, str]:
    sites = [site for site in drawing.problem.sites if site.client_id]
    site = drawing.pick((None, *sites)) if sites else None
    return (site.id, site.client_id or "") if site else (None, drawing.client())


def _certificate_lapsed(drawing: Drawing) -> Change | None:
    held = [(each.id, one.name) for each in drawing.problem.engineers for one in each.certificates]
    if not held:
        return None
    who, name = drawing.pick(held)
    return CertificateLapsed(engineer=who, certificate=name, day=drawing.pick(("start", "day 1", "now")))


def _client_won(drawing: Drawing) -> Change:
    like, percent = drawing.client(), drawing.pick((50, 100, 150))
    policy = drawing.pick((None, *drawing.problem.sla_policy))
    return ClientWon(id=drawing.name(), like=like, percent=percent, sla_policy=policy, seed=drawing.rng.randrange(5))


def _more_hours(drawing: Drawing) -> Change:
    return MoreHours(tier=drawing.rng.randint(1, 3), start=drawing.instant(0.0, 0.5), minutes=drawing.pick((30, 60)))


def _restored(drawing: Drawing) -> Change:
    base = Situation(drawing.problem)
    return reverse(changed(base, [EngineerAbsent(engineer=drawing.engineer())]), base)


def _site_closed(drawing: Drawing) -> Change | None:
    sites = [site.id for site in drawing.problem.sites]
    ends = drawing.pick(("end", drawing.instant(0.5)))
    return SiteClosed(site=drawing.pick(sites), start=drawing.instant(0.0, 0.4), end=ends) if sites else None


def _sla_policy_changed(drawing: Drawing) -> Change:
    policy, priority = drawing.pick(drawing.problem.desk.sla_policies), drawing.rng.randint(1, 4)
    if drawing.rng.random() < 0.5:
        return SlaPolicyChanged(policy=policy.id, percent=drawing.pick((50, 133, 200)))
    minutes = drawing.rng.randrange(0, 300)
    return SlaPolicyChanged(policy=policy.id, priority=priority, respond_minutes=minutes, resolve_minutes=2 * minutes)


def _team_absent(drawing: Drawing) -> Change:
    half = drawing.pick((None, "first")) if len(drawing.problem.engineers) > 1 else None
    return TeamAbsent(start=drawing.instant(0.0, 0.5), half=half)  # type: ignore[arg-type]


def _ticket_arrives(drawing: Drawing) -> Change:
    site, client = _sites_client(drawing)
    known = sorted({skill.name for each in drawing.problem.engineers for skill in each.skills})
    skills = (SkillNeed(name=drawing.pick(known)),) if known and drawing.rng.random() < 0.5 else ()
    at = drawing.pick(("now", "start", drawing.instant()))
    return TicketArrives(id=drawing.name(), client=client, site=site, minutes=30, skills=skills, at=at)


def _ticket_shortened(drawing: Drawing) -> Change | None:
    ticket = drawing.ticket()
    if ticket is None:
        return None
    return TicketShortened(ticket=ticket, minutes=drawing.pick((None, 1, 5)))


def _volume_changed(drawing: Drawing) -> Change | None:
    open_ones = [each for each in drawing.problem.schedulable if each.status is Status.OPEN]
    kind = drawing.pick((None, *(each.type for each in open_ones)))
    percent = drawing.pick((-100, -50, 50, 100, 250))
    return VolumeChanged(percent=percent, type=kind, seed=drawing.rng.randrange(10**9)) if open_ones else None


def _of_ticket(make: Callable[[Drawing, str], Change]) -> Callable[[Drawing], Change | None]:
    def drawn(drawing: Drawing) -> Change | None:
        ticket = drawing.ticket()
        return make(drawing, ticket) if ticket else None

    return drawn


DRAWN: dict[type[Change], Callable[[Drawing], Change | None]] = {
    CertificateGained: lambda d: CertificateGained(engineer=d.engineer(), certificate=d.pick(("iso", "ccna"))),
    CertificateLapsed: _certificate_lapsed,
    ClientLost: lambda d: ClientLost(client=d.client()),
    ClientPolicyChanged: lambda d: ClientPolicyChanged(client=d.client(), policy=d.pick((None, *d.problem.sla_policy))),
    ClientWon: _client_won,
    EngineerAbsent: lambda d: EngineerAbsent(engineer=d.engineer(), start=d.instant(0.0, 0.5), end="end"),
    EngineerLate: lambda d: EngineerLate(engineer=d.engineer(), minutes=d.rng.randint(1, 100)),
    EngineerLeavesEarly: lambda d: EngineerLeavesEarly(engineer=d.engineer(), minutes=d.rng.randint(1, 100)),
    LongerDay: lambda d: LongerDay(engineer=d.engineer(), day="day 1", minutes=d.pick((15, 60))),
    MoreHours: _more_hours,
    NewHire: lambda d: NewHire(id=d.name(), like=d.engineer()),
    OvertimeAllowed: lambda d: OvertimeAllowed(engineer=d.pick((None, d.engineer())), minutes=d.pick((0, 30, 90))),
    Restored: _restored,
    RuleOff: lambda d: RuleOff(rule=d.pick(CAN_BE_OFF)),
    SiteClosed: _site_closed,
    SkillGained: lambda d: SkillGained(engineer=d.engineer(), skill=d.pick(("vpn", "erp")), level=d.rng.randint(1, 5)),
    SlaPolicyChanged: _sla_policy_changed,
    TeamAbsent: _team_absent,
    TicketArrives: _ticket_arrives,
    TicketCancelled: _of_ticket(lambda _, ticket: TicketCancelled(ticket=ticket)),
    TicketEscalates: _of_ticket(lambda d, ticket: TicketEscalates(ticket=ticket, priority=d.rng.randint(1, 4))),
    TicketOverruns: _of_ticket(lambda d, ticket: TicketOverruns(ticket=ticket, minutes=d.rng.randint(1, 60))),
    TicketShortened: _ticket_shortened,
    TierPolicyChanged: lambda d: TierPolicyChanged(tiers_above=d.rng.randint(0, 3)),
    TravelSlower: lambda d: TravelSlower(percent=d.rng.randint(1, 100)),
    VolumeChanged: _volume_changed,
    WeightsChanged: lambda d: WeightsChanged(weights={d.pick(PRICES): d.pick((0, 500, 2500))}),
}
"""How to draw each change."""


def drawn(kind: type[Change], seed: int, forced: Sequence[str] = ()) -> tuple[Situation, Change]:
    """Return a random desk that has something to be changed so, and the change."""
    while True:
        problem = desk(seed, forced)
        change = DRAWN[kind](Drawing(problem, seed))
        if change is not None:
            return Situation(problem), change
        seed += 1


def touched(base: Situation, change: Change) -> set[Part]:
    """Return the parts of a desk that a change alters, adds, names or looks at."""
    after, (step,) = steps(base, [change])
    return {*_altered(base, after), *_named(step.change), *_looked_at(base.problem, step.change)}


def are_independent(first: set[Part], second: set[Part]) -> bool:
    """Whether two changes touch no common part."""
    return not any(a == c and (b == d or "*" in (b, d)) for a, b in first for c, d in second)


def _altered(base: Situation, after: Situation) -> Iterator[Part]:
    for kind in ("engineers", "clients", "sites", "tickets"):
        was, now = ({each.id: each for each in getattr(one.problem, kind)} for one in (base, after))
        yield from ((kind, each) for each in was.keys() | now.keys() if was.get(each) != now.get(each))
    yield from (("off", rule) for rule in base.off ^ after.off)
    for field in type(base.problem.desk).model_fields:
        values: list[Any] = [getattr(one.problem.desk, field) for one in (base, after)]
        if field == "weights":
            values = [each.values for each in values]
        elif field == "sla_policies":
            values = [{each.id: each for each in given} for given in values]
        if isinstance(values[0], dict):
            keys = [each for each in values[0].keys() | values[1].keys() if values[0].get(each) != values[1].get(each)]
            yield from ((f"desk.{field}", each) for each in keys)
        elif values[0] != values[1]:
            yield f"desk.{field}", "*"


def _named(change: Change) -> Iterator[Part]:
    """Yield what a change names, by what its schema says of its fields."""
    for name, schema in type(change).model_json_schema()["properties"].items():
        for each in (schema, *schema.get("anyOf", ())):
            if "x-names" in each and getattr(change, name) is not None:
                kind = {"SLA policy": "desk.sla_policies"}.get(each["x-names"], f"{each['x-names']}s")
                yield kind, getattr(change, name)


def _looked_at(problem: Problem, change: Change) -> Iterator[Part]:
    match change:
        case VolumeChanged():
            yield "tickets", "*"
        case ClientWon():
            yield from (("tickets", each.id) for each in problem.tickets if each.client_id == change.like)
            yield from (("sites", each.id) for each in problem.sites if each.client_id == change.like)
            yield "desk.travel_times", "*"
        case SiteClosed():
            # How fast somebody is says what is left of a window that is long enough.
            yield "engineers", "*"
            yield from (("tickets", each.id) for each in problem.tickets if each.site_id == change.site)
        case OvertimeAllowed(engineer=None) | TeamAbsent():
            yield "engineers", "*"
        case TravelSlower():
            yield from (("desk.travel_profiles", "*"), ("desk.travel_times", "*"))
        case WeightsChanged():
            yield from (("desk.weights", rule) for rule in change.weights)
        case TierPolicyChanged():
            yield "desk.rules", "skill_tier"
        case RuleOff():
            yield "off", change.rule

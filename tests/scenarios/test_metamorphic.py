"""More capacity, looser windows or fewer tickets never make the optimum worse.

On small desks the exact model proves both optima; on larger ones the bound of one plan lies below the other's cost.
All rules hold in every test, with all that a desk may have, but where a rule itself says otherwise:

- **Facts** (pins to engineer and start, work under way, frozen work) may break any rule, and lie outside hours, windows
  and skills. A fact in an absence is no load; one whose ticket is cancelled has done a site's set-up before the hours.
  So changes of hours, and tickets that go, are compared on desks without facts.
- **pinned** permits as well as binds: a pin to an engineer goes over the gates on who may take the ticket, and work
  under way that may start anew loses its head start. So switching it off may cost.
- **On call** begins where overtime ends: overtime takes the first hours of it, at a price.
- **Appointments as load**: those past the normal end are load once overtime reaches them, and raise `workload_balance`.
- **over_qualification** prices a higher level of a skill she has already. A skill new to her is free of it.
- **SLA lateness sunk** by now is outside the cost. A looser target brings it back: it lies ahead again. So targets are
  loosened on desks where none has been missed.
- **On hold** is what a closed site's tickets are when no time is left for them, which costs nothing.

That `workload_balance` looks at each calendar against its own capacity, and at no mean of the team, is why the claim
holds for it: nobody is idle at a price.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from changing import CAN_BE_OFF, DRAWN, SEEDS, Drawing
from features import FEATURES, chosen
from hypothesis import given, settings
from oracles import Case
from strategies import desk

from engine.audit import audit
from engine.context import Context
from engine.decode import decode
from engine.domain.engineer import Skill
from engine.domain.problem import Problem
from engine.domain.schedule import Schedule
from engine.domain.ticket import TimeWindow
from engine.limits import Limits
from engine.questions.let_go import is_pin
from engine.solve import solve
from scenarios.change import Change
from scenarios.changed import changed
from scenarios.changes.certificate_gained import CertificateGained
from scenarios.changes.certificate_lapsed import CertificateLapsed
from scenarios.changes.client_lost import ClientLost
from scenarios.changes.client_won import ClientWon
from scenarios.changes.engineer_absent import EngineerAbsent
from scenarios.changes.engineer_late import EngineerLate
from scenarios.changes.engineer_leaves_early import EngineerLeavesEarly
from scenarios.changes.longer_day import LongerDay
from scenarios.changes.more_hours import MoreHours
from scenarios.changes.new_hire import NewHire
from scenarios.changes.overtime_allowed import OvertimeAllowed
from scenarios.changes.rule_off import RuleOff
from scenarios.changes.site_closed import SiteClosed
from scenarios.changes.skill_gained import SkillGained
from scenarios.changes.sla_policy_changed import SlaPolicyChanged
from scenarios.changes.ticket_arrives import TicketArrives
from scenarios.changes.ticket_cancelled import TicketCancelled
from scenarios.changes.ticket_overruns import TicketOverruns
from scenarios.changes.tier_policy_changed import TierPolicyChanged
from scenarios.changes.travel_slower import TravelSlower
from scenarios.changes.volume_changed import VolumeChanged
from scenarios.generator import generate
from scenarios.situation import Situation

Draw = Callable[[Drawing], Change | None]


def _without(problem: Problem, features: Iterable[str]) -> Problem:
    """Return a problem without some of what makes a claim false."""
    for feature in features:
        match feature:
            case "facts":
                tickets = tuple(
                    each.model_copy(update={"pin": None}) if is_pin(each) else each for each in problem.tickets
                )
                problem = problem.model_copy(update={"tickets": tickets, "published": None})
            case "on call":
                engineers = tuple(each.model_copy(update={"on_call": ()}) for each in problem.engineers)
                problem = problem.model_copy(update={"engineers": engineers})
            case "appointments as load":
                plain = problem.desk.model_copy(update={"appointments_are_load": False})
                problem = problem.model_copy(update={"desk": plain})
            case "missed targets":
                # Created now: no target of a policy has passed, and a ticket's own times do not change.
                tickets = tuple(each.model_copy(update={"created": problem.desk.now}) for each in problem.tickets)
                problem = problem.model_copy(update={"tickets": tickets})
    return problem


def _case(situation: Situation) -> Case:
    return Case(situation.problem, situation.rules, situation.rules)


def _optimum(situation: Situation) -> int:
    solved = _case(situation).solve()
    assert solved.is_optimal
    return solved.cost


def _overtime(drawing: Drawing) -> Change:
    most = max(each.overtime_minutes for each in drawing.problem.engineers)
    return OvertimeAllowed(minutes=most + drawing.pick((15, 60)))


def _more_hours(drawing: Drawing) -> Change:
    tier, skills = drawing.rng.randint(1, 3), tuple(Skill(name=name, level=3) for name in ("erp", "vpn"))
    return MoreHours(tier=tier, skills=skills, certificates=("iso",), start="now", minutes=180)


def _new_skill(drawing: Drawing) -> Change | None:
    found = [
        (each.id, name)
        for each in drawing.problem.engineers
        for name in ("vpn", "erp")
        if name not in {skill.name for skill in each.skills}
    ]
    if not found:
        return None
    who, name = drawing.pick(found)
    return SkillGained(engineer=who, skill=name, level=drawing.rng.randint(1, 5))


def _cancelled(drawing: Drawing) -> Change | None:
    found = drawing.problem.schedulable
    return TicketCancelled(ticket=drawing.pick(found).id) if found else None


def _fewer(drawing: Drawing) -> Change | None:
    return VolumeChanged(percent=-50, seed=drawing.rng.randrange(9)) if drawing.problem.schedulable else None


@dataclass(frozen=True)
class Claim:
    """A change that can only help, or only hurt: how to draw it, on desks with some features and without others."""

    draw: Draw
    features: str = ""
    without: tuple[str, ...] = ()


HOURS = ("facts", "on call", "appointments as load")
LOOSER = {
    "new hire": Claim(DRAWN[NewHire]),
    "more hours of somebody": Claim(_more_hours),
    "certificate gained": Claim(lambda d: CertificateGained(engineer=d.engineer(), certificate="iso"), "certificates"),
    "new skill": Claim(_new_skill, "skills"),
    "higher tiers tolerated": Claim(lambda _: TierPolicyChanged(tiers_above=3), "two engineers"),
    "rule off": Claim(lambda d: RuleOff(rule=d.pick([each for each in CAN_BE_OFF if each != "pinned"]))),
    "overtime allowed": Claim(_overtime, without=HOURS),
    "longer day": Claim(DRAWN[LongerDay], without=HOURS),
    "looser targets": Claim(
        lambda _: SlaPolicyChanged(policy="p", percent=200), "sla", without=("facts", "missed targets")
    ),
    "ticket cancelled": Claim(_cancelled, without=("facts",)),
    "half the tickets": Claim(_fewer, without=("facts",)),
    "client lost": Claim(DRAWN[ClientLost], without=("facts",)),
}
"""Changes that can only help."""
TIGHTER = {
    "absent": Claim(DRAWN[EngineerAbsent], without=("facts",)),
    "late": Claim(DRAWN[EngineerLate], without=("facts",)),
    "leaves early": Claim(DRAWN[EngineerLeavesEarly], without=("facts",)),
    "certificate lapsed": Claim(DRAWN[CertificateLapsed], "certificates"),
    "travel slower": Claim(DRAWN[TravelSlower], "places", without=("facts",)),
    "client won": Claim(DRAWN[ClientWon]),
    "ticket arrives": Claim(DRAWN[TicketArrives]),
    "ticket overruns": Claim(DRAWN[TicketOverruns], without=("facts",)),
    "site closed": Claim(DRAWN[SiteClosed], "places", without=("facts",)),
}
"""Changes that can only hurt, and help when they are taken back."""


@pytest.mark.parametrize("name", LOOSER)
def test_more_never_costs(name: str) -> None:
    """The proven optimum does not rise, and falls now and then: the change is felt."""
    _compare(LOOSER[name], lambda before, after: after <= before)


@pytest.mark.parametrize("name", TIGHTER)
def test_less_never_pays(name: str) -> None:
    """The proven optimum does not fall, and rises now and then."""
    _compare(TIGHTER[name], lambda before, after: after >= before)


@pytest.mark.long
@pytest.mark.parametrize("name", [*LOOSER, *TIGHTER])
def test_on_many_more_desks(name: str) -> None:
    """The same on 300 desks for each change."""
    if name in LOOSER:
        _compare(LOOSER[name], lambda before, after: after <= before, 300)
    else:
        _compare(TIGHTER[name], lambda before, after: after >= before, 300)


def _compare(claim: Claim, is_kept: Callable[[int, int], bool], desks: int = 40) -> None:
    count = felt = 0

    @settings(max_examples=desks)
    @given(SEEDS)
    def holds(seed: int) -> None:
        nonlocal count, felt
        features = chosen(FEATURES[seed % len(FEATURES)]) | chosen(claim.features)
        problem = _without(desk(seed, features), claim.without)
        change = claim.draw(Drawing(problem, seed))
        if change is None:
            return
        base = Situation(problem)
        after = changed(base, [change])
        if isinstance(change, SiteClosed) and len(after.problem.schedulable) < len(problem.schedulable):
            return
        before, now = _optimum(base), _optimum(after)
        assert is_kept(before, now), (before, now, change)
        count, felt = count + 1, felt + (before != now)

    holds()
    assert count >= 8
    assert felt, f"none of {count} desks felt the change"


def test_a_higher_level_costs_at_most_over_qualification() -> None:
    """Without the price of too high a level, an engineer who knows more never makes a plan dearer."""

    @settings(max_examples=30)
    @given(SEEDS)
    def holds(seed: int) -> None:
        drawing = Drawing(desk(seed, ("skills",)), seed)
        base = Situation(drawing.problem, frozenset({"over_qualification"}))
        after = changed(base, [SkillGained(engineer=drawing.engineer(), skill=drawing.pick(("vpn", "erp")), level=5)])
        assert _optimum(after) <= _optimum(base)

    holds()


def test_looser_windows_never_cost() -> None:
    """Windows that begin sooner and end later, and sites that never close, leave the optimum where it was or lower."""

    @settings(max_examples=40)
    @given(SEEDS)
    def holds(seed: int) -> None:
        drawing = Drawing(_without(desk(seed, ("windows", "opening", "places")), ("facts",)), seed)
        problem, plan = drawing.problem, drawing.problem.desk.planning_window

        def wider(window: TimeWindow) -> TimeWindow:
            ends = (window.end, max(window.end, plan.end))
            return TimeWindow(start=min(window.start, plan.start), end=drawing.pick(ends))

        tickets = tuple(
            each.model_copy(update={"time_windows": tuple(wider(one) for one in each.time_windows)})
            for each in problem.tickets
        )
        sites = tuple(each.model_copy(update={"opening_hours": None}) for each in problem.sites)
        looser = problem.model_copy(update={"tickets": tickets, "sites": drawing.pick((sites, problem.sites))})
        assert _optimum(Situation(looser)) <= _optimum(Situation(problem))

    holds()


def test_a_new_ticket_costs_at_most_what_leaving_it_out_does() -> None:
    """The old plan, priced on the desk with one ticket more, is a plan of that desk: its optimum is no dearer."""

    @settings(max_examples=30)
    @given(SEEDS)
    def holds(seed: int) -> None:
        problem = desk(seed, chosen(FEATURES[seed % len(FEATURES)]))
        base = Situation(problem)
        change = DRAWN[TicketArrives](Drawing(problem, seed))
        assert change is not None
        after, before = changed(base, [change]), _case(base)
        found = before.solve()
        plan = decode(before.context, before.instance, found.timed)
        left_out = audit(Context(after.problem), after.rules, plan)
        assert not left_out.hard
        assert found.cost <= _optimum(after) <= left_out.score.total

    holds()


LARGER: dict[str, tuple[bool, Callable[[Problem], Change]]] = {
    "new hire": (True, lambda _: NewHire(id="more", like="@key")),
    "higher tiers tolerated": (True, lambda _: TierPolicyChanged(tiers_above=3)),
    "travel rule off": (True, lambda _: RuleOff(rule="travel")),
    "a third fewer tickets": (True, lambda _: VolumeChanged(percent=-33)),
    "key engineer absent": (False, lambda _: EngineerAbsent(engineer="@key", start="day 2")),
    "client won": (False, lambda _: ClientWon(id="won", like="@largest")),
}
"""Whether a change can only help, and the change."""


@pytest.fixture(scope="module")
def larger() -> tuple[Situation, Schedule]:
    """Return a desk of four engineers and 28 tickets, without facts, and its plan."""
    base = Situation(_without(generate(4, 28, 2, seed=7), ("facts", "on call")))
    return base, _plan(base)


def _plan(situation: Situation) -> Schedule:
    return solve(situation.problem, situation.rules, Limits(deterministic=0.2), workers=1).schedule


@pytest.mark.parametrize("name", LARGER)
def test_on_larger_desks_it_holds_within_the_gap(larger: tuple[Situation, Schedule], name: str) -> None:
    """What no plan of the better desk can beat lies below the cost of any plan of the worse one."""
    (base, before), (helps, change) = larger, LARGER[name]
    after = _plan(changed(base, [change(base.problem)]))
    better, worse = (after, before) if helps else (before, after)
    assert better.bound is not None
    assert worse.score is not None
    assert better.bound <= worse.score.total

"""The rules, one file each; none imports another."""

from engine.constraint import Rule
from engine.domain.desk import Desk

from .breaks import Breaks
from .certificates import Certificates
from .client_preference import ClientPreference
from .daily_cap import DailyCap
from .dependencies import Dependencies
from .effort import Effort
from .excluded_engineer import ExcludedEngineer
from .familiarity import Familiarity
from .labour_cost import LabourCost
from .one_thing_at_a_time import OneThingAtATime
from .over_qualification import OverQualification
from .overtime import Overtime
from .pinned import Pinned
from .preferred_engineer import PreferredEngineer
from .promptness import Promptness
from .recent_contact import RecentContact
from .required_engineer import RequiredEngineer
from .same_engineer import SameEngineer
from .skill_fit import SkillFit
from .skill_tier import SkillTier
from .skills import Skills
from .sla_plan import SlaPlan
from .sla_resolution import SlaResolution
from .sla_response import SlaResponse
from .stability import Stability
from .territory import Territory
from .tier_stretch import TierStretch
from .time_windows import TimeWindows
from .together import Together
from .travel import Travel
from .unassigned import Unassigned
from .visit_batching import VisitBatching
from .working_hours import WorkingHours
from .workload_balance import WorkloadBalance

RULES: tuple[type[Rule], ...] = (
    Breaks,
    Certificates,
    ClientPreference,
    DailyCap,
    Dependencies,
    Effort,
    ExcludedEngineer,
    Familiarity,
    LabourCost,
    OneThingAtATime,
    OverQualification,
    Overtime,
    Pinned,
    PreferredEngineer,
    Promptness,
    RecentContact,
    RequiredEngineer,
    SameEngineer,
    SkillFit,
    SkillTier,
    Skills,
    SlaPlan,
    SlaResolution,
    SlaResponse,
    Stability,
    Territory,
    TierStretch,
    TimeWindows,
    Together,
    Travel,
    Unassigned,
    VisitBatching,
    WorkingHours,
    WorkloadBalance,
)
"""Every rule there is, by name."""


def by_name() -> dict[str, type[Rule]]:
    """Return the rules by name."""
    return {rule.name: rule for rule in RULES}


def rules_for(desk: Desk) -> tuple[Rule, ...]:
    """Return every rule with the parameters that a desk gives it.

    Raises
    ------
    pydantic.ValidationError
        When a parameter is unknown or out of bounds; `engine.validate.check_rules` reports these kindly beforehand.
    """
    return tuple(rule.model_validate(desk.rules.get(rule.name, {})) for rule in RULES)

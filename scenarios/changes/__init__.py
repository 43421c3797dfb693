"""The changes, one file each; none imports another."""

from typing import Annotated

from pydantic import Field

from ..change import Change
from .certificate_gained import CertificateGained
from .certificate_lapsed import CertificateLapsed
from .client_lost import ClientLost
from .client_policy_changed import ClientPolicyChanged
from .client_won import ClientWon
from .engineer_absent import EngineerAbsent
from .engineer_late import EngineerLate
from .engineer_leaves_early import EngineerLeavesEarly
from .longer_day import LongerDay
from .more_hours import MoreHours
from .new_hire import NewHire
from .overtime_allowed import OvertimeAllowed
from .restored import Restored
from .rule_off import RuleOff
from .site_closed import SiteClosed
from .skill_gained import SkillGained
from .sla_policy_changed import SlaPolicyChanged
from .team_absent import TeamAbsent
from .ticket_arrives import TicketArrives
from .ticket_cancelled import TicketCancelled
from .ticket_escalates import TicketEscalates
from .ticket_overruns import TicketOverruns
from .ticket_shortened import TicketShortened
from .tier_policy_changed import TierPolicyChanged
from .travel_slower import TravelSlower
from .volume_changed import VolumeChanged
from .weights_changed import WeightsChanged

AnyChange = Annotated[
    CertificateGained
    | CertificateLapsed
    | ClientLost
    | ClientPolicyChanged
    | ClientWon
    | EngineerAbsent
    | EngineerLate
    | EngineerLeavesEarly
    | LongerDay
    | MoreHours
    | NewHire
    | OvertimeAllowed
    | Restored
    | RuleOff
    | SiteClosed
    | SkillGained
    | SlaPolicyChanged
    | TeamAbsent
    | TicketArrives
    | TicketCancelled
    | TicketEscalates
    | TicketOverruns
    | TicketShortened
    | TierPolicyChanged
    | TravelSlower
    | VolumeChanged
    | WeightsChanged,
    Field(discriminator="change"),
]
"""Any of them, told apart by its field ``change``."""
CHANGES: tuple[type[Change], ...] = (
    CertificateGained,
    CertificateLapsed,
    ClientLost,
    ClientPolicyChanged,
    ClientWon,
    EngineerAbsent,
    EngineerLate,
    EngineerLeavesEarly,
    LongerDay,
    MoreHours,
    NewHire,
    OvertimeAllowed,
    Restored,
    RuleOff,
    SiteClosed,
    SkillGained,
    SlaPolicyChanged,
    TeamAbsent,
    TicketArrives,
    TicketCancelled,
    TicketEscalates,
    TicketOverruns,
    TicketShortened,
    TierPolicyChanged,
    TravelSlower,
    VolumeChanged,
    WeightsChanged,
)
"""Every change there is, by name."""

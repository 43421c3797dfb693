"""The changes, one file each; none imports another."""

from typing import Annotated

from pydantic import Field

from ..change import Change
from .client_lost import ClientLost
from .client_won import ClientWon
from .engineer_absent import EngineerAbsent
from .engineer_late import EngineerLate
from .engineer_leaves_early import EngineerLeavesEarly
from .new_hire import NewHire
from .overtime_allowed import OvertimeAllowed
from .restored import Restored
from .rule_off import RuleOff
from .ticket_arrives import TicketArrives
from .ticket_cancelled import TicketCancelled
from .ticket_escalates import TicketEscalates
from .ticket_overruns import TicketOverruns
from .ticket_shortened import TicketShortened
from .travel_slower import TravelSlower
from .volume_changed import VolumeChanged
from .weights_changed import WeightsChanged

AnyChange = Annotated[
    ClientLost
    | ClientWon
    | EngineerAbsent
    | EngineerLate
    | EngineerLeavesEarly
    | NewHire
    | OvertimeAllowed
    | Restored
    | RuleOff
    | TicketArrives
    | TicketCancelled
    | TicketEscalates
    | TicketOverruns
    | TicketShortened
    | TravelSlower
    | VolumeChanged
    | WeightsChanged,
    Field(discriminator="change"),
]
"""Any of them, told apart by its field ``change``."""
CHANGES: tuple[type[Change], ...] = (
    ClientLost,
    ClientWon,
    EngineerAbsent,
    EngineerLate,
    EngineerLeavesEarly,
    NewHire,
    OvertimeAllowed,
    Restored,
    RuleOff,
    TicketArrives,
    TicketCancelled,
    TicketEscalates,
    TicketOverruns,
    TicketShortened,
    TravelSlower,
    VolumeChanged,
    WeightsChanged,
)
"""Every change there is, by name."""

"""The changes, one file each; none imports another."""

from typing import Annotated

from pydantic import Field

from ..change import Change
from .engineer_absent import EngineerAbsent
from .restored import Restored
from .rule_off import RuleOff
from .ticket_arrives import TicketArrives

AnyChange = Annotated[EngineerAbsent | Restored | RuleOff | TicketArrives, Field(discriminator="change")]
"""Any of them, told apart by its field ``change``."""
CHANGES: tuple[type[Change], ...] = (EngineerAbsent, Restored, RuleOff, TicketArrives)
"""Every change there is, by name."""

"""The tables, one concept a file; importing this package makes them all known to the metadata."""

from .access import ApiKey, Feed, Session
from .base import Base
from .data import Calendar, Client, Engineer, Site, Ticket
from .desk import Desk, Learning, Weights
from .job import Job, JobEvent
from .schedule import Decision, Proposal, Schedule
from .subscription import Subscription
from .trail import AuditEntry, Remembered
from .trust import Trust, TrustAction, TrustTurn

__all__ = [
    "ApiKey",
    "AuditEntry",
    "Base",
    "Calendar",
    "Client",
    "Decision",
    "Desk",
    "Engineer",
    "Feed",
    "Job",
    "JobEvent",
    "Learning",
    "Proposal",
    "Remembered",
    "Schedule",
    "Session",
    "Site",
    "Subscription",
    "Ticket",
    "Trust",
    "TrustAction",
    "TrustTurn",
    "Weights",
]

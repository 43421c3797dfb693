"""Processes that hold desks compiled and answer questions about them, so that the web process never computes."""

from .errors import TookTooLong, WorkerLost
from .held import Held
from .key import DeskKey
from .pool import WarmPool

__all__ = ["DeskKey", "Held", "TookTooLong", "WarmPool", "WorkerLost"]

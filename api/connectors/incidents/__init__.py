"""Importer of a ServiceNow incident event log (UCI "Incident management process enriched event log")."""

from .importer import Imported, import_incidents
from .outcome import Agreement, Outcome, agreement, what_happened
from .window import window_of

__all__ = ["Agreement", "Imported", "Outcome", "agreement", "import_incidents", "what_happened", "window_of"]

"""Plans of what could be beside the plan of what is: what differs, why, and what of it is noise."""

from .comparison import Beside, Comparison, Side
from .document import comparison_document

__all__ = ["Beside", "Comparison", "Side", "comparison_document"]

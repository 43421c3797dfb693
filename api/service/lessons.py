"""What warm workers are asked about learning: weights from decisions, and what these would have been with others."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from api.warm.held import Held
from engine.compile import weights_of
from engine.learning.decision import Decision
from engine.learning.hindsight import Hindsight, hindsight
from engine.learning.learn import learn
from engine.learning.learned import Learned
from engine.learning.reasons import understand
from engine.learning.settings import Settings
from engine.learning.understood import Understood


def lesson(
    held: Held, hand: Mapping[str, int], frozen: Sequence[str], decisions: Sequence[Decision], at: datetime
) -> Learned:
    """Return what a desk's decisions teach.

    Parameters
    ----------
    hand : dict
        Weights as a person has set them; the rules' own count for the others.
    frozen : sequence of str
        Rules that keep the weight that they have now.
    """
    now = weights_of(held.context, held.rules)
    defaults = {rule.name: hand.get(rule.name, rule.default_weight or 0) for rule in held.rules if rule.name in now}
    defaults |= {rule: now[rule] for rule in frozen if rule in now}
    preferences = [each for client in held.problem.clients for each in client.preferences]
    settings = Settings(time_zone=held.problem.desk.time_zone)
    return learn(defaults, decisions, at, settings, frozen, preferences)


def compared(held: Held, weights: Mapping[str, int], decisions: Sequence[Decision]) -> Hindsight:
    """Return what decisions would have been by other weights than the desk has now."""
    return hindsight(decisions, weights_of(held.context, held.rules), weights)


def understood(held: Held, text: str) -> Understood:
    """Return what a reason says, said now."""
    return understand(text, held.problem, held.rules, held.problem.desk.now)

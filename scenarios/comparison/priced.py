"""What a variant's schedules cost in the prices of the base, and which of the base's rules they break."""

from dataclasses import dataclass

from engine.audit import audit
from engine.compile import weights_of
from engine.constraint import Finding, Rules
from engine.context import Context
from engine.domain.schedule import Score

from ..situation import Situation
from .solved import Solved, total


@dataclass(frozen=True)
class Priced:
    """A variant's schedules in the prices in which all are compared.

    Parameters
    ----------
    costs : tuple of int
        By seed, in thousandths of an engineer-minute.
    score : Score
        Of the best schedule.
    weights : dict
        By rule, in thousandths.
    is_repriced : bool
        Whether the variant has other rules, rule parameters or weights, so that its own costs mean something else:
        then these are by the base's.
    broken : tuple of Finding
        The rules that the best schedule breaks by these prices, each breach in words; facts' own are left out.
    """

    costs: tuple[int, ...]
    score: Score
    weights: dict[str, int]
    is_repriced: bool
    broken: tuple[Finding, ...]

    @property
    def by_rule(self) -> dict[str, int]:
        """Cost per rule in thousandths."""
        return {rule: self.weights[rule] * amount for rule, amount in self.score.amounts.items()}


def priced(solved: Solved, base: Solved) -> Priced:
    """Return a variant's schedules in the prices of the base; of the base itself in its own."""
    if _same_prices(solved.situation, base.situation):
        weights, judged = weights_of(solved.context, solved.rules), solved.audit
        return Priced(tuple(map(total, solved.schedules)), judged.score, weights, False, judged.hard)
    context, rules = _as_base(solved.situation, base.situation)
    audits = [audit(context, rules, schedule) for schedule in solved.schedules]
    best = audits[solved.schedules.index(solved.best)]
    costs = tuple(each.score.total for each in audits)
    return Priced(costs, best.score, weights_of(context, rules), True, best.hard)


def _same_prices(one: Situation, other: Situation) -> bool:
    desks = one.problem.desk, other.problem.desk
    return one.off == other.off and desks[0].weights == desks[1].weights and desks[0].rules == desks[1].rules


def _as_base(situation: Situation, base: Situation) -> tuple[Context, Rules]:
    was, desk = base.problem.desk, situation.problem.desk
    desk = desk.model_copy(update={"weights": was.weights, "rules": was.rules})
    problem = situation.problem.model_copy(update={"desk": desk})
    return Context(problem), Situation(problem, base.off).rules

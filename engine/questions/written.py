"""What the rules have written of a desk, for a question that compiles it several times with other facts."""

from ..builder import shifts_of_facts
from ..compile import built, compile_instance, freeze, write
from ..constraint import Rules
from ..context import Context
from ..instance import Instance

_OF_PROMISES = {"problem.published", "ticket.pin"}
"""What facts, and the prices of changes, come from: a rule that writes either names one of them in what it reads."""


class Written:
    """The forms of a desk, of which only those that depend on facts and on what was published are written again.

    Parameters
    ----------
    context : Context
    rules : sequence of Constraint
    """

    def __init__(self, context: Context, rules: Rules) -> None:
        self._rules = rules
        self._of_promises = [rule for rule in rules if not _OF_PROMISES.isdisjoint(rule.reads)]
        self._lasting = built(context, [rule for rule in rules if _OF_PROMISES.isdisjoint(rule.reads)])

    def instance(self, context: Context) -> Instance:
        """Return the instance of a context, the same one as `compile_instance` does and with the same errors.

        Parameters
        ----------
        context : Context
            Of the same tickets, engineers, clocks, appointments and published schedule; it may have other facts, and
            other weights of the rules that read what was published.
        """
        before = self._lasting.problem
        assert context.problem.published is before.published, "breaks and loads are of what was published as well"
        assert context.problem.tickets is before.tickets, "the forms are those of the same tickets"
        if not self._is_of_the_same_time(context):
            return compile_instance(context, self._rules)
        builder = self._lasting.copied(context)
        write(builder, self._of_promises)
        return freeze(builder)

    def _is_of_the_same_time(self, context: Context) -> bool:
        """Whether facts lie on the same shifts, and none ends so late that prices are to be written for longer."""
        before = self._lasting.context
        last = max((fact.end or fact.start for each in (before, context) for fact in each.facts.values()), default=0)
        return last <= context.horizon and shifts_of_facts(before) == shifts_of_facts(context)

"""A first good day, from the search that the large plans come from."""

from collections.abc import Collection

import numpy as np

from ...instance import Instance
from ...limits import IsStopped, Limits
from ...plan import has_work
from ...timing import Timed
from ..search.search import Search, first_plan


def searched(
    instance: Instance, shift: int, tickets: Collection[int], rest: Timed, limits: Limits, is_stopped: IsStopped
) -> Timed:
    """Return the best plan that one worker of the search meets when it may add some tickets to a shift, nothing else.

    Parameters
    ----------
    tickets : collection of int
    rest : Timed
        Where to start: a plan without them. One that holds other work is returned as it is.
    """
    if any(map(has_work, rest.plan.sequences.values())):
        return rest
    begin = instance.candidate_begin.copy()
    end = begin.copy()
    for ticket in tickets:
        at = int(np.searchsorted(instance.candidate_row(ticket), shift))
        begin[ticket], end[ticket] = begin[ticket] + at, begin[ticket] + at + 1
    only = instance.replaced(candidate_begin=begin, candidate_end=end)
    with Search(only, first_plan(only, rest), 0, 1) as search:
        search.run(limits, is_stopped=is_stopped)
        return search.best()

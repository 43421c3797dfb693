"""How long compiling and placing greedily take: ``python -m benchmarks.greedy [ENGINEERS TICKETS DAYS]``."""

import sys
import time

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.cost import cost
from engine.plan import Plan
from engine.solvers.bound import gap, ticket_bound
from engine.solvers.greedy import greedy
from engine.timing import timing
from scenarios.generator import generate


def main() -> None:
    """Print one line per seed: seconds to compile, seconds to place, share assigned, gap."""
    engineers, tickets, days = (int(each) for each in sys.argv[1:4]) if len(sys.argv) > 3 else (130, 2000, 5)
    print(f"{engineers} engineers, {tickets} tickets, {days} days")
    for seed in (1, 2, 3):
        problem = generate(engineers, tickets, days, seed)
        began = time.perf_counter()
        context = Context(problem)
        instance = compile_instance(context, rules_for(problem.desk))
        compiled = time.perf_counter()
        timed = timing(instance, greedy(instance))
        placed = time.perf_counter()
        idle = timing(instance, Plan())
        assert timed is not None
        assert idle is not None
        share = gap(cost(instance, timed), ticket_bound(instance), cost(instance, idle))
        print(
            f"seed {seed}: compile {compiled - began:.1f} s, greedy {placed - compiled:.1f} s, "
            f"{len(timed.span)} of {len(instance.tickets)} assigned, gap {share:.1%}"
        )


if __name__ == "__main__":
    main()

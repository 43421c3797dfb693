"""Openday itself: what `engine.solve` does, from the instance on."""

from constraints import rules_for
from engine.compile import compile_instance
from engine.context import Context
from engine.instance import Instance
from engine.limits import WORKERS, Limits
from engine.plan import Plan
from engine.solvers.portfolio import LONG, plan
from scenarios.generator import generate

from .peer import Peer, Whole


class Openday(Peer):
    """Our solver, which honours every form."""

    name = "openday"
    threads = True

    def solve(self, instance: Instance, seconds: float, seed: int) -> Whole:
        """Return the best plan found, nothing published."""
        return self._improved(instance, None, seconds, seed)

    def solve_from(self, instance: Instance, start: Plan, seconds: float, seed: int) -> Whole:
        """Return the best plan found from the published one."""
        return self._improved(instance, start, seconds, seed)

    def prepare(self) -> None:
        """Make the machine code, which only the first run on a machine has to."""
        problem = generate(4, 60, 2, 1)
        instance = compile_instance(Context(problem), rules_for(problem.desk))
        plan(instance, Plan(), Limits(deterministic=0.01), 0, 1, shares=LONG)

    def _improved(self, instance: Instance, start: Plan | None, seconds: float, seed: int) -> Whole:
        planned = plan(instance, start or Plan(), Limits(seconds), seed, WORKERS)
        return Whole(planned.timed, planned.bound)


PEERS = (Openday(),)

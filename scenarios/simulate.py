"""A desk over some weeks: tickets come in, work turns out otherwise, people fall sick, a policy dispatches."""

from collections.abc import Callable

from .simulation.policies.policy import Policy
from .simulation.reality import News, Reality
from .simulation.seen import Seen
from .simulation.world import World

STEP = 15
"""Minutes between two looks at the desk."""


def quiet(share: float) -> None:
    """Take no notice of how far it has come."""


def simulate(world: World, policy: Policy, on_step: Callable[[float], None] = quiet) -> Reality:
    """Return what happens at a desk under a policy.

    Parameters
    ----------
    world : World
        What comes, whoever dispatches.
    policy : Policy
        Asked every quarter of an hour. The day of what it plans is published, and carried out until it plans again;
        the days after it are a draft of which nobody is told. Policies of every kind do better so than by telling whole
        weeks: what comes in later and is more urgent still finds room.
    on_step : callable
        Told what share of the time has passed, day by day.
    """
    reality, news = Reality(world), News()
    horizon = world.context.horizon
    for minute in range(STEP, horizon + 1, STEP):
        reality.until(minute)
        news.add(reality.heard())
        seen = Seen(reality, news)
        schedule = policy.decide(seen)
        if schedule is not None:
            reality.publish(seen.todays(schedule))
        if schedule is not None or seen.is_attended:
            news = News()
        if minute % 1440 == 0:
            on_step(minute / horizon)
    return reality

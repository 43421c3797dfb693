"""The figures that a service manager compares, each beside the same one of another schedule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from engine.domain.schedule import Kpis, Schedule

from .noise import Noise, noise
from .solved import Solved


@dataclass(frozen=True)
class Figure:
    """A figure of a schedule.

    Parameters
    ----------
    name : str
        JSON key.
    words : str
    unit : str
        ``tickets``, ``%``, ``points``, ``minutes`` or ``visits``.
    better : int
        1 where more of it is better, -1 where less is, 0 where it depends.
    of : callable
        From the counted figures to its value.
    """

    name: str
    words: str
    unit: str
    better: int
    of: Callable[[Kpis], float]


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 100.0


FIGURES = (
    Figure("assigned", "Tickets assigned", "tickets", 1, lambda k: k.assigned),
    Figure("unassigned", "Tickets left out", "tickets", -1, lambda k: k.tickets - k.assigned),
    Figure(
        "unassigned_urgent",
        "P1 and P2 left out",
        "tickets",
        -1,
        lambda k: sum(count for priority, count in k.unassigned_by_priority.items() if priority <= 2),
    ),
    Figure("sla_met_percent", "SLA targets met", "%", 1, lambda k: _share(k.sla_met, k.sla_targets)),
    Figure("sla_missed", "SLA targets missed", "tickets", -1, lambda k: k.sla_targets - k.sla_met),
    Figure("utilization_percent", "Utilization", "%", 0, lambda k: _mean(k.utilization_percent)),
    Figure("utilization_spread", "Spread of utilization", "points", -1, lambda k: k.utilization_spread_percent),
    Figure("work_minutes", "Work", "minutes", 0, lambda k: k.work_minutes),
    Figure("travel_minutes", "Travel", "minutes", -1, lambda k: k.travel_minutes),
    Figure("visits", "Visits", "visits", 0, lambda k: k.visits),
    Figure("visits_saved", "Visits saved by batching", "visits", 1, lambda k: k.visits_saved),
    Figure("wrong_tier", "Work off its tier", "tickets", -1, lambda k: k.wrong_tier),
    Figure("overtime_minutes", "Overtime", "minutes", -1, lambda k: k.overtime_minutes),
)
"""In the order in which they are shown."""


@dataclass(frozen=True)
class Compared:
    """A figure of the best schedule before and after, and how it differs over the seeds; the rest as in `Figure`."""

    name: str
    words: str
    unit: str
    better: int
    before: float
    after: float
    noise: Noise

    @property
    def counts(self) -> bool:
        """Whether the difference is more than noise."""
        return self.noise.finding in ("beyond", "every_seed")


def compared(base: Solved, variant: Solved) -> tuple[Compared, ...]:
    """Return every figure of a variant beside the base's."""
    return tuple(
        Compared(
            figure.name,
            figure.words,
            figure.unit,
            figure.better,
            figure.of(kpis_of(base.best)),
            figure.of(kpis_of(variant.best)),
            noise(_by_seed(figure, base.schedules), _by_seed(figure, variant.schedules), is_fixed=base.is_given),
        )
        for figure in FIGURES
    )


def kpis_of(schedule: Schedule) -> Kpis:
    """Return the figures that a schedule carries."""
    assert schedule.kpis is not None, "a schedule that is compared has its figures"
    return schedule.kpis


def _by_seed(figure: Figure, schedules: Sequence[Schedule]) -> list[float]:
    return [figure.of(kpis_of(schedule)) for schedule in schedules]


def _mean(values: dict[str, float]) -> float:
    return round(fmean(values.values()), 2) if values else 0.0

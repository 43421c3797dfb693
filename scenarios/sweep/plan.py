"""What a sweep has to run at a desk: one job for every variant, choice of weights and seed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from constraints import rules_for
from engine.compile import weights_of
from engine.context import Context
from engine.domain.weights import Weights

from ..changed import changed
from ..freed import freed
from ..parts import with_desk
from ..situation import Situation
from .definition import Sweep
from .points import Point, points

_FORMAT = 1
"""Part of every key: rows that are made in another way are no longer taken for the same."""


@dataclass(frozen=True)
class Job:
    """One run, with all that it needs, so that any process can do it.

    Parameters
    ----------
    key : str
        A hash of what the run is made of: desk, changes, weights, seed, effort.
    situation : Situation
        With the weights of the point.
    variant : str
    point : Point
    own : mapping of str to int
        The desk's own weights, by which all rows are judged.
    seed : int
    effort : float
    """

    key: str
    situation: Situation
    variant: str
    point: Point
    own: Mapping[str, int]
    seed: int
    effort: float


@dataclass(frozen=True)
class Plan:
    """All jobs of a sweep.

    Parameters
    ----------
    name : str
    desk : str
        A hash of the desk's content, its own weights among it: by them all rows are judged.
    own : mapping of str to int
        The desk's own weights.
    jobs : tuple of Job
    """

    name: str
    desk: str
    own: Mapping[str, int]
    jobs: tuple[Job, ...]


def plan_of(sweep: Sweep, base: Situation, source: str) -> Plan:
    """Return what a sweep has to run at a desk.

    Parameters
    ----------
    sweep : Sweep
    base : Situation
    source : str
        Where the sweep stands, for messages.

    Raises
    ------
    DataError
        Naming the change that the desk does not allow, or the weight that cannot be.
    """
    own = weights_in(base)
    chosen = points(sweep, own, source)
    jobs = []
    for variant in sweep.told:
        situation = freed(base, changed(base, variant.changes, source))
        content, weights = _digest(situation), weights_in(situation)
        weighted = [(point, _with_weights(situation, point)) for point in chosen]
        for seed in sweep.seeds:
            for point, each in weighted:
                made_of = [_FORMAT, variant.name, content, {**weights, **point.weights}, own, seed, sweep.effort]
                jobs.append(Job(_hash(*made_of), each, variant.name, point, own, seed, sweep.effort))
    return Plan(sweep.name, _hash(_digest(base), own), own, tuple(jobs))


def weights_in(situation: Situation) -> dict[str, int]:
    """Return the weights of all priced rules, those that are off among them."""
    return weights_of(Context(situation.problem), rules_for(situation.problem.desk))


def _with_weights(situation: Situation, point: Point) -> Situation:
    given = situation.problem.desk.weights
    weights = Weights(version=given.version, values={**given.values, **point.weights})
    return Situation(with_desk(situation.problem, weights=weights), situation.off)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:24]


def _digest(situation: Situation) -> str:
    """Return a hash of all that a situation holds but the weights."""
    data = situation.problem.model_dump_json(exclude={"desk": {"weights"}})
    return hashlib.sha256(f"{sorted(situation.off)}{data}".encode()).hexdigest()[:24]

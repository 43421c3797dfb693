"""Policies under seeds, side by side in processes; each pair that is done is kept, so that a stopped run goes on."""

import json
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.parent import end_with_parent

from ..simulate import simulate
from .outcome import Outcome, outcome
from .policies import POLICIES
from .source import Source

RESULTS = "simulation.jsonl"


@dataclass(frozen=True)
class Row:
    """What came of a policy under a seed."""

    source: str
    policy: str
    seed: int
    outcome: Outcome


@dataclass(frozen=True)
class _Pair:
    source: Source
    policy: str
    seed: int


def run(
    source: Source,
    policies: Sequence[str],
    seeds: Sequence[int],
    folder: Path,
    workers: int,
    on_row: Callable[[Row, int, int], None],
) -> list[Row]:
    """Return a row for every policy and seed, those kept in a folder and those that were missing.

    Parameters
    ----------
    folder : Path
        Where the rows are kept, one a line, as they come.
    workers : int
        Processes; no row depends on it.
    on_row : callable
        Told of every new row, and how many of how many there are by then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / RESULTS
    wanted = [(policy, seed) for seed in seeds for policy in policies]
    rows = {(each.policy, each.seed): each for each in kept(file) if each.source == source.key}
    left = [_Pair(source, policy, seed) for policy, seed in wanted if (policy, seed) not in rows]
    for row in _made(left, workers):
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(row), sort_keys=True) + "\n")
        rows[row.policy, row.seed] = row
        on_row(row, sum(each in rows for each in wanted), len(wanted))
    return [rows[each] for each in wanted]


def kept(file: Path) -> Iterator[Row]:
    """Yield the rows that are kept in a file; none where there is no file, and none of a line cut short."""
    if not file.is_file():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            found = json.loads(line)
            yield Row(found["source"], found["policy"], found["seed"], Outcome(**found["outcome"]))
        except (json.JSONDecodeError, KeyError, TypeError):
            continue


def _made(pairs: Sequence[_Pair], workers: int) -> Iterator[Row]:
    if workers == 1 or len(pairs) < 2:
        yield from map(_row, pairs)
        return
    with multiprocessing.get_context("spawn").Pool(min(workers, len(pairs)), _begin) as pool:
        yield from pool.imap_unordered(_row, pairs)


def _begin() -> None:
    """Leave Ctrl-C to the process that asked, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _row(pair: _Pair) -> Row:
    policy = POLICIES[pair.policy](pair.seed)
    happened = simulate(pair.source.world(pair.seed), policy)
    return Row(pair.source.key, pair.policy, pair.seed, outcome(happened, policy.decisions))

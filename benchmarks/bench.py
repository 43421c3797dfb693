"""A suite from start to end: results as they come, then the report and the plots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from engine.errors import DataError, Flaw

from .best_known import Best, best_known, update_best
from .case import Case, Suite
from .machine import machine_line
from .measured import Measured
from .peers.peer import Peer
from .plots import write_plots
from .report import Cannot, markdown
from .result import Results, Row
from .run import Options, run
from .standings import Standing, standings
from .suites import __path__ as folder


@dataclass(frozen=True)
class Outcome:
    """What a run of a suite found.

    ``cannot`` says per solver which forms of the instances it does not express; ``said`` are a suite's own sentences.
    """

    standings: list[Standing]
    cannot: Cannot
    said: list[str]
    files: list[Path]
    is_stopped: bool
    improved: list[tuple[str, str]]


def load_suite(name: str) -> Suite | Measured:
    """Return a suite by its name on the command line.

    Raises
    ------
    DataError
        When there is none of that name.
    """
    known = sorted(module.name.replace("_", "-") for module in iter_modules(folder))
    if name not in known:
        raise DataError([Flaw("SUITE", 0, "", name, "no such suite", f"use one of {', '.join(known)}")])
    return import_module(f"{__package__}.suites.{name.replace('-', '_')}")


def bench(
    name: str,
    peers: list[Peer],
    options: Options,
    out: Path,
    on_row: Callable[[Row], None],
    on_step: Callable[[str], None],
    *,
    update: bool = False,
) -> Outcome:
    """Run a suite, write ``NAME.csv`` row by row, then ``NAME.md`` and the plots.

    Parameters
    ----------
    peers : list of Peer
        All of them can be run.
    out : Path
        Folder for the files.
    on_row, on_step : callable
        Told of every row, and of what comes next.
    update : bool
        Whether feasible plans that are better than the best known go into the file of best known costs.

    Raises
    ------
    DataError
        When the suite or its data is not there, or no instance is wanted.
    """
    suite, machine = load_suite(name), machine_line(peers, options.cores)
    rows: list[Row] = []
    cannot: dict[str, list[str]] = {peer.name: [] for peer in peers}
    is_stopped = False
    table = out / f"{name}.csv"
    try:
        with Results(table, machine) as results:
            for case, row in _rows(suite, peers, options, out, on_step):
                results.add(row)
                rows.append(row)
                on_row(row)
                if case is None:
                    continue
                left = cannot[row.solver]
                peer = next(peer for peer in peers if peer.name == row.solver)
                left += [each for each in peer.cannot(case.instance) if each not in left]
    except KeyboardInterrupt:
        is_stopped = True
    if not rows:
        if is_stopped:
            raise KeyboardInterrupt
        raise DataError([Flaw("--only", 0, "", "", f"no instance of {name} has such a name", "leave it out")])
    of = standings(rows, best_known())
    report = out / f"{name}.md"
    said = suite.said(out) if isinstance(suite, Measured) else []
    report.write_text(markdown(name, machine, of, cannot) + "".join(f"\n{each}\n" for each in said), encoding="utf-8")
    files = [table, report, *write_plots(out, name, of)]
    return Outcome(of, cannot, said, files, is_stopped, update_best(_bests(rows)) if update else [])


def _rows(
    suite: Suite | Measured, peers: list[Peer], options: Options, out: Path, on_step: Callable[[str], None]
) -> Iterator[tuple[Case | None, Row]]:
    """Yield the rows, with their cases unless the suite measures by itself."""
    if isinstance(suite, Measured):
        yield from ((None, row) for row in suite.measure(options, out, on_step))
    else:
        yield from run(suite, peers, options, on_step)


def _bests(rows: list[Row]) -> dict[tuple[str, str], Best]:
    """Return the best feasible cost of each instance, and who found it when."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row.suite, row.instance
        if row.feasible and (key not in found or row.cost < found[key].cost):
            found[key] = row
    today = datetime.now(UTC).date().isoformat()
    return {key: Best(row.cost, f"{row.solver} {row.limit:g} s ({today})") for key, row in found.items()}

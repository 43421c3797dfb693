"""``openday bench``."""

from pathlib import Path
from typing import Annotated

import typer

OUT = Path("bench")


def bench(
    suite: Annotated[str, typer.Argument(metavar="SUITE", help="strsp, desk, fill, ...", show_default=False)],
    peers: Annotated[str, typer.Option(metavar="NAMES", help="Solvers to compare with: a,b or all or none.")] = "all",
    seconds: Annotated[
        float | None,
        typer.Option(metavar="S", min=0.1, help="Seconds of every solve.", show_default="the suite's own"),
    ] = None,
    seeds: Annotated[int, typer.Option(metavar="N", min=1, max=100, help="Runs of every solver.")] = 1,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Other files of the suite's format.", show_default=False)
    ] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the results.")] = OUT,
    only: Annotated[str, typer.Option(metavar="GLOB", help="Instances to run, by name.")] = "*",
    cores: Annotated[int, typer.Option(min=1, max=64, help="Cores that every solver may use.")] = 2,
    update_best: Annotated[
        bool, typer.Option("--update-best", help="Note plans that are better than the best known.")
    ] = False,
) -> None:
    """Measure Openday beside other solvers: the same instances, seconds and cores, one judge.

    Results are written as they come; Ctrl-C stops and reports on what there is.
    """
    from fnmatch import fnmatchcase

    from ..benching import Course, require_benchmarks, say_outcome, usable
    from ..failures import INTERRUPTED
    from ..solving import prepare

    require_benchmarks()
    from benchmarks.bench import bench as measure
    from benchmarks.bench import load_suite
    from benchmarks.run import Options

    load_suite(suite)
    solvers = usable(peers, suite)
    prepare(out)
    options = Options(data, lambda name: fnmatchcase(name, only), seconds, seeds, cores)
    with Course() as course:
        outcome = measure(suite, solvers, options, out, course.row, course.step, update=update_best)
    say_outcome(outcome, out)
    if outcome.is_stopped:
        raise typer.Exit(INTERRUPTED)

"""``openday capacity``."""

from typing import Annotated

import typer

from engine.limits import WORKERS

from ..options import AsJson, DeskPath, Out, Workers


def capacity(
    desk: DeskPath,
    weeks: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            max=13,
            help="Weeks to look ahead, as if the usual flow goes on.",
            show_default="the desk's own window",
        ),
    ] = None,
    hours: Annotated[int, typer.Option(metavar="N", min=1, max=8, help="Hours more whose worth is asked about.")] = 1,
    test: Annotated[
        int, typer.Option(metavar="K", min=0, max=50, help="Test the K dearest by really adding them; 0 tests none.")
    ] = 3,
    seeds: Annotated[int, typer.Option(metavar="N", min=1, max=50, help="Solves without and with each.")] = 3,
    deterministic_limit: Annotated[
        float, typer.Option(metavar="N", help="Effort of each solve; the same answer every time.")
    ] = 2.0,
    workers: Workers = WORKERS,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Say where the desk fails first: load against capacity by tier and skill, and what one more hour is worth.

    What an hour is worth is foretold by a linear program, then tested: the desk is solved without and with it. Two
    that are foretold to be worthless are tested too. With --out the load is drawn to capacity.png, and the whole
    answer is written to capacity.json. Nothing else changes.
    """
    from zoneinfo import ZoneInfo

    from engine.solve import solve
    from scenarios.capacity import capacity_report
    from scenarios.capacity.measured import chosen, measure

    from ..capacities import capacity_document, say_capacity, say_solved, write_capacity
    from ..limits import limits_of
    from ..loading import load
    from ..screen import print_json, say_files

    limits = limits_of(None, deterministic_limit, 0)
    problem, rules = load(desk)
    if out:
        out.mkdir(parents=True, exist_ok=True)
    report = capacity_report(problem, rules, weeks or 0, 60 * hours)
    measured = measure(
        problem,
        rules,
        chosen(report, test),
        limits,
        range(seeds),
        lambda given, under, to, seed: solve(given, under, to, seed, workers),
        say_solved,
    )
    document = capacity_document(report, measured)
    files = write_capacity(problem, report, document, out) if out else []
    if as_json:
        print_json({**document, "files": [str(path) for path in files]}, ZoneInfo(problem.desk.time_zone))
        return
    say_capacity(problem, report, measured)
    if out:
        say_files(files, out)

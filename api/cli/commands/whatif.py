"""``openday whatif``."""

from pathlib import Path
from typing import Annotated

import typer

from engine.limits import WORKERS

from ..options import AsJson, DeskPath, Out, Workers


def whatif(
    desk: DeskPath,
    changes: Annotated[
        str,
        typer.Argument(
            metavar="CHANGES",
            help="A YAML file, or a name of those that `openday scenarios` lists.",
            show_default=False,
        ),
    ],
    against: Annotated[
        Path | None,
        typer.Option(
            metavar="SCHEDULE",
            help="A schedule that stands for things as they are; what changes in it has its price. "
            "Beside it is what planning on does without any change.",
            show_default="the desk is planned as it is",
        ),
    ] = None,
    seeds: Annotated[
        int, typer.Option("--seeds", min=1, max=20, help="Solves of each variant; they tell noise from difference.")
    ] = 3,
    time_limit: Annotated[
        float | None, typer.Option(metavar="S", help="Seconds on the clock for each solve.", show_default=False)
    ] = None,
    deterministic_limit: Annotated[
        float | None,
        typer.Option(metavar="N", help="Effort instead of seconds: the same answer every time.", show_default="5"),
    ] = None,
    workers: Workers = WORKERS,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """Plan the desk as it is and as it could be, and say what differs, why, and what of it is noise.

    CHANGES tells what is otherwise: somebody sick, a client won, a rule off; several variants stand beside each other.
    All are solved with the same limits and seeds. Ctrl-C stops and compares the seeds done so far. Writes report.html,
    comparison.json, costs.png, rules.png and each schedule.json to the folder --out, without it to the folder
    whatif/<name> in the desk's.
    """
    from engine.files import read_schedule
    from scenarios.comparison import comparison_document
    from scenarios.situation import Situation
    from scenarios.whatif import LIMITS, variants_of

    from ..comparing import WhatIf, compare_shown, default_out, find_scenario, reproduce_text, write_comparison
    from ..comparisons import say_comparison
    from ..failures import INTERRUPTED
    from ..limits import limits_of
    from ..loading import load
    from ..screen import print_json

    is_usual = time_limit is None and deterministic_limit is None
    limits = LIMITS if is_usual else limits_of(time_limit, deterministic_limit, 0)
    scenario = find_scenario(changes)
    problem, _ = load(desk)
    given = read_schedule(against, problem) if against else None
    # What the desk does not allow is said before anything is solved or written.
    variants_of(Situation(problem), scenario, Path(changes).name)
    folder = out or default_out(desk, scenario)
    folder.mkdir(parents=True, exist_ok=True)
    asked = WhatIf(Situation(problem), scenario, limits, tuple(range(seeds)), given, workers)
    found = compare_shown(asked)
    if found is None:
        raise typer.Exit(INTERRUPTED)
    files = write_comparison(found, folder, reproduce_text(found, desk, changes, against))
    if as_json:
        print_json(comparison_document(found) | {"files": [str(path) for path in files]})
    else:
        say_comparison(found, files, folder)

"""The command line's entry point."""

import inspect
import io
import sys
from typing import Annotated

import typer

from .commands import (
    add_ons,
    bench,
    capacity,
    check,
    decisions,
    demo,
    explain,
    export,
    fill,
    generate,
    import_incidents,
    key,
    learn,
    nightly,
    outcome_incidents,
    recommend,
    relieve,
    replan,
    scenarios,
    schedule,
    schema,
    scoreboard,
    serve,
    simulate,
    slots,
    sweep,
    validate,
    whatif,
)
from .failures import guarded
from .pipes import survive_closed_pipe

app = typer.Typer(
    name="openday",
    help="Optimization-based scheduling for the service desks of managed service providers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_imports = typer.Typer(no_args_is_help=True)
_outcomes = typer.Typer(no_args_is_help=True)

app.command()(demo.demo)
app.command()(generate.generate)
app.add_typer(_imports, name="import", help="Make a desk of another system's data.")
_imports.command("incidents")(import_incidents.import_incidents)
app.command()(validate.validate)
app.command()(schedule.schedule)
app.command()(fill.fill)
app.command()(recommend.recommend)
app.command()(relieve.relieve)
app.command()(replan.replan)
app.command()(learn.learn)
app.command()(slots.slots)
app.command("add-ons")(add_ons.add_ons)
app.command()(explain.explain)
app.command()(capacity.capacity)
app.command()(sweep.sweep)
app.command()(simulate.simulate)
app.command()(whatif.whatif)
app.command()(scenarios.scenarios)
app.command()(check.check)
app.command()(export.export)
app.command()(schema.schema)
app.command()(serve.serve)
app.command()(nightly.nightly)
app.command()(key.key)
app.command()(scoreboard.scoreboard)
app.command()(decisions.decisions)
app.command()(bench.bench)
app.add_typer(_outcomes, name="outcome", help="Compare a schedule with what really happened.")
_outcomes.command("incidents")(outcome_incidents.outcome_incidents)


def _let_flow(commands: typer.Typer) -> None:
    """Join the lines of each paragraph of help: where a docstring breaks them says nothing about the terminal."""
    for command in commands.registered_commands:
        paragraphs = (inspect.getdoc(command.callback) or "").split("\n\n")
        command.help = "\n\n".join(" ".join(each.split()) for each in paragraphs)
    for group in commands.registered_groups:
        if group.typer_instance:
            _let_flow(group.typer_instance)


_let_flow(app)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        print(f"openday {version('openday')}")
        raise typer.Exit


@app.callback()
def openday(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Optimization-based scheduling for the service desks of managed service providers."""


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    return guarded(lambda: app(arguments, prog_name="openday"), arguments)


def main() -> int:
    """Run the command line on the program's arguments."""
    survive_closed_pipe()
    for stream in (sys.stdout, sys.stderr):
        # A name in letters that an old terminal cannot show is no reason to fail.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())

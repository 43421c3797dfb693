"""The service's start as an operator sees it: the desk to begin with, the first key, where to go."""

from pathlib import Path

from api.board import page_folder
from api.http.log import log_to_stderr
from api.http.server import serve
from api.service.creating import create_desk, desk_ids, first_keys
from api.settings import Settings
from api.store.database import Database
from api.store.opening import open_database
from api.warm.machine_code import make_machine_code
from engine.domain.problem import Problem
from engine.errors import DataError, Flaw
from engine.limits import WORKERS, Limits
from scenarios.demo import demo_problem, promised

from .loading import load
from .screen import say
from .solving import solve_shown

DEMO_SECONDS = 8.0
"""Seconds for the plan that the sample desk begins with."""


def begin(settings: Settings, desk: Path | None, desk_id: str, *, is_demo: bool, is_live: bool) -> None:
    """Open the store, see that it holds a desk, and serve until stopped.

    Raises
    ------
    DataError
        When there is no desk to serve, or the one to begin with has flaws.
    """
    log_to_stderr()
    database = open_database(settings.database)
    try:
        _see_to_desks(database, desk, desk_id, is_demo=is_demo, is_live=is_live)
        keys = first_keys(database)
        make_machine_code()
        serve(database, settings, lambda address: _greet(settings.public_url or address, keys))
    finally:
        database.close()


def _see_to_desks(database: Database, desk: Path | None, desk_id: str, *, is_demo: bool, is_live: bool) -> None:
    there = desk_ids(database)
    if desk is not None and desk_id in there:
        hint = "start without --desk, or give the new one another --id"
        raise DataError([Flaw("command line", 0, "--id", desk_id, "the store has a desk of this id", hint)])
    if desk is not None:
        create_desk(database, desk_id, load(desk)[0], is_live=is_live)
    elif is_demo and "demo" not in there:
        say("A sample desk: its week is planned first.")
        create_desk(database, "demo", _planned_demo(), is_live=False)
    elif not there:
        hint = "openday serve --demo for a sample desk, or --desk DESK for one of your own"
        raise DataError([Flaw("command line", 0, "", "", "the store holds no desk yet", hint)])


def _planned_demo() -> Problem:
    """Return the sample desk with a week's plan published, but for the days that the demonstration leaves open."""
    from constraints import rules_for

    problem = demo_problem()
    result, _ = solve_shown(problem, rules_for(problem.desk), Limits(seconds=DEMO_SECONDS), 0, WORKERS)
    return problem.model_copy(update={"published": promised(result.schedule)})


def _greet(address: str, keys: dict[str, str]) -> None:
    say(f"Openday serves at {address}", "bold")
    for desk, key in keys.items():
        say(f"The first key of the desk {desk!r}, an admin's, shown this once: {key}", whole=True)
        say(f"Sign in with it by opening {address}/app/#key={key}", whole=True)
    if page_folder() is None:
        say("The page has not been built: python -m api.board.build, or make serve. The API works without it.")
    say("Ctrl-C ends it.")

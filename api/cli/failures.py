"""How errors reach people: every flaw with its place on standard error, an exit code, never a traceback."""

import dataclasses
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.errors import Flaw

BAD_INPUT, BUG, INTERRUPTED = 2, 70, 130


def guarded(command: Callable[[], None], arguments: Sequence[str]) -> int:
    """Run a command and return its exit code.

    0 is fine, 1 a finding, 2 bad input, 70 a fault of the program, 130 an interruption. With ``--json`` among the
    arguments an error is a JSON document on standard output too.
    """
    from engine.errors import OpendayError, SolverFault, bug_text

    try:
        command()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if code == INTERRUPTED:
            print("\nInterrupted.", file=sys.stderr)
        return code
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return INTERRUPTED
    except SolverFault as error:
        return _report(str(error))
    except (OpendayError, OSError) as error:
        _tell(error, as_json="--json" in arguments)
        return BAD_INPUT
    except Exception as error:
        return _report(bug_text(error))
    return 0


def _report(words: str) -> int:
    print(f"This is a bug of Openday, please report it: {words}", file=sys.stderr)
    return BUG


def _tell(error: Exception, *, as_json: bool) -> None:
    from engine.errors import DataError

    from .screen import print_json

    if isinstance(error, DataError):
        error = DataError([_on_the_command_line(each) for each in error.flaws])
    flaws = error.flaws if isinstance(error, DataError) else []
    message = _system_text(error) if isinstance(error, OSError) else str(error)
    if len(flaws) > 1:
        message = f"{message}\n{len(flaws)} errors"
    print(message, file=sys.stderr)
    if as_json:
        print_json({"error": message, "flaws": flaws})


def _on_the_command_line(flaw: "Flaw") -> "Flaw":
    """Return a flaw of a question where the person who asked it finds it: in the option that it was asked with."""
    if flaw.file != "request":
        return flaw
    option = "--from" if flaw.field == "start" else f"--{flaw.field}"
    return dataclasses.replace(flaw, file="command line", field=option)


def _system_text(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    place = f"{error.filename}: " if error.filename else ""
    return f"{place}{reason}\n  Maybe name another file or folder, or check its permissions"
